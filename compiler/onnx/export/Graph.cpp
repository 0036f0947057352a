#include "onnx/export/Graph.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

namespace {

template <typename Number>
std::string littleEndian(llvm::ArrayRef<Number> values) {
  std::string bytes;
  bytes.reserve(values.size() * sizeof(Number));
  llvm::raw_string_ostream stream(bytes);
  llvm::support::endian::Writer(stream, llvm::endianness::little).write(values);
  return bytes;
}

onnx::AttributeProto &attribute(onnx::NodeProto &node, llvm::StringRef name,
                                onnx::AttributeProto::AttributeType type) {
  onnx::AttributeProto &added = *node.add_attribute();
  added.set_name(name.str());
  added.set_type(type);
  return added;
}

} // namespace

std::string rawBytes(llvm::ArrayRef<float> values) {
  return littleEndian(values);
}

void setAttribute(onnx::NodeProto &node, llvm::StringRef name, int64_t value) {
  attribute(node, name, onnx::AttributeProto::INT).set_i(value);
}

void setAttribute(onnx::NodeProto &node, llvm::StringRef name, double value) {
  attribute(node, name, onnx::AttributeProto::FLOAT)
      .set_f(static_cast<float>(value));
}

void setAttribute(onnx::NodeProto &node, llvm::StringRef name,
                  llvm::ArrayRef<int64_t> values) {
  attribute(node, name, onnx::AttributeProto::INTS)
      .mutable_ints()
      ->Assign(values.begin(), values.end());
}

onnx::NodeProto &ExportGraph::node(llvm::StringRef type,
                                   const std::string &name,
                                   llvm::ArrayRef<std::string> inputs) {
  onnx::NodeProto &added = *graph.add_node();
  added.set_op_type(type.str());
  added.set_name(name);
  for (const std::string &input : inputs)
    added.add_input(input);
  added.add_output(name);
  return added;
}

std::string ExportGraph::parameter(const std::string &name,
                                   llvm::ArrayRef<int64_t> dims,
                                   llvm::ArrayRef<float> values) {
  pending.push_back(
      {&initializer(name, onnx::TensorProto::FLOAT, dims), values});
  return name;
}

onnx::TensorProto &ExportGraph::initializer(const std::string &name,
                                            int32_t type,
                                            llvm::ArrayRef<int64_t> dims) {
  onnx::TensorProto &tensor = *graph.add_initializer();
  tensor.set_name(name);
  tensor.set_data_type(type);
  tensor.mutable_dims()->Assign(dims.begin(), dims.end());
  return tensor;
}

std::string ExportGraph::parameter(const std::string &name,
                                   llvm::ArrayRef<int64_t> dims,
                                   llvm::ArrayRef<int8_t> values) {
  initializer(name, onnx::TensorProto::INT8, dims)
      .set_raw_data(littleEndian(values));
  return name;
}

std::string ExportGraph::parameter(const std::string &name,
                                   llvm::ArrayRef<int64_t> dims,
                                   llvm::ArrayRef<int32_t> values) {
  initializer(name, onnx::TensorProto::INT32, dims)
      .set_raw_data(littleEndian(values));
  return name;
}

std::string ExportGraph::ownParameter(const std::string &name,
                                      llvm::ArrayRef<int64_t> dims,
                                      std::vector<float> values) {
  owned.push_back(std::move(values));
  return parameter(name, dims, owned.back());
}

onnx::TensorProto &ExportGraph::constant(const std::string &name, int32_t type,
                                         llvm::ArrayRef<int64_t> dims) {
  onnx::TensorProto &tensor = *attribute(node("Constant", name, {}), "value",
                                         onnx::AttributeProto::TENSOR)
                                   .mutable_t();
  tensor.set_data_type(type);
  tensor.mutable_dims()->Assign(dims.begin(), dims.end());
  return tensor;
}

std::string ExportGraph::constant(const std::string &name,
                                  llvm::ArrayRef<int64_t> dims,
                                  llvm::ArrayRef<float> values) {
  constant(name, onnx::TensorProto::FLOAT, dims).set_raw_data(rawBytes(values));
  return name;
}

std::string ExportGraph::constant(const std::string &name,
                                  llvm::ArrayRef<int64_t> values) {
  constant(name, onnx::TensorProto::INT64, static_cast<int64_t>(values.size()))
      .set_raw_data(littleEndian(values));
  return name;
}

std::string ExportGraph::constant(const std::string &name,
                                  llvm::ArrayRef<int64_t> dims,
                                  llvm::ArrayRef<uint8_t> values) {
  constant(name, onnx::TensorProto::UINT8, dims)
      .set_raw_data(littleEndian(values));
  return name;
}

std::string ExportGraph::constant(const std::string &name,
                                  llvm::ArrayRef<int64_t> dims,
                                  llvm::ArrayRef<int8_t> values) {
  constant(name, onnx::TensorProto::INT8, dims)
      .set_raw_data(littleEndian(values));
  return name;
}

std::string ExportGraph::constant(const std::string &name,
                                  llvm::ArrayRef<int64_t> dims,
                                  llvm::ArrayRef<int32_t> values) {
  constant(name, onnx::TensorProto::INT32, dims)
      .set_raw_data(littleEndian(values));
  return name;
}

void ExportGraph::fill(onnx::ValueInfoProto &info, const OnnxValue &value,
                       const Shape &shape) const {
  info.set_name(value.name);
  onnx::TypeProto::Tensor &type = *info.mutable_type()->mutable_tensor_type();
  type.set_elem_type(onnx::TensorProto::FLOAT);
  auto add = [&](int64_t size) {
    type.mutable_shape()->add_dim()->set_dim_value(size);
  };
  add(batch);
  add(shape.channels);
  if (value.isVector)
    return;
  add(shape.height);
  add(shape.width);
}

void ExportGraph::describe(const OnnxValue &value, const Shape &shape) {
  fill(*graph.add_value_info(), value, shape);
}

void ExportGraph::input(const OnnxValue &value, const Shape &shape) {
  fill(*graph.add_input(), value, shape);
}

void ExportGraph::output(const OnnxValue &value, const Shape &shape) {
  fill(*graph.add_output(), value, shape);
}

void ExportGraph::rename(llvm::StringRef from, const std::string &to) {
  for (onnx::NodeProto &node : *graph.mutable_node()) {
    if (node.name() == from)
      node.set_name(to);
    for (std::string &input : *node.mutable_input())
      if (input == from)
        input = to;
    for (std::string &output : *node.mutable_output())
      if (output == from)
        output = to;
  }
  for (onnx::ValueInfoProto &value : *graph.mutable_value_info())
    if (value.name() == from)
      value.set_name(to);
}

} // namespace gnet
