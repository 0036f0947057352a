// Networks that extend another one.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

const std::string base = "import \"pair.gn\"\n"
                         "network base {\n"
                         "  paper \"Base\"\n"
                         "  training { label_smoothing: 0.1 }\n"
                         "  input image: 3x32x32 { scale: 1/255 }\n"
                         "  defaults conv { pad: same, bias: false }\n"
                         "  stem: conv 3x3 8   expect 32x32x8, 1K params, 8 b\n"
                         "  norm: lrn 5\n"
                         "  table pair | a b | output params\n"
                         "  1 | 4 8 | 32x32x8 1K\n"
                         "  pool: max_pool 2x2/2\n"
                         "  2 | 4 6 | 16x16x6 -\n"
                         "  last: pair(3, 10)\n"
                         "  head aux at pair_1 { loss: 0.3 } { linear 10 }\n"
                         "}\n";
const std::string pairModule =
    "module pair(a, b) { x: conv 1x1 a\n y: conv 1x1 b }\n";

/// The files of `network v extends base` with the body, which starts in line
/// 3, after `head`.
Files variant(const std::string &body, const std::string &head = "") {
  return {{"spec.gn", "import \"base.gn\"\n" + head +
                          "network v extends base {\n" + body + "\n}\n"},
          {"base.gn", base},
          {"pair.gn", pairModule}};
}

Network networkOf(const Files &files) {
  LoadResult result = load(files);
  EXPECT_EQ(result.diagnostics.render(), "");
  return result.network.value_or(Network());
}

/// Of the layers outside of heads.
std::string pathsIn(const std::string &body, const std::string &head = "") {
  Network network = networkOf(variant(body, head));
  std::string paths;
  for (size_t id = 0; id < network.layers.size(); ++id)
    if (network.headOf[id] < 0)
      paths += (paths.empty() ? "" : " ") + network.layers[id].path;
  return paths;
}

const std::string unchanged = "stem norm pair_1.x pair_1.y pool pair_2.x "
                              "pair_2.y last.x last.y";

TEST(Variants, TakeOverAllThatTheyDoNotChange) {
  Network network = networkOf(variant(""));
  EXPECT_EQ(pathsIn(""), unchanged);
  EXPECT_EQ(network.name, "v");
  EXPECT_EQ(network.paper, "Base");
  EXPECT_EQ(network.training.labelSmoothing, 0.1);
  EXPECT_EQ(network.input.scale, 1 / 255.0);
  EXPECT_FALSE(opAt<Conv>(network, "stem").bias);
  EXPECT_EQ(network.heads.size(), 1u);
  EXPECT_EQ(network.columns, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(network.rows.size(), 6u);
  EXPECT_EQ(network.rows[2].cells, (std::vector<std::optional<int64_t>>{4, 8}));
  // The base's paper printed no figures of the variant.
  for (const Row &row : network.rows)
    EXPECT_FALSE(row.params || row.ops) << row.name;
  EXPECT_EQ(network.rows[0].cells,
            (std::vector<std::optional<int64_t>>{{}, 8}));
}

TEST(Variants, ReplaceWhatANetworkHasOneOf) {
  Files files = variant("paper \"Own\"\n"
                        "training { label_smoothing: 20% }\n"
                        "labels \"own.txt\"\n"
                        "input image: 3x64x64\n"
                        "pool2: global_avg_pool");
  files["own.txt"] = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
  Network network = networkOf(files);
  EXPECT_EQ(network.paper, "Own");
  EXPECT_EQ(network.training.labelSmoothing, 0.2);
  EXPECT_EQ(network.labels.size(), 10u);
  EXPECT_EQ(network.input.scale, 1.0);
  // The shapes that the base expects are its own.
  EXPECT_EQ(layerAt(network, "stem").output, (Shape{8, 64, 64}));
}

TEST(Variants, DoNotExpectTheBasesShapesWithinBlocks) {
  Files files = {{"spec.gn", "import \"base.gn\"\nnetwork v extends base {\n"
                             "input i: 3x16x16 }"},
                 {"base.gn",
                  "network base { input i: 3x8x8\n"
                  "a: concat { relu expect 8x8x3\n add { sigmoid expect "
                  "8x8x3\n from input } }\n"
                  "head h at a { loss: 1 } { max_pool 2x2 expect 7x7x6 } }"}};
  EXPECT_EQ(networkOf(files).layers.back().output, (Shape{6, 15, 15}));
}

TEST(Variants, DefaultsGoOverTheBasesKeyByKey) {
  Network network =
      networkOf(variant("defaults conv { bias: true, activation: relu }\n"
                        "defaults lrn { k: 2 }"));
  EXPECT_TRUE(opAt<Conv>(network, "stem").bias);
  EXPECT_EQ(opAt<Conv>(network, "stem").padding, (Padding{1, 1, 1, 1}));
  EXPECT_TRUE(opAt<Conv>(network, "pair_1.x").bias);
  EXPECT_EQ(opAt<Lrn>(network, "norm").k, 2.0);
  layerAt(network, "pair_1.x.relu");
}

TEST(Variants, RemoveLayersRowsAndHeads) {
  EXPECT_EQ(pathsIn("remove norm, pair_2, aux"),
            "stem pair_1.x pair_1.y pool last.x last.y");
  Network network = networkOf(variant("remove aux, stem"));
  EXPECT_EQ(network.heads.size(), 0u);
  EXPECT_EQ(layerAt(network, "norm").inputs[0], networkInput);
}

TEST(Variants, PlainStatementsGoToTheEnd) {
  EXPECT_EQ(pathsIn("a: relu\n3 | 1 2 | - -\nremove norm"),
            "stem pair_1.x pair_1.y pool pair_2.x pair_2.y last.x last.y a "
            "pair_3.x pair_3.y");
}

TEST(Variants, ReplaceInPlace) {
  Network network =
      networkOf(variant("replace pool: max_pool 4x4/4   expect 8x8x8\n"
                        "replace pair_1: conv 1x1 8 -> relu\n"
                        "replace head aux at stem { loss: 0.5 } { linear 7 }"));
  EXPECT_EQ(pathsOf(network),
            "stem norm pair_1.conv1x1 pair_1.relu pool pair_2.x pair_2.y "
            "last.x last.y aux.linear");
  EXPECT_EQ(layerAt(network, "pool").output, (Shape{8, 8, 8}));
  EXPECT_EQ(network.heads[0].lossWeight, 0.5);
  EXPECT_EQ(network.layers[network.heads[0].at].path, "stem");
}

TEST(Variants, ReplaceSeveralStatementsWhereTheFirstStood) {
  EXPECT_EQ(pathsIn("replace pool, norm with { a: relu\n b: relu }"),
            "stem a b pair_1.x pair_1.y pair_2.x pair_2.y last.x last.y");
  EXPECT_EQ(pathsIn("replace norm with { }"),
            "stem pair_1.x pair_1.y pool pair_2.x pair_2.y last.x last.y");
}

TEST(Variants, InsertInTheOrderWritten) {
  EXPECT_EQ(pathsIn("insert after stem { a: relu }\n"
                    "insert before norm { b: relu }\n"
                    "insert after stem { c: relu }\n"
                    "insert before norm { d: relu }"),
            "stem a c b d norm pair_1.x pair_1.y pool pair_2.x pair_2.y last.x "
            "last.y");
  EXPECT_EQ(pathsIn("insert after pool { a: relu }\nremove pool"),
            "stem norm pair_1.x pair_1.y a pair_2.x pair_2.y last.x last.y");
}

TEST(Variants, RowsBelongToTheTableAboveThem) {
  EXPECT_EQ(pathsIn("remove aux\n"
                    "replace pair_1 with { 1b | 2 3 | 32x32x3 - }"),
            "stem norm pair_1b.x pair_1b.y pool pair_2.x pair_2.y last.x "
            "last.y");
  // A table that is inserted ends with its block.
  EXPECT_EQ(pathsIn("insert after pool { table one | n\n 1 | 2 }",
                    "module one(n) { z: conv 1x1 n }\n"),
            "stem norm pair_1.x pair_1.y pool one_1.z pair_2.x pair_2.y last.x "
            "last.y");
}

TEST(Variants, ReplaceModulesWhereverTheyAreUsed) {
  const std::string head = "import \"pair.gn\"\n"
                           "module wide(b, a) { z: conv 3x3 a -> conv 1x1 b "
                           "}\n";
  Network network =
      networkOf(variant("replace module pair with wide\nremove last\n"
                        "replace aux with { }",
                        head));
  EXPECT_EQ(pathsOf(network), "stem norm pair_1.z.conv3x3 pair_1.z.conv1x1 "
                              "pool pair_2.z.conv3x3 pair_2.z.conv1x1");
  EXPECT_EQ(layerAt(network, "pair_1.z.conv3x3").output, (Shape{4, 32, 32}));
  ASSERT_EQ(network.modules.size(), 2u);
  EXPECT_EQ(network.modules[0].path, "pair_1");
  EXPECT_EQ(network.modules[0].module, "wide");
}

TEST(Variants, ReplaceModulesWithinModules) {
  Files files = {
      {"spec.gn", "import \"base.gn\"\nimport \"inner.gn\"\n"
                  "module own() { relu }\nnetwork v extends base { replace "
                  "module inner with own }"},
      {"base.gn", "import \"outer.gn\"\nnetwork base { input i: 1x4x4\n"
                  "a: outer() }"},
      {"outer.gn", "import \"inner.gn\"\nmodule outer() { inner() }"},
      {"inner.gn", "module inner() { sigmoid }"}};
  EXPECT_EQ(pathsOf(networkOf(files)), "a.inner.relu");
}

TEST(Variants, AModuleCanBeReplacedByOneThatWrapsIt) {
  EXPECT_EQ(pathsIn("remove norm, pool, pair_2, last, stem\n"
                    "replace module pair with gated",
                    "import \"pair.gn\"\nmodule gated(a, b) { pair(a, b) -> "
                    "sigmoid }\n"),
            "pair_1.pair.x pair_1.pair.y pair_1.sigmoid");
}

TEST(Variants, CanBeExtendedAgain) {
  Files files = variant("remove norm\n"
                        "replace stem: conv 5x5 8\n"
                        "insert after stem { extra: relu }\n"
                        "defaults conv { stride: 1 }\n"
                        "replace module pair with wide",
                        "module wide(a, b) { w: conv 3x3 a -> conv 1x1 b }\n");
  files["middle.gn"] = files["spec.gn"];
  files["spec.gn"] = "import \"middle.gn\"\n"
                     "module thin(a, b) { t: conv 1x1 a -> conv 1x1 b }\n"
                     "network w extends v {\n"
                     "remove extra\n"
                     "replace stem: conv 7x7 8\n"
                     "defaults conv { bias: true }\n"
                     "replace module wide with thin\n"
                     "}\n";
  Network network = networkOf(files);
  EXPECT_EQ(network.name, "w");
  EXPECT_EQ(pathsOf(network), "stem pair_1.t.conv1x1 pair_1.t.conv1x1_2 pool "
                              "pair_2.t.conv1x1 pair_2.t.conv1x1_2 "
                              "last.t.conv1x1 last.t.conv1x1_2 aux.linear");
  EXPECT_EQ(opAt<Conv>(network, "stem").kernel, (Extent{7, 7}));
  EXPECT_TRUE(opAt<Conv>(network, "stem").bias);
}

TEST(Variants, SeeTheModulesOfTheirFileAndTheBaseThoseOfIts) {
  // Both files have a module `pair` of their own.
  EXPECT_EQ(pathsIn("remove stem, norm, pair_1, aux, pool, pair_2\n"
                    "new: pair()",
                    "module pair() { relu }\n"),
            "last.x last.y new.relu");
  EXPECT_EQ(errorsOf(load(variant("pair(1, 2)"))),
            "3:1: there is no module 'pair'\n");
}

TEST(Variants, NameWhatIsNotThere) {
  EXPECT_EQ(errorsOf(load(variant("remove nrm\nremove x\n"
                                  "replace stm: relu\n"
                                  "replace module par with pair\n"
                                  "insert after pol { relu }\n"
                                  "remove pair_1.x"))),
            "3:8: network 'base' has no statement 'nrm'; did you mean 'norm'?\n"
            "4:8: network 'base' has no statement 'x'\n"
            "5:9: network 'base' has no statement 'stm'; did you mean 'stem'?\n"
            "6:16: network 'base' uses no module 'par'; did you mean 'pair'?\n"
            "6:25: there is no module 'pair'\n"
            "7:14: network 'base' has no statement 'pol'; did you mean "
            "'pool'?\n"
            "8:14: '.' is not expected here; expected the end of the line\n");
}

TEST(Variants, CannotTakeAwayTwice) {
  EXPECT_EQ(errorsOf(load(variant("remove aux, aux\n"
                                  "replace aux with { }\n"
                                  "replace pool, pool with { relu }\n"
                                  "insert before aux { relu }"))),
            "3:13: 'aux' is removed already\n"
            "4:9: 'aux' is removed already\n"
            "5:15: 'pool' is replaced already\n"
            "6:15: 'aux' is removed already: nothing can be inserted there\n");
}

TEST(Variants, ShowWhereTheBaseUsesWhatTheyRemove) {
  EXPECT_EQ(load(variant("remove pair_1")).diagnostics.render(),
            "base.gn:14:15: error: 'pair_1' was removed, but is used here\n"
            "  head aux at pair_1 { loss: 0.3 } { linear 10 }\n"
            "              ^~~~~~\n"
            "spec.gn:3:8: note: removed here\n"
            "remove pair_1\n"
            "       ^~~~~~\n"
            "base.gn:10:3: note: the base has it here\n"
            "  1 | 4 8 | 32x32x8 1K\n"
            "  ^\n");
  EXPECT_EQ(errorsOf(load(variant("replace stem, norm with { a: relu }\n"
                                  "from stem -> relu"))),
            "4:6: 'stem' was replaced, but is used here\n");
}

TEST(Variants, ParametersOfAReplacedModuleFit) {
  EXPECT_EQ(errorsOf(load(variant("replace module pair with one",
                                  "module one(a) { conv 1x1 a }\n"))),
            "9:18: module 'one' has no parameter 'b'\n"
            "13:9: module 'one' takes 1 argument, not 2\n");
  EXPECT_EQ(errorsOf(load(variant("replace module pair with pair",
                                  "import \"pair.gn\"\n"))),
            "4:26: module 'pair' cannot replace itself\n");
  EXPECT_EQ(errorsOf(load(variant("replace module a with b",
                                  "module a() { relu }\nmodule b() { relu "
                                  "}\n"))),
            "5:16: module 'a' is used nowhere, so that nothing is replaced\n");
}

TEST(Variants, OnlyChangeANetworkThatTheyExtend) {
  EXPECT_EQ(errorsIn("relu\nremove a"),
            "4:1: there is nothing to change: network 'n' extends no other\n");
  EXPECT_EQ(errorsOf(load("network v extends v { relu }")),
            "1:19: network 'v' extends itself\n");
  EXPECT_EQ(errorsOf(load("network v extends w { relu }")),
            "1:19: no network 'w' is imported here\n");
  Files files = variant("");
  files["spec.gn"] = "import \"base.gn\"\nnetwork v extends bas { }";
  EXPECT_EQ(errorsOf(load(files)),
            "2:19: no network 'bas' is imported here; did you mean 'base'?\n");
}

TEST(Variants, WhatCouldNotBeParsedIsNotMissed) {
  EXPECT_EQ(errorsOf(load(variant("remove norm,\nreplace pool max_pool 4x4\n"
                                  "a: from pair_9 -> relu"))),
            "4:1: 'replace' is not expected here; expected a name (a word of "
            "the language cannot be a name)\n");
  Files files = variant("remove thing\nreplace other: relu");
  files["base.gn"] = "import \"pair.gn\"\nnetwork base {\n input i: 1x4x4\n"
                     " thing relu: 3\n last: relu\n}\n";
  EXPECT_EQ(errorsOf(load(files)),
            "4:12: ':' is not expected here; expected the end of the line\n");
}

TEST(Variants, GoSixtyFourDeep) {
  Files files = {{"0.gn", "network n0 { input i: 1x4x4\n s: relu }"}};
  auto chain = [&](int length) {
    for (int i = 1; i <= length; ++i) {
      std::string below = std::to_string(i - 1);
      std::string name = i == length ? "spec" : std::to_string(i);
      files[name + ".gn"] = "import \"" + below + ".gn\"\nnetwork n" +
                            std::to_string(i) + " extends n" + below + " { t" +
                            std::to_string(i) + ": relu }";
    }
    return load(files);
  };
  LoadResult deepest = chain(63);
  ASSERT_TRUE(deepest.network);
  EXPECT_EQ(deepest.network->layers.size(), 64u);
  EXPECT_EQ(errorsOf(chain(64)),
            "1:8: too many imports: at most 256 files, 64 deep\n");
}

TEST(Variants, AreBoundedInSize) {
  std::string rest;
  for (int i = 0; i < 12000; ++i)
    rest += "relu\n";
  Files files = {{"base.gn", "network base { input i: 1x4x4\n" + rest + "}"},
                 {"spec.gn", "import \"base.gn\"\nnetwork v extends base {\n" +
                                 rest + "}"}};
  EXPECT_EQ(errorsOf(load(files)),
            "2:9: the network is too large: over 20000 statements with those "
            "that it inherits\n");
}

} // namespace
} // namespace gnet::test
