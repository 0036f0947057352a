#include "language/diagnostics/Diagnostics.h"
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

TEST(Diagnostics, AShapeThatDiffersShowsBothAndWhereTheyComeFrom) {
  Files files = {{"spec.gn", "import \"m.gn\"\n"
                             "network n {\n"
                             "  input image: 3x28x28\n"
                             "  stem: conv 1x1 192\n"
                             "  table pair | a  b | output\n"
                             "    3a       | 64 8 | 28x28x73\n"
                             "}\n"},
                 {"m.gn", "module pair(a, b) {\n"
                          "  concat {\n"
                          "    conv 1x1 a\n"
                          "    conv 1x1 b\n"
                          "  }\n"
                          "}\n"}};
  EXPECT_EQ(load(files).diagnostics.render(),
            "spec.gn:6:23: error: pair_3a gives 28x28x72; the table expects "
            "28x28x73\n"
            "    3a       | 64 8 | 28x28x73\n"
            "                      ^~~~~~~~\n"
            "m.gn:2:3: note: concat joins 64 + 8 channels here\n"
            "  concat {\n"
            "  ^~~~~~\n"
            "spec.gn:4:9: note: pair_3a takes 28x28x192 from here\n"
            "  stem: conv 1x1 192\n"
            "        ^~~~~~~~~~~~\n");
}

TEST(Diagnostics, ValuesFromATableAreMarkedThere) {
  EXPECT_EQ(
      load("module m(a) { conv 1x1 a }\n" + inNetwork("table m | a\n x | 0"))
          .diagnostics.render(),
      "spec.gn:5:6: error: channels of conv is 0; it must be from 1 to "
      "2147483647\n"
      " x | 0\n"
      "     ^\n"
      "spec.gn:1:15: note: for this conv\n"
      "module m(a) { conv 1x1 a }\n"
      "              ^~~~\n");
}

TEST(Diagnostics, ShapesInModulesNameTheInstance) {
  EXPECT_EQ(
      load("module m() { max_pool 40x40 }\n" + inNetwork("big: m()"))
          .diagnostics.render(),
      "spec.gn:1:14: error: big.max_pool40x40: the 40x40 kernel is larger "
      "than its padded input, 32x32\n"
      "module m() { max_pool 40x40 }\n"
      "             ^~~~~~~~~~~~~~\n"
      "spec.gn:3:9: note: the input 'image' is 32x32x3\n"
      "  input image: 3x32x32\n"
      "        ^~~~~\n"
      "spec.gn:4:6: note: for 'big' here\n"
      "big: m()\n"
      "     ^~~\n");
}

TEST(Diagnostics, ARepairStandsUnderTheMark) {
  EXPECT_EQ(load(inNetwork("conv 1x1 4 { padding: 1 }")).diagnostics.render(),
            "spec.gn:3:14: error: conv has no key 'padding'; did you mean "
            "'pad'?\n"
            "conv 1x1 4 { padding: 1 }\n"
            "             ^~~~~~~\n"
            "             pad\n");
}

TEST(Diagnostics, StandInTheOrderOfTheFile) {
  Diagnostics diagnostics;
  diagnostics.addSource("b", "one\ntwo\n");
  diagnostics.addSource("a", "three\n");
  diagnostics.error({"a", 1, 1, 2}, "third");
  diagnostics.error({"b", 2, 1, 2}, "second");
  diagnostics.error({"b", 1, 2, 3}, "first");
  EXPECT_EQ(diagnostics.render(), "b:1:2: error: first\none\n ^\n"
                                  "b:2:1: error: second\ntwo\n^\n"
                                  "a:1:1: error: third\nthree\n^\n");
}

TEST(Diagnostics, TheSameAtTheSamePlaceIsSaidOnce) {
  Diagnostics diagnostics;
  for (int i = 0; i < 3; ++i)
    diagnostics.error({"a", 1, 1, 2}, "again").note({"a", 1, 1, 2}, "note");
  EXPECT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].notes.size(), 1u);
}

TEST(Diagnostics, AFewOfVeryManyAreShown) {
  Diagnostics diagnostics;
  for (int i = 1; i <= 1000; ++i)
    diagnostics.error({"a", i, 1, 2}, "error");
  EXPECT_EQ(diagnostics.sorted().size(), 100u);
  EXPECT_TRUE(
      diagnostics.render().ends_with("900 more errors are not shown\n"));
}

TEST(Diagnostics, LongLinesAreCutAroundTheMark) {
  Diagnostics diagnostics;
  diagnostics.addSource("a",
                        std::string(5000, 'x') + "!" + std::string(5000, 'y'));
  diagnostics.error({"a", 1, 5001, 5002}, "here");
  std::string text = diagnostics.render();
  EXPECT_LT(text.size(), 400u);
  size_t line = text.find('\n') + 1;
  size_t caret = text.find('\n', line) + 1;
  EXPECT_EQ(text[line + text.find('^') - caret], '!');
}

TEST(Diagnostics, ColourWrapsTheSameText) {
  Diagnostics diagnostics;
  diagnostics.error({"a", 1, 1, 2}, "message");
  EXPECT_EQ(diagnostics.render(true), "\033[1ma:1:1:\033[0m "
                                      "\033[1;31merror:\033[0m message\n");
}

} // namespace
} // namespace gnet::test
