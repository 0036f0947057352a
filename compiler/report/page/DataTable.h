//===- DataTable.h - A table of figures as HTML ---------------------------===//
#ifndef GNET_REPORT_PAGE_DATATABLE_H
#define GNET_REPORT_PAGE_DATATABLE_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gnet {

struct DataCell {
  /*implicit*/ DataCell(std::string text) : text(std::move(text)) {}
  /*implicit*/ DataCell(const char *text) : text(text) {}
  DataCell(std::string text, double value)
      : text(std::move(text)), value(value) {}

  std::string text;            ///< As the spec or a report has it.
  std::optional<double> value; ///< What it is sorted by, if not its text.
  /// Of the column's largest, 0 to 1: drawn behind the text.
  std::optional<double> bar;
  std::string style; ///< A class of page.css.
};

/// As "1,024".
DataCell numberCell(int64_t value);

/// Likewise, but nothing for none: what a layer or a step does without.
DataCell countCell(int64_t value);

struct DataColumn {
  std::string title;
  std::string unit; ///< Beside the title, or empty.
  bool isText = false;
};

/// The first column heads its row. Every column can be sorted by, where the
/// page's script runs.
class DataTable {
public:
  /// `caption` is shown above the table.
  DataTable(std::string id, std::string caption)
      : id(std::move(id)), caption(std::move(caption)) {}

  void addColumn(std::string title, std::string unit = "") {
    columns.push_back({std::move(title), std::move(unit)});
  }
  void addTextColumn(std::string title) {
    columns.push_back({std::move(title), "", /*isText=*/true});
  }
  /// A cell a column.
  void addRow(std::vector<DataCell> cells, std::string style = "");

  /// Gives each cell of `column` that has a value its bar.
  void drawBars(size_t column);

  std::string html() const;

private:
  struct Row {
    std::vector<DataCell> cells;
    std::string style;
  };

  std::string id, caption;
  std::vector<DataColumn> columns;
  std::vector<Row> rows;
};

} // namespace gnet

#endif // GNET_REPORT_PAGE_DATATABLE_H
