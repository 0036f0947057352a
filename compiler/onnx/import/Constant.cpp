#include "onnx/import/Constant.h"

#include "onnx/import/TensorValues.h"

#include <cmath>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {
/// Shapes and axes; far more than a tensor's rank.
constexpr int64_t maxIntegers = 64;
} // namespace

llvm::Expected<ImportConstant>
ImportConstant::stored(const onnx::TensorProto &tensor,
                       const OpenBeside &openBeside) {
  llvm::Expected<std::vector<int64_t>> dims = tensorDims(tensor);
  if (!dims)
    return dims.takeError();
  return ImportConstant(std::move(*dims), Stored{&tensor, &openBeside});
}

llvm::Expected<ImportConstant> ImportConstant::filled(std::vector<int64_t> dims,
                                                      double value) {
  if (llvm::Expected<int64_t> elements = countElements(dims); !elements)
    return elements.takeError();
  return ImportConstant(std::move(dims), value);
}

ImportConstant ImportConstant::ofIntegers(std::vector<int64_t> dims,
                                          std::vector<int64_t> values) {
  return {std::move(dims), std::move(values)};
}

ImportConstant ImportConstant::ofFloats(std::vector<int64_t> dims,
                                        std::vector<float> values) {
  return {std::move(dims),
          std::make_shared<const std::vector<float>>(std::move(values))};
}

int64_t ImportConstant::elements() const {
  int64_t product = 1;
  for (int64_t size : sizes)
    product *= size;
  return product;
}

llvm::Expected<ImportConstant>
ImportConstant::reshaped(std::vector<int64_t> dims) const {
  if (llvm::Expected<int64_t> elements = countElements(dims); !elements)
    return elements.takeError();
  if (isTransposed) {
    if (llvm::Expected<std::vector<int64_t>> values = allIntegers()) {
      ImportConstant laidOut = ofIntegers(std::move(dims), std::move(*values));
      laidOut.called = called;
      return laidOut;
    } else {
      llvm::consumeError(values.takeError());
    }
    llvm::Expected<std::vector<float>> values = floats();
    if (!values)
      return values.takeError();
    ImportConstant laidOut = ofFloats(std::move(dims), std::move(*values));
    laidOut.called = called;
    return laidOut;
  }
  ImportConstant other = *this;
  other.sizes = std::move(dims);
  return other;
}

ImportConstant ImportConstant::transposed() const {
  ImportConstant other = *this;
  std::swap(other.sizes[0], other.sizes[1]);
  other.isTransposed = !isTransposed && !everywhere();
  return other;
}

llvm::Expected<ImportConstant>
ImportConstant::mapped(float (*function)(float)) const {
  if (std::optional<double> value = everywhere())
    return ImportConstant(sizes, double{function(static_cast<float>(*value))});
  llvm::Expected<std::vector<float>> values = floats();
  if (!values)
    return values.takeError();
  for (float &value : *values)
    value = function(value);
  return ofFloats(sizes, std::move(*values));
}

std::optional<double> ImportConstant::everywhere() const {
  if (const auto *value = std::get_if<double>(&source))
    return *value;
  return std::nullopt;
}

llvm::Expected<std::vector<float>> ImportConstant::inOrder() const {
  if (const auto *value = std::get_if<double>(&source))
    return std::vector<float>(static_cast<size_t>(elements()),
                              static_cast<float>(*value));
  if (const auto *tensor = std::get_if<Stored>(&source))
    return tensorFloats(*tensor->tensor, *tensor->openBeside);
  if (const auto *values = std::get_if<Floats>(&source))
    return **values;
  return llvm::createStringError("its values are integers, where "
                                 "floating-point numbers are needed");
}

/// In the order of a matrix of `rows` and `columns`, from that of the other.
template <typename Number>
static std::vector<Number> turned(const std::vector<Number> &values,
                                  int64_t rows, int64_t columns) {
  std::vector<Number> result;
  result.reserve(values.size());
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      result.push_back(values[column * rows + row]);
  return result;
}

llvm::Expected<std::vector<float>> ImportConstant::floats() const {
  llvm::Expected<std::vector<float>> values = inOrder();
  if (!values || !isTransposed)
    return values;
  return turned(*values, sizes[0], sizes[1]);
}

llvm::Expected<std::vector<int64_t>> ImportConstant::integers() const {
  if (elements() > maxIntegers)
    return llvm::createStringError("it has too many values for a shape");
  return allIntegers();
}

std::optional<int> ImportConstant::elementType() const {
  if (const auto *tensor = std::get_if<Stored>(&source))
    return tensor->tensor->data_type();
  return std::nullopt;
}

llvm::Expected<std::vector<int64_t>> ImportConstant::allIntegers() const {
  llvm::Expected<std::vector<int64_t>> values = integersInOrder();
  if (!values || !isTransposed)
    return values;
  return turned(*values, sizes[0], sizes[1]);
}

llvm::Expected<std::vector<int64_t>> ImportConstant::integersInOrder() const {
  if (const auto *values = std::get_if<Integers>(&source))
    return *values;
  if (const auto *tensor = std::get_if<Stored>(&source))
    return tensorIntegers(*tensor->tensor, *tensor->openBeside);
  if (std::optional<double> value = everywhere();
      value && std::abs(*value) < 1e9 && std::trunc(*value) == *value)
    return std::vector<int64_t>(static_cast<size_t>(elements()),
                                static_cast<int64_t>(*value));
  return llvm::createStringError("its values are no integers");
}

} // namespace gnet
