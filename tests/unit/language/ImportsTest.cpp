#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

const std::string module = "module m(n) { conv 1x1 n }\n";

std::string spec(const std::string &imports) {
  return imports + "network n { input i: 1x4x4\n m(2) }\n";
}

TEST(Imports, AreRelativeToTheFileTheyStandIn) {
  Files files = {{"spec.gn", spec("import \"a/b.gn\"\n")},
                 {"a/b.gn", "import \"../c.gn\"\nmodule m(n) { k(n) }"},
                 {"c.gn", "module k(n) { conv 1x1 n }"}};
  LoadResult result = load(files);
  EXPECT_EQ(result.diagnostics.render(), "");
  ASSERT_TRUE(result.network);
  EXPECT_EQ(result.network->layers[0].where.file, "c.gn");
}

TEST(Imports, ReachTheFilesOwnModulesOnly) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\n")},
                 {"a.gn", "import \"b.gn\""},
                 {"b.gn", module}};
  EXPECT_EQ(errorsOf(load(files)), "3:2: there is no module 'm'\n");
}

TEST(Imports, OfTheSameFileTwiceAreOne) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\nimport \"./b/../a.gn\"\n")},
                 {"a.gn", module}};
  EXPECT_EQ(errorsOf(load(files)), "");
}

TEST(Imports, ThatAreMissingLeaveTheRestChecked) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\n") + "junk\n"},
                 {"a.gn", "\nimport \"b.gn\""}};
  LoadResult result = load(files);
  EXPECT_EQ(result.diagnostics.render(),
            "spec.gn:4:1: error: 'junk' is not expected here; expected the end "
            "of the file, 'import', 'module' or 'network'\n"
            "junk\n"
            "^~~~\n"
            "a.gn:2:8: error: cannot import 'b.gn': no such file\n"
            "import \"b.gn\"\n"
            "       ^~~~~~\n"
            "spec.gn:1:8: note: 'a.gn' is imported here\n"
            "import \"a.gn\"\n"
            "       ^~~~~~\n");
}

TEST(Imports, CannotGoRoundInACircle) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\n")},
                 {"a.gn", "import \"b.gn\"\n" + module},
                 {"b.gn", "import \"a.gn\"\n"}};
  EXPECT_EQ(load(files).diagnostics.render(),
            "b.gn:1:8: error: 'a.gn' imports itself\n"
            "import \"a.gn\"\n"
            "       ^~~~~~\n"
            "a.gn:1:8: note: by importing 'b.gn' here\n"
            "import \"b.gn\"\n"
            "       ^~~~~~\n");
}

TEST(Imports, CannotBringTwoModulesOfOneName) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\nimport \"b.gn\"\n")},
                 {"a.gn", module},
                 {"b.gn", module}};
  EXPECT_EQ(load(files).diagnostics.render(),
            "spec.gn:2:8: error: module 'm' is defined a second time\n"
            "import \"b.gn\"\n"
            "       ^~~~~~\n"
            "a.gn:1:8: note: first defined here\n"
            "module m(n) { conv 1x1 n }\n"
            "       ^\n"
            "b.gn:1:8: note: and imported from here\n"
            "module m(n) { conv 1x1 n }\n"
            "       ^\n");
}

TEST(Imports, AreOfNetworksOnlyToExtendThem) {
  Files files = {{"spec.gn", spec("import \"a.gn\"\n")},
                 {"a.gn", module + "network x { }"}};
  EXPECT_EQ(errorsOf(load(files)),
            "1:8: 'a.gn' is a network, which only one that extends it can "
            "import: write network NAME extends x, or import the file of a "
            "module\n");
  files["spec.gn"] = "import \"a.gn\"\nimport \"b.gn\"\n"
                     "network n extends x { }";
  files["a.gn"] = "network x { input i: 1x4x4\n relu }";
  files["b.gn"] = "network x { input i: 1x4x4\n sigmoid }";
  EXPECT_EQ(errorsOf(load(files)), "2:8: a network 'x' is imported already\n");
  files["b.gn"] = "network y extends y { }";
  EXPECT_EQ(errorsOf(load(files)),
            "2:8: 'b.gn' is a network, which only one that extends it can "
            "import: write network NAME extends y, or import the file of a "
            "module\n");
}

TEST(Imports, OfNetworksThatExtendEachOtherGoInACircle) {
  Files files = {{"spec.gn", "import \"a.gn\"\nnetwork n extends a { relu }"},
                 {"a.gn", "import \"b.gn\"\nnetwork a extends b { relu }"},
                 {"b.gn", "import \"a.gn\"\nnetwork b extends a { relu }"}};
  EXPECT_EQ(load(files).diagnostics.render(),
            "b.gn:1:8: error: 'a.gn' imports itself\n"
            "import \"a.gn\"\n"
            "       ^~~~~~\n"
            "a.gn:1:8: note: by importing 'b.gn' here\n"
            "import \"b.gn\"\n"
            "       ^~~~~~\n");
}

} // namespace
} // namespace gnet::test
