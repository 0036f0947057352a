#include "weights/formats/OnnxNode.h"
#include "weights/formats/ProtobufFields.h"
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

using Attribute = onnx::AttributeProto;

/// One number has no dims, a list of them one.
bool readNumbers(llvm::StringRef message, ElementType type, int field,
                 bool isList, OnnxNode &node) {
  node.kind = OnnxNode::Kind::Numbers;
  node.type = type;
  node.numbers = {message, field};
  const std::optional<std::string> bytes = packedBytes(type, node.numbers);
  if (!bytes)
    return false;
  if (isList)
    node.dims = {static_cast<int64_t>(bytes->size()) / sizeOf(type)};
  return true;
}

/// An attribute named as the operators name what they give.
bool readValue(llvm::StringRef name, llvm::StringRef message,
               llvm::StringRef tensor, llvm::StringRef sparse, OnnxNode &node) {
  if (name == "value") {
    node.kind = OnnxNode::Kind::Tensor;
    node.value = tensor;
  } else if (name == "sparse_value") {
    node.kind = OnnxNode::Kind::Sparse;
    node.value = sparse;
  } else if (name == "value_string" || name == "value_strings") {
    node.kind = OnnxNode::Kind::Strings;
  } else if (name == "value_float" || name == "value_floats") {
    const bool isList = name.ends_with("s");
    return readNumbers(message, ElementType::Float32,
                       isList ? Attribute::kFloatsFieldNumber
                              : Attribute::kFFieldNumber,
                       isList, node);
  } else if (name == "value_int" || name == "value_ints") {
    const bool isList = name.ends_with("s");
    return readNumbers(message, ElementType::Int64,
                       isList ? Attribute::kIntsFieldNumber
                              : Attribute::kIFieldNumber,
                       isList, node);
  }
  return true;
}

bool readAttribute(llvm::StringRef message, OnnxNode &node) {
  llvm::StringRef name, tensor, sparse;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);) {
    if (field.isBytes(Attribute::kNameFieldNumber))
      name = field.bytes;
    if (field.isBytes(Attribute::kTFieldNumber))
      tensor = field.bytes;
    if (field.isBytes(Attribute::kSparseTensorFieldNumber))
      sparse = field.bytes;
  }
  return !fields.isBroken() && readValue(name, message, tensor, sparse, node);
}

} // namespace

std::optional<OnnxNode> parseOnnxNode(llvm::StringRef message) {
  using Schema = onnx::NodeProto;
  OnnxNode node;
  llvm::StringRef domain;
  std::vector<llvm::StringRef> attributes;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);) {
    if (field.isBytes(Schema::kOpTypeFieldNumber))
      node.opType = field.bytes;
    else if (field.isBytes(Schema::kDomainFieldNumber))
      domain = field.bytes;
    else if (field.isBytes(Schema::kInputFieldNumber) && node.input.empty())
      node.input = field.bytes;
    else if (field.isBytes(Schema::kOutputFieldNumber) && node.output.empty())
      node.output = field.bytes;
    else if (field.isBytes(Schema::kAttributeFieldNumber))
      attributes.push_back(field.bytes);
  }
  if (fields.isBroken())
    return std::nullopt;
  if (!domain.empty() && domain != "ai.onnx")
    node.opType = ""; // Another's operator of the same name.
  if (node.opType.starts_with("Constant"))
    for (llvm::StringRef attribute : attributes)
      if (!readAttribute(attribute, node))
        return std::nullopt;
  return node;
}

} // namespace gnet
