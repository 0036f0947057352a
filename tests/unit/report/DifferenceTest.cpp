// Two small networks that differ in every way a layer can.
#include "report/Difference.h"
#include "language/Frontend.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

Network networkOf(const std::string &body) {
  const std::string text =
      "network tiny {\n  input image: 3x8x8\n" + body + "}\n";
  LoadResult loaded = loadNetwork("tiny.gn", [&](const std::string &, size_t) {
    return FileContent{text, ""};
  });
  EXPECT_TRUE(loaded.network) << loaded.diagnostics.render(false);
  return loaded.network ? std::move(*loaded.network) : Network();
}

std::vector<std::string> pathsOf(const std::vector<LayerDifference> &found) {
  std::vector<std::string> paths;
  for (const LayerDifference &each : found)
    paths.push_back((each.before == networkInput  ? "+"
                     : each.after == networkInput ? "-"
                                                  : "~") +
                    each.path);
  return paths;
}

const char *const plain = "  conv1: conv 3x3 4 { pad: same }\n"
                          "  norm1: lrn 5\n"
                          "  conv2: conv 1x1 2\n"
                          "  prob: softmax\n";

TEST(Difference, OfANetworkWithItselfIsNone) {
  Network network = networkOf(plain);
  EXPECT_TRUE(differencesOf(network, network).empty());
}

TEST(Difference, KeepsTheOrderInWhichThingsStood) {
  Network before = networkOf(plain);
  Network after =
      networkOf("  conv1: conv 3x3 4 { pad: same, norm: batch_norm }\n"
                "  conv2: conv 1x1 3\n"
                "  prob: softmax\n");
  EXPECT_EQ(
      pathsOf(differencesOf(before, after)),
      (std::vector<std::string>{"-norm1", "+conv1.norm", "~conv2", "~prob"}));
}

// They look alike in the table, but are not.
TEST(Difference, OtherConnectionsAreADifference) {
  Network before = networkOf("  a: conv 1x1 2 { connections: [[0], [1]] }\n");
  Network after = networkOf("  a: conv 1x1 2 { connections: [[0], [2]] }\n");
  EXPECT_EQ(pathsOf(differencesOf(before, after)),
            std::vector<std::string>{"~a"});
}

TEST(Difference, WhatIsReplacedStandsBeforeWhatReplacesIt) {
  Network before = networkOf("  a: conv 1x1 3\n  b: conv 1x1 3\n  c: relu\n");
  Network after = networkOf("  a: conv 1x1 3\n  d: conv 1x1 3\n  c: relu\n");
  EXPECT_EQ(pathsOf(differencesOf(before, after)),
            (std::vector<std::string>{"-b", "+d"}));
}

TEST(Difference, NothingIsLostWhereTheOrderChanges) {
  Network before = networkOf("  a: conv 1x1 3\n  x: conv 1x1 3\n"
                             "  b: conv 1x1 3\n");
  Network after = networkOf("  b: conv 1x1 3\n  a: conv 1x1 3\n");
  EXPECT_EQ(pathsOf(differencesOf(before, after)),
            (std::vector<std::string>{"-x", "~b", "~a"}));
}

// conv2 reads the norm instead of conv1, which is the norm's difference.
TEST(Difference, AnInsertedLayerDoesNotChangeTheNext) {
  Network before = networkOf("  conv1: conv 3x3 4\n  conv2: conv 1x1 2\n");
  Network after =
      networkOf("  conv1: conv 3x3 4\n  norm: lrn 3\n  conv2: conv 1x1 2\n");
  EXPECT_EQ(pathsOf(differencesOf(before, after)),
            std::vector<std::string>{"+norm"});
}

TEST(Difference, OtherInputsAreADifference) {
  const std::string layers = "  a: conv 1x1 3\n  b: conv 1x1 3\n";
  Network before = networkOf(layers + "  c: concat a, b\n");
  Network after = networkOf(layers + "  c: concat b, a\n");
  EXPECT_EQ(pathsOf(differencesOf(before, after)),
            std::vector<std::string>{"~c"});
}

// conv1 has 3 * 4 + 4 = 16 parameters, conv2 4 * 2 + 2 = 10 and then
// 4 * 3 + 3 = 15: 26, then 31. Operations: 64 * (3 * 4 + 4 * 2) = 1,280, then
// 64 * (3 * 4 + 4 * 3) = 1,536.
TEST(Difference, PrintsWhatItCosts) {
  Network before = networkOf("  conv1: conv 1x1 4\n  conv2: conv 1x1 2\n");
  Network after = networkOf("  conv1: conv 1x1 4\n  conv2: conv 1x1 3\n");
  std::string text;
  llvm::raw_string_ostream os(text);
  printDifference(before, after, os);
  for (const char *part : {"conv 1x1 2 -> 8x8x2", "conv 1x1 3 -> 8x8x3", "+5 ",
                           "+256", "+19.2%", "+20.0%"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

} // namespace
