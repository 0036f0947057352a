//===- OnnxModel.h - Small ONNX models for tests of the importer ----------===//
#ifndef GNET_TESTS_UNIT_ONNX_ONNXMODEL_H
#define GNET_TESTS_UNIT_ONNX_ONNXMODEL_H

#include "onnx/ImportOnnx.h"
#include "llvm/ADT/SmallVector.h"
#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

namespace gnet {

using Ints = std::vector<int64_t>;
using Floats = std::vector<float>;

/// An ONNX model of nodes in a row.
class Model {
public:
  explicit Model(const Ints &input = {1, 3, 8, 8}, int64_t opset = 17) {
    proto.set_ir_version(8);
    auto *used = proto.add_opset_import();
    used->set_version(opset);
    auto *value = graph().add_input();
    value->set_name("x");
    auto *type = value->mutable_type()->mutable_tensor_type();
    type->set_elem_type(onnx::TensorProto_DataType_FLOAT);
    for (int64_t dim : input)
      if (dim > 0)
        type->mutable_shape()->add_dim()->set_dim_value(dim);
      else
        type->mutable_shape()->add_dim()->set_dim_param("N");
  }

  onnx::GraphProto &graph() { return *proto.mutable_graph(); }

  /// Inputs are given as "a b".
  onnx::NodeProto &node(const std::string &op, const std::string &inputs,
                        const std::string &output) {
    auto *node = graph().add_node();
    node->set_op_type(op);
    llvm::SmallVector<llvm::StringRef> names;
    llvm::StringRef(inputs).split(names, ' ', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef name : names)
      node->add_input(name.str());
    node->add_output(output);
    last = output;
    return *node;
  }

  onnx::TensorProto &floats(const std::string &name, const Ints &dims,
                            const Floats &values) {
    auto *tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto_DataType_FLOAT);
    for (int64_t dim : dims)
      tensor->add_dims(dim);
    for (float value : values)
      tensor->add_float_data(value);
    return *tensor;
  }

  /// 0, 1, 2, ...
  void counted(const std::string &name, const Ints &dims) {
    int64_t count = 1;
    for (int64_t dim : dims)
      count *= dim;
    Floats values;
    for (int64_t i = 0; i < count; ++i)
      values.push_back(static_cast<float>(i));
    floats(name, dims, values);
  }

  void integers(const std::string &name, const Ints &values) {
    auto *tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto_DataType_INT64);
    tensor->add_dims(static_cast<int64_t>(values.size()));
    for (int64_t value : values)
      tensor->add_int64_data(value);
  }

  llvm::Expected<ImportedSpec> import() {
    if (graph().output_size() == 0)
      graph().add_output()->set_name(last);
    return importOnnxBytes(proto.SerializeAsString(), "net.onnx", "net");
  }

  ImportedSpec spec() {
    llvm::Expected<ImportedSpec> spec = import();
    if (spec)
      return std::move(*spec);
    ADD_FAILURE() << llvm::toString(spec.takeError());
    return {};
  }
  std::string text() { return spec().text; }

  std::string error() {
    llvm::Expected<ImportedSpec> spec = import();
    if (!spec)
      return llvm::toString(spec.takeError());
    ADD_FAILURE() << "no error, but\n" << spec->text;
    return "";
  }

  onnx::ModelProto proto;

private:
  std::string last;
};

inline void set(onnx::NodeProto &node, const std::string &name, int64_t value) {
  auto *attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto_AttributeType_INT);
  attribute->set_i(value);
}

inline void set(onnx::NodeProto &node, const std::string &name,
                const Ints &values) {
  auto *attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto_AttributeType_INTS);
  for (int64_t value : values)
    attribute->add_ints(value);
}

inline void set(onnx::NodeProto &node, const std::string &name, float value) {
  auto *attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto_AttributeType_FLOAT);
  attribute->set_f(value);
}

inline void set(onnx::NodeProto &node, const std::string &name,
                const char *value) {
  auto *attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto_AttributeType_STRING);
  attribute->set_s(value);
}

} // namespace gnet

#endif // GNET_TESTS_UNIT_ONNX_ONNXMODEL_H
