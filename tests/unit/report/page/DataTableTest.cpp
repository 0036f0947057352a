// Tables of the page.
#include "report/page/DataTable.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

DataTable table() {
  DataTable table("t", "a & b");
  table.addColumn("layer");
  table.addTextColumn("kind");
  table.addColumn("size", "KiB");
  return table;
}

bool has(const std::string &html, const std::string &part) {
  return html.find(part) != std::string::npos;
}

TEST(DataTable, HeadingsSayWhatTheyHead) {
  const std::string html = table().html();
  EXPECT_TRUE(has(html, "<caption>a &amp; b</caption>"));
  EXPECT_TRUE(has(html, "<th scope=\"col\">layer</th>"
                        "<th scope=\"col\" class=\"text\">kind</th>"
                        "<th scope=\"col\">size <span class=\"unit\">KiB"
                        "</span></th>"));
}

TEST(DataTable, ValuesAreWhatIsSortedBy) {
  DataTable sized = table();
  sized.addRow({"<b>", "conv", DataCell("1.5", 1500)}, "head");
  EXPECT_TRUE(has(sized.html(), "<tr class=\"head\"><th scope=\"row\">&lt;b&gt;"
                                "</th><td class=\"text\">conv</td>"
                                "<td data-value=\"1500\">1.5</td></tr>"));
}

TEST(DataTable, BarsAreOfTheLargest) {
  DataTable sized = table();
  sized.addRow({"a", "", DataCell("1", 1)});
  sized.addRow({"b", "", DataCell("4", 4)});
  sized.addRow({"c", "", DataCell("", 0)});
  sized.addRow({"d", "", ""});
  sized.drawBars(2);
  const std::string html = sized.html();
  EXPECT_TRUE(has(html, "<td class=\"bar\" data-value=\"1\" "
                        "style=\"--part:25.0%\">1</td>"));
  EXPECT_TRUE(has(html, "style=\"--part:100.0%\">4</td>"));
  EXPECT_TRUE(has(html, "<td data-value=\"0\"></td>"));
  EXPECT_TRUE(has(html, "<td></td>"));
}

TEST(DataTable, NothingHasNoBars) {
  DataTable sized = table();
  sized.addRow({"a", "", DataCell("0", 0)});
  sized.drawBars(2);
  EXPECT_FALSE(has(sized.html(), "--part"));
}

} // namespace
