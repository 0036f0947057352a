#include "language/layout/Format.h"
#include "Spec.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace gnet::test {
namespace {

std::string formatted(const std::string &text) {
  Diagnostics diagnostics;
  std::optional<std::string> result = formatSpec("spec.gn", text, diagnostics);
  EXPECT_EQ(diagnostics.render(), "");
  return result.value_or("");
}

/// The body of a network, its lines indented by two.
std::string formattedBody(const std::string &body) {
  std::string text = formatted("network n {\n" + body + "\n}");
  std::string head = "network n {\n", tail = "}\n";
  EXPECT_TRUE(text.starts_with(head) && text.ends_with(tail)) << text;
  return text.substr(head.size(), text.size() - head.size() - tail.size());
}

std::string printed(const std::string &text) {
  ParseResult result = parseSpec("spec.gn", [&](const std::string &, size_t) {
    return FileContent{text, {}};
  });
  return result.syntax ? printAst(*result.syntax) : "";
}

/// Every spec, loosened: the layout comes back, and the meaning never left.
TEST(Format, FindsTheLayoutOfEverySpecAgain) {
  int count = 0;
  for (const auto &entry :
       std::filesystem::recursive_directory_iterator(GNET_SPECS)) {
    if (entry.path().extension() != ".gn")
      continue;
    ++count;
    std::string spec = *readFromDisk(entry.path(), maxSpecBytes).bytes;
    EXPECT_EQ(formatted(spec), spec) << entry.path();
    std::string loose;
    for (size_t i = 0; i < spec.size(); ++i) {
      bool isIndent = spec[i] == ' ' &&
                      (i == 0 || spec[i - 1] == '\n' || spec[i - 1] == ' ');
      bool isBlank = spec.compare(i, 2, "\n\n") == 0;
      loose += isIndent ? "" : isBlank ? " \t\n\n" : std::string(1, spec[i]);
    }
    EXPECT_EQ(printed(loose), printed(spec)) << entry.path();
    // Words of a comment or string may stand apart by several blanks.
    if (spec.find("//  ") == std::string::npos) {
      EXPECT_EQ(formatted(loose), spec) << entry.path();
    }
  }
  EXPECT_GT(count, 50);
}

TEST(Format, PutsOneBlankBetweenWords) {
  EXPECT_EQ(formattedBody("a:conv 3x3/ 2  64{pad :same,bias:false}as b"),
            "  a: conv 3x3/2 64 { pad: same, bias: false } as b\n");
  EXPECT_EQ(formattedBody("from a . b->linear (a + b)*2 n - 1 -2"),
            "  from a.b -> linear (a+b)*2 n-1 -2\n");
  EXPECT_EQ(formattedBody("m ( a , n :3 )->m( )"), "  m (a, n: 3) -> m()\n");
  EXPECT_EQ(formattedBody("defaults conv{}"), "  defaults conv { }\n");
}

TEST(Format, KeepsLinesWithinAStatement) {
  EXPECT_EQ(formattedBody("remove a,\nb"), "  remove a,\n"
                                           "         b\n");
  EXPECT_EQ(formattedBody("a: conv 3x3 8\n->relu ->\nsoftmax"),
            "  a: conv 3x3 8\n"
            "     -> relu ->\n"
            "     softmax\n");
  EXPECT_EQ(formattedBody("m(1,\n2, 3)"), "  m(1,\n"
                                          "    2, 3)\n");
  EXPECT_EQ(formattedBody("m(\n1,\n2)"), "  m(\n"
                                         "    1,\n"
                                         "    2\n"
                                         "  )\n");
  EXPECT_EQ(formattedBody("conv 3x3 8 {connections:[[0,1],\n[2]]}"),
            "  conv 3x3 8 {\n"
            "    connections: [\n"
            "      [0, 1],\n"
            "      [2]\n"
            "    ]\n"
            "  }\n");
}

TEST(Format, KeepsCommentsAndSingleBlankLines) {
  EXPECT_EQ(formatted("//a \r\n\n\n\nmodule f (a)//b\n{//c\n\n//d\nrelu//e\n"
                      "\n//f\n}\n//g"),
            "//a\n"
            "\n"
            "module f(a)  //b\n"
            "{  //c\n"
            "\n"
            "  //d\n"
            "  relu  //e\n"
            "\n"
            "  //f\n"
            "}\n"
            "//g\n");
  EXPECT_EQ(formattedBody("relu ->//a\n//b\nrelu"), "  relu ->  //a\n"
                                                    "  //b\n"
                                                    "  relu\n");
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted("\xEF\xBB\xBF// \xC3\xA9 x  "), "// \xC3\xA9 x\n");
}

TEST(Format, AlignsTheColumnsOfTables) {
  EXPECT_EQ(formattedBody("table m|a bb|output params\n1|100 (a-b)*2|1x1x1 2K\n"
                          "x: relu\n22|1 2|- 100K\ny: relu\n\nz: relu"),
            "  table m |   a      bb | output params\n"
            "    1     | 100 (a-b)*2 | 1x1x1      2K\n"
            "    x: relu\n"
            "    22    |   1       2 | -        100K\n"
            "    y: relu\n"
            "\n"
            "  z: relu\n");
}

TEST(Format, AlignsWhatIsExpected) {
  std::string column(42, ' ');
  auto line = [&](std::string text, const char *tail) {
    return text + column.substr(text.size()) + tail + "\n";
  };
  EXPECT_EQ(
      formattedBody("a: relu expect 112x112x64,2.7K params, 34M ops\n"
                    "b: add {\nrelu\nfrom input }expect 1x1x10, 1000K params\n"
                    "c: relu // why"),
      line("  a: relu", "expect 112x112x64, 2.7K params, 34M ops") +
          "  b: add {\n    relu\n    from input\n" +
          line("  }", "expect 1x1x10,    1000K params") +
          line("  c: relu", "// why"));
  std::string wide = "a: " + std::string(60, 'w');
  EXPECT_EQ(formattedBody(wide + " expect 1x1x1\nrelu expect 1x1x1"),
            "  " + wide + "   expect 1x1x1\n  relu" +
                std::string(wide.size() - 4 + 3, ' ') + "expect 1x1x1\n");
}

TEST(Format, RefusesSyntaxErrors) {
  Diagnostics diagnostics;
  EXPECT_EQ(formatSpec("spec.gn", "network n {", diagnostics), std::nullopt);
  EXPECT_TRUE(diagnostics.hasErrors());
}

} // namespace
} // namespace gnet::test
