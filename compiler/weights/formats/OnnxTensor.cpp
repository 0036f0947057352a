#include "weights/formats/OnnxTensor.h"
#include "weights/formats/ProtobufFields.h"
#include "llvm/ADT/StringExtras.h"
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

using Schema = onnx::TensorProto;

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

std::optional<ElementType> elementTypeOf(uint64_t type) {
  switch (type) {
  case Schema::FLOAT:
    return ElementType::Float32;
  case Schema::UINT8:
    return ElementType::UInt8;
  case Schema::INT8:
    return ElementType::Int8;
  case Schema::UINT16:
    return ElementType::UInt16;
  case Schema::INT16:
    return ElementType::Int16;
  case Schema::INT32:
    return ElementType::Int32;
  case Schema::INT64:
    return ElementType::Int64;
  case Schema::BOOL:
    return ElementType::Bool;
  case Schema::FLOAT16:
    return ElementType::Float16;
  case Schema::DOUBLE:
    return ElementType::Float64;
  case Schema::UINT32:
    return ElementType::UInt32;
  case Schema::UINT64:
    return ElementType::UInt64;
  case Schema::BFLOAT16:
    return ElementType::BFloat16;
  default:
    return std::nullopt;
  }
}

/// Of the types that are no `ElementType`.
std::string otherTypeName(uint64_t type) {
  switch (type) {
  case Schema::STRING:
    return "string";
  case Schema::COMPLEX64:
    return "complex64";
  case Schema::COMPLEX128:
    return "complex128";
  default: // Later than the schema: eight and four bit numbers.
    return "ONNX type " + std::to_string(type);
  }
}

/// Where a tensor keeps its numbers that are not raw.
int numbersField(ElementType type) {
  switch (type) {
  case ElementType::Float32:
    return Schema::kFloatDataFieldNumber;
  case ElementType::Float64:
    return Schema::kDoubleDataFieldNumber;
  case ElementType::Int64:
    return Schema::kInt64DataFieldNumber;
  case ElementType::UInt32:
  case ElementType::UInt64:
    return Schema::kUint64DataFieldNumber;
  default:
    return Schema::kInt32DataFieldNumber;
  }
}

/// A key of `external_data` with its value.
bool readExternal(llvm::StringRef message, OnnxExternal &external) {
  using Entry = onnx::StringStringEntryProto;
  llvm::StringRef key, value;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);) {
    if (field.isBytes(Entry::kKeyFieldNumber))
      key = field.bytes;
    if (field.isBytes(Entry::kValueFieldNumber))
      value = field.bytes;
  }
  if (fields.isBroken())
    return false;
  if (key == "location")
    external.location = value.str();
  if (key == "offset")
    return !value.getAsInteger(10, external.offset);
  if (key == "length")
    return !value.getAsInteger(10, external.length.emplace());
  return true;
}

struct TensorFields {
  OnnxTensor tensor;
  uint64_t type = 0;
  OnnxExternal external;
  bool isExternal = false, isSegment = false;
};

bool readField(const ProtobufField &field, TensorFields &read) {
  switch (field.number) {
  case Schema::kDimsFieldNumber:
    return field.forEachVarint([&](uint64_t dim) {
      read.tensor.dims.push_back(static_cast<int64_t>(dim));
    });
  case Schema::kDataTypeFieldNumber:
    read.type = field.varint;
    return field.kind == ProtobufField::Kind::Varint;
  case Schema::kSegmentFieldNumber:
    read.isSegment = true;
    return true;
  case Schema::kNameFieldNumber:
    read.tensor.name = field.bytes.str();
    return true;
  case Schema::kRawDataFieldNumber:
    read.tensor.raw = field.bytes;
    return field.kind == ProtobufField::Kind::Bytes;
  case Schema::kExternalDataFieldNumber:
    return readExternal(field.bytes, read.external);
  case Schema::kDataLocationFieldNumber:
    read.isExternal = field.varint == Schema::EXTERNAL;
    return true;
  default:
    return true;
  }
}

/// Adds the low bytes of `number`, little-endian.
void appendNumber(uint64_t number, int64_t size, std::string &bytes) {
  for (int64_t i = 0; i < size; ++i)
    bytes += static_cast<char>(number >> 8 * i);
}

bool isFloating(ElementType type) {
  return type == ElementType::Float32 || type == ElementType::Float64;
}

} // namespace

llvm::Expected<OnnxTensor> parseOnnxTensor(llvm::StringRef message) {
  TensorFields read;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);)
    if (!readField(field, read))
      return fail("it is damaged; get the file again");
  if (fields.isBroken())
    return fail("it is damaged; get the file again");
  if (read.isSegment)
    return fail("it is stored in segments, which is not read");
  if (!elementCount(read.tensor.dims))
    return fail("its shape is too large");
  OnnxTensor &tensor = read.tensor;
  tensor.type = elementTypeOf(read.type);
  tensor.typeName =
      tensor.type ? nameOf(*tensor.type).str() : otherTypeName(read.type);
  if (read.isExternal)
    tensor.external = std::move(read.external);
  if (tensor.type)
    tensor.numbers = {message, numbersField(*tensor.type)};
  return std::move(tensor);
}

std::optional<std::string> packedBytes(ElementType type,
                                       const OnnxNumbers &numbers) {
  std::string bytes;
  ProtobufFields fields(numbers.message);
  for (ProtobufField field; fields.next(field);) {
    if (field.number != numbers.field)
      continue;
    if (isFloating(type)) {
      if (field.kind == ProtobufField::Kind::Varint ||
          field.bytes.size() % sizeOf(type) != 0)
        return std::nullopt;
      bytes += field.bytes;
    } else if (!field.forEachVarint([&](uint64_t number) {
                 appendNumber(number, sizeOf(type), bytes);
               })) {
      return std::nullopt;
    }
  }
  if (fields.isBroken())
    return std::nullopt;
  return bytes;
}

} // namespace gnet
