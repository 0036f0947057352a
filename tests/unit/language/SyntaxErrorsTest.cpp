// What does not parse is reported once a statement, and the rest is checked.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

TEST(SyntaxErrors, DoNotHideWhatIsWrongElsewhere) {
  EXPECT_EQ(errorsIn("a: conv 1x1 :\n"
                     "b: convv 1x1 4\n"
                     "c: conv 1x1 4 { bias: }\n"
                     "d: dropout 140%\n"
                     ": e: relu\n"
                     "f: relu relu | 3\n"),
            "3:13: ':' is not expected here; expected the end of the line\n"
            "4:4: there is no layer 'convv'; did you mean 'conv'?\n"
            "5:23: '}' is not expected here\n"
            "6:12: dropout of 140%; a rate is from 0% to less than 100%\n"
            "7:1: ':' is not expected here\n"
            "8:14: '|' is not expected here; expected the end of the line\n");
}

TEST(SyntaxErrors, DoNotMakeErrorsOfTheirOwn) {
  // What the broken statements define is not missed after them.
  EXPECT_EQ(errorsIn("a: conv 1x1 ?\n"
                     "b: from a -> relu expect 1x1x1\n"
                     "defaults conv { pad: * }\n"
                     "conv 3x3 4 expect 32x32x4"),
            "3:13: '?' is not expected here; expected the end of the line\n"
            "5:22: '*' is not expected here\n");
}

// What could not be parsed is no branch that passes the input on.
TEST(SyntaxErrors, InABranchDoNotMakeErrorsOfTheJoin) {
  EXPECT_EQ(errorsIn("concat { conv 3x3 4\n ? x }"),
            "4:2: '?' is not expected here\n");
  EXPECT_EQ(errorsIn("concat { conv 3x3 4\n defaults relu { } }"),
            "4:2: defaults cannot stand here, only in the body of a network or "
            "a module\n");
}

TEST(SyntaxErrors, WordsOfTheLanguageAreNoNames) {
  EXPECT_EQ(errorsOf(load("network head { input i: 1x1x1\n relu }")),
            "1:9: 'head' is not expected here; expected a name (a word of the "
            "language cannot be a name)\n");
}

TEST(SyntaxErrors, StringsEndOnTheirLine) {
  EXPECT_EQ(errorsOf(load("import \"abc\nnetwork n { input i: 1x1x1\n relu }")),
            "1:8: this string has no closing '\"'\n");
}

TEST(SyntaxErrors, ColumnsCountBytesAndCaretsCharacters) {
  LoadResult result = load("network n { input i: 1x1x1\n"
                           "\trelu // \xC3\xA9\n"
                           "\trelu \xC3\xA9\xC3\xA9 \xE2\x82\xAC }");
  EXPECT_EQ(result.diagnostics.render(),
            "spec.gn:3:7: error: '\xC3\xA9\xC3\xA9' is not expected here\n"
            "\trelu \xC3\xA9\xC3\xA9 \xE2\x82\xAC }\n"
            "\t     ^~\n");
}

TEST(SyntaxErrors, OneNetworkAFile) {
  EXPECT_EQ(errorsOf(load("")),
            "1:1: the file is empty: a spec has a network in it\n");
  EXPECT_EQ(errorsOf(load("module m() { relu }")),
            "1:1: there is no network in this file\n");
  EXPECT_EQ(errorsOf(load("network a { input i: 1x1x1\n relu }\n"
                          "network b { input i: 1x1x1\n relu }\n")),
            "3:9: a spec has one network; this is the second\n");
}

TEST(SyntaxErrors, StatementsHaveTheirPlace) {
  EXPECT_EQ(errorsOf(load("module m() { labels \"x\"\n relu }\n" +
                          inNetwork("m()\n"
                                    "concat { a: relu\n"
                                    "defaults relu { }\n"
                                    "b: relu }"))),
            "1:14: labels cannot stand here, only in the body of a network\n"
            "7:1: defaults cannot stand here, only in the body of a network or "
            "a module\n");
}

TEST(SyntaxErrors, ALineGoesOnAfterAnArrowOrBeforeOne) {
  Network network = networkOf(inNetwork("a: relu ->\n relu\n -> relu\n"
                                        "b: conv 1x1 4 {\n bias: false\n"
                                        " pad: [0,\n 0, 0, 0]\n }"));
  EXPECT_EQ(pathsOf(network), "a.relu a.relu_2 a.relu_3 b");
}

TEST(SyntaxErrors, NameTheSignOfComments) {
  LoadResult result = load("network n { input i: 1x1x1\n# a comment\n relu }");
  EXPECT_EQ(errorsOf(result),
            "2:1: '#' is not expected here; comments begin with //\n");
  EXPECT_EQ(result.diagnostics.sorted().front().repair, "//");
}

TEST(SyntaxErrors, NameWhatStandsForSignsOfOtherLanguages) {
  LoadResult result = load("network n { input i: 1x1x1\n/* a */\nx = relu\n"
                           "relu;\n labels 'a.txt'\n }");
  EXPECT_EQ(errorsOf(result),
            "2:1: '/' is not expected here; comments begin with //, and end "
            "with their line\n"
            "3:3: '=' is not expected here; a name or key is followed by ':'\n"
            "4:5: ';' is not expected here; a statement ends with its line\n"
            "5:9: ''' is not expected here; expected a text in quotes; texts "
            "are in double quotes\n");
  EXPECT_EQ(result.diagnostics.sorted()[0].repair, "//");
  EXPECT_EQ(result.diagnostics.sorted()[1].repair, ":");
}

TEST(SyntaxErrors, ShowTheBracketThatIsNotClosed) {
  LoadResult result =
      load("network n {\n input i: 1x1x1\n a: add {\n x: relu\n y: relu }\n");
  std::vector<Diagnostic> errors = result.diagnostics.sorted();
  ASSERT_EQ(errors.size(), 1U);
  ASSERT_EQ(errors.front().notes.size(), 1U);
  EXPECT_EQ(errors.front().notes.front().message, "this '{' is not closed");
  EXPECT_EQ(errors.front().notes.front().where.line, 1);
}

} // namespace
} // namespace gnet::test
