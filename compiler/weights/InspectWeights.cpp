#include "report/TextTable.h"
#include "weights/Weights.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace gnet {

namespace {

// A name beyond this is not what a table is for.
constexpr size_t maxName = 120;

struct Range {
  double least;
  double mean;
  double most;
};

Range rangeOf(llvm::ArrayRef<float> values) {
  Range range = {values.front(), 0, values.front()};
  for (const double value : values) {
    range.least = std::min(range.least, value);
    range.most = std::max(range.most, value);
    range.mean += value; // Shows also that a value is no number.
  }
  range.mean /= static_cast<double>(values.size());
  return range;
}

std::string text(double number) {
  std::string digits;
  llvm::raw_string_ostream(digits) << llvm::format("%.4g", number);
  return digits;
}

std::string shapeText(llvm::ArrayRef<int64_t> dims) {
  return llvm::join(
      llvm::map_range(dims, [](int64_t dim) { return std::to_string(dim); }),
      "x");
}

TextTable emptyTable() {
  TextTable table;
  table.addColumn("name", Align::Left);
  table.addColumn("type", Align::Left);
  table.addColumn("shape", Align::Left);
  for (const char *title : {"min", "mean", "max"})
    table.addColumn(title);
  return table;
}

/// Adds what the tensor holds, and says how many numbers that is.
llvm::Expected<size_t> addRow(const TensorFile &file, size_t index,
                              TextTable &table) {
  const FileTensor &tensor = file.tensors()[index];
  std::vector<std::string> cells = {
      llvm::StringRef(tensor.name).take_front(maxName).str(), tensor.type,
      shapeText(tensor.dims)};
  size_t count = 0;
  if (tensor.isNumeric) {
    auto values = file.values(index);
    if (!values)
      return values.takeError();
    count = values->size();
    if (count != 0) {
      const Range range = rangeOf(*values);
      for (const double number : {range.least, range.mean, range.most})
        cells.push_back(text(number));
    }
  }
  table.addRow(std::move(cells));
  return count;
}

} // namespace

llvm::Error inspectWeights(llvm::StringRef path, llvm::raw_ostream &os) {
  auto opened = openTensorFile(path);
  if (!opened)
    return opened.takeError();
  const TensorFile &file = **opened;
  TextTable table = emptyTable();
  uint64_t numbers = 0;
  for (size_t index = 0; index < file.tensors().size(); ++index) {
    llvm::Expected<size_t> count = addRow(file, index, table);
    if (!count)
      return count.takeError();
    numbers += *count;
  }
  os << file.format() << "\n\n"
     << table.text() << "\n"
     << file.tensors().size() << " tensors, " << numbers << " numbers\n";
  return llvm::Error::success();
}

} // namespace gnet
