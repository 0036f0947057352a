//===- TextTable.h - Aligned columns of text ------------------------------===//
#ifndef GNET_REPORT_TEXTTABLE_H
#define GNET_REPORT_TEXTTABLE_H

#include <string>
#include <vector>

namespace gnet {

enum class Align { Left, Right };

/// A table whose columns are as wide as their widest cell. A column without a
/// single cell is left out.
class TextTable {
public:
  void addColumn(std::string title, Align align = Align::Right);
  /// One cell a column; a missing last cell is empty.
  void addRow(std::vector<std::string> cells);
  /// A title line, a rule, the rows: each line ends in a newline and has no
  /// blank before it.
  std::string text() const;

private:
  struct Column {
    std::string title;
    Align align;
    size_t width = 0; ///< 0 while every cell is empty.
  };
  void appendLine(std::string &out,
                  const std::vector<std::string> &cells) const;

  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

} // namespace gnet

#endif // GNET_REPORT_TEXTTABLE_H
