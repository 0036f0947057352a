#include "onnx/import/TensorValues.h"

#include "weights/formats/ElementType.h"
#include "llvm/Support/Endian.h"

#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

constexpr int64_t maxElements = int64_t{1} << 38;
constexpr size_t maxRank = 8;

llvm::Error failure(const llvm::Twine &message) {
  return llvm::createStringError(message);
}

std::optional<ElementType> floatingType(const onnx::TensorProto &tensor) {
  switch (tensor.data_type()) {
  case onnx::TensorProto_DataType_FLOAT:
    return ElementType::Float32;
  case onnx::TensorProto_DataType_DOUBLE:
    return ElementType::Float64;
  case onnx::TensorProto_DataType_FLOAT16:
    return ElementType::Float16;
  case onnx::TensorProto_DataType_BFLOAT16:
    return ElementType::BFloat16;
  default:
    return std::nullopt;
  }
}

std::optional<ElementType> integerType(const onnx::TensorProto &tensor) {
  switch (tensor.data_type()) {
  case onnx::TensorProto_DataType_INT64:
    return ElementType::Int64;
  case onnx::TensorProto_DataType_INT32:
    return ElementType::Int32;
  case onnx::TensorProto_DataType_INT16:
    return ElementType::Int16;
  case onnx::TensorProto_DataType_UINT16:
    return ElementType::UInt16;
  case onnx::TensorProto_DataType_INT8:
    return ElementType::Int8;
  case onnx::TensorProto_DataType_UINT8:
    return ElementType::UInt8;
  default:
    return std::nullopt;
  }
}

llvm::Error wrongType(const char *needed) {
  return failure(llvm::Twine("its values are no ") + needed);
}

/// Numbers that lie one behind the other; `beside` holds what is loaded.
struct TensorBytes {
  llvm::StringRef bytes;
  std::unique_ptr<llvm::MemoryBuffer> beside;
};

bool isExternal(const onnx::TensorProto &tensor) {
  return tensor.data_location() == onnx::TensorProto_DataLocation_EXTERNAL;
}

bool isRaw(const onnx::TensorProto &tensor) {
  return tensor.has_raw_data() || isExternal(tensor);
}

llvm::Expected<TensorBytes> externalBytes(const onnx::TensorProto &tensor,
                                          const OpenBeside &openBeside,
                                          uint64_t size) {
  llvm::StringRef location;
  uint64_t offset = 0;
  for (const auto &entry : tensor.external_data()) {
    llvm::StringRef value = entry.value();
    if (entry.key() == "location")
      location = value;
    else if (entry.key() == "offset" && value.getAsInteger(10, offset))
      return failure("the offset of its external data is no number");
  }
  auto file = openBeside(location);
  if (!file)
    return file.takeError();
  llvm::StringRef all = (*file)->getBuffer();
  if (offset > all.size() || all.size() - offset < size)
    return failure("its external data ends before it has all values");
  return TensorBytes{all.substr(offset, size), std::move(*file)};
}

/// The bytes of a tensor that is stored raw.
llvm::Expected<TensorBytes> rawBytes(const onnx::TensorProto &tensor,
                                     const OpenBeside &openBeside,
                                     ElementType type, int64_t elements) {
  uint64_t size = static_cast<uint64_t>(elements * sizeOf(type));
  if (isExternal(tensor))
    return externalBytes(tensor, openBeside, size);
  if (tensor.raw_data().size() == size)
    return TensorBytes{tensor.raw_data(), nullptr};
  return failure("it has " + llvm::Twine(tensor.raw_data().size()) +
                 " bytes, where its sizes ask for " + llvm::Twine(size));
}

/// Of the fields that hold one number an element.
std::vector<float> typedFloats(const onnx::TensorProto &tensor,
                               ElementType type) {
  if (type == ElementType::Float32)
    return {tensor.float_data().begin(), tensor.float_data().end()};
  if (type == ElementType::Float64)
    return {tensor.double_data().begin(), tensor.double_data().end()};
  std::string bytes;
  for (int32_t bits : tensor.int32_data()) {
    char half[2];
    llvm::support::endian::write16le(half, static_cast<uint16_t>(bits));
    bytes.append(half, 2);
  }
  return toFloats(type, bytes);
}

std::vector<int64_t> typedIntegers(const onnx::TensorProto &tensor,
                                   ElementType type) {
  if (type == ElementType::Int64)
    return {tensor.int64_data().begin(), tensor.int64_data().end()};
  return {tensor.int32_data().begin(), tensor.int32_data().end()};
}

int64_t toInteger(ElementType type, const char *bytes) {
  using namespace llvm::support::endian;
  switch (type) {
  case ElementType::Int64:
    return static_cast<int64_t>(read64le(bytes));
  case ElementType::Int32:
    return static_cast<int32_t>(read32le(bytes));
  case ElementType::Int16:
    return static_cast<int16_t>(read16le(bytes));
  case ElementType::UInt16:
    return read16le(bytes);
  case ElementType::Int8:
    return static_cast<int8_t>(*bytes);
  default:
    return static_cast<uint8_t>(*bytes);
  }
}

std::vector<int64_t> toIntegers(ElementType type, llvm::StringRef bytes) {
  std::vector<int64_t> values;
  const size_t width = static_cast<size_t>(sizeOf(type));
  for (; bytes.size() >= width; bytes = bytes.drop_front(width))
    values.push_back(toInteger(type, bytes.data()));
  return values;
}

/// What both kinds of numbers share: `typed` or `raw` values, as many as the
/// sizes ask for.
template <typename Number>
llvm::Expected<std::vector<Number>> tensorValues(
    const onnx::TensorProto &tensor, const OpenBeside &openBeside,
    ElementType type,
    std::vector<Number> (*typed)(const onnx::TensorProto &, ElementType),
    std::vector<Number> (*raw)(ElementType, llvm::StringRef)) {
  llvm::Expected<std::vector<int64_t>> dims = tensorDims(tensor);
  if (!dims)
    return dims.takeError();
  llvm::Expected<int64_t> elements = countElements(*dims);
  if (!elements)
    return elements.takeError();
  if (isRaw(tensor)) {
    auto stored = rawBytes(tensor, openBeside, type, *elements);
    if (!stored)
      return stored.takeError();
    return raw(type, stored->bytes);
  }
  std::vector<Number> values = typed(tensor, type);
  if (values.size() == static_cast<size_t>(*elements))
    return values;
  return failure("it has " + llvm::Twine(values.size()) +
                 " values, where its sizes ask for " + llvm::Twine(*elements));
}

} // namespace

llvm::Expected<int64_t> countElements(const std::vector<int64_t> &dims) {
  if (dims.size() > maxRank)
    return failure("it has " + llvm::Twine(dims.size()) + " dimensions");
  __int128 product = 1;
  for (int64_t dim : dims) {
    if (dim < 0)
      return failure("a size is negative");
    product *= dim;
    if (product > maxElements)
      return failure("it has over 2^38 elements");
  }
  return static_cast<int64_t>(product);
}

llvm::Expected<std::vector<int64_t>>
tensorDims(const onnx::TensorProto &tensor) {
  std::vector<int64_t> dims(tensor.dims().begin(), tensor.dims().end());
  if (llvm::Expected<int64_t> elements = countElements(dims); !elements)
    return elements.takeError();
  return dims;
}

llvm::Expected<std::vector<float>> tensorFloats(const onnx::TensorProto &tensor,
                                                const OpenBeside &openBeside) {
  std::optional<ElementType> type = floatingType(tensor);
  if (!type)
    return wrongType("floating-point numbers");
  return tensorValues<float>(tensor, openBeside, *type, typedFloats, toFloats);
}

llvm::Expected<std::vector<int64_t>>
tensorIntegers(const onnx::TensorProto &tensor, const OpenBeside &openBeside) {
  std::optional<ElementType> type = integerType(tensor);
  if (!type)
    return wrongType("integers of 8 to 64 bits");
  return tensorValues<int64_t>(tensor, openBeside, *type, typedIntegers,
                               toIntegers);
}

} // namespace gnet
