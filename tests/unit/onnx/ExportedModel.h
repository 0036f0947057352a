//===- ExportedModel.h - What a test sees of an exported network ----------===//
#ifndef GNET_TESTS_UNIT_ONNX_EXPORTEDMODEL_H
#define GNET_TESTS_UNIT_ONNX_EXPORTEDMODEL_H

#include "onnx/ExportOnnx.h"
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

inline std::string bytesOf(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Layers in a row after an input of 2x4x4; shapes are the caller's.
inline Network chain(std::vector<std::pair<LayerOp, Shape>> ops) {
  Network network;
  network.name = "small";
  network.input.name = "image";
  network.input.shape = {2, 4, 4};
  for (const auto &[op, output] : ops) {
    const int id = static_cast<int>(network.layers.size());
    network.layers.push_back(
        {"s" + std::to_string(id + 1), op, {id - 1}, output, {}});
    network.headOf.push_back(-1);
    network.output = id;
  }
  return network;
}

struct Export : testing::Test {
  fs::path folder =
      fs::path(testing::TempDir()) /
      (std::string("gnet_export_") +
       testing::UnitTest::GetInstance()->current_test_info()->name());
  fs::path path = folder / "net.onnx";

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }

  onnx::ModelProto exported(const Network &network,
                            const OnnxExportOptions &options = {}) {
    const std::string failure = llvm::toString(
        exportOnnx(network, randomWeights(network, 1), options, path.string()));
    EXPECT_EQ(failure, "");
    onnx::ModelProto model;
    EXPECT_TRUE(model.ParseFromString(bytesOf(path)));
    return model;
  }

  std::string failure(const Network &network, const Weights &weights,
                      const fs::path &to) {
    return llvm::toString(exportOnnx(network, weights, {}, to.string()));
  }

  size_t filesInFolder() const {
    return std::distance(fs::directory_iterator(folder), {});
  }
};

/// `Type name(inputs)`, a line a node that is no constant.
inline Names nodes(const onnx::ModelProto &model) {
  Names lines;
  for (const onnx::NodeProto &node : model.graph().node()) {
    if (node.op_type() == "Constant")
      continue;
    std::string line = node.op_type() + " " + node.name() + "(";
    for (const std::string &input : node.input())
      line += (line.back() == '(' ? "" : ", ") + input;
    EXPECT_EQ(node.output_size(), 1);
    EXPECT_EQ(node.output(0), node.name());
    lines.push_back(line + ")");
  }
  return lines;
}

inline std::vector<int64_t> dims(const onnx::ValueInfoProto &value) {
  std::vector<int64_t> sizes;
  for (const auto &dim : value.type().tensor_type().shape().dim())
    sizes.push_back(dim.dim_value());
  return sizes;
}

/// A parameter's or a constant's.
inline const onnx::TensorProto &tensor(const onnx::ModelProto &model,
                                       const std::string &name) {
  for (const onnx::TensorProto &initialiser : model.graph().initializer())
    if (initialiser.name() == name)
      return initialiser;
  for (const onnx::NodeProto &node : model.graph().node())
    if (node.op_type() == "Constant" && node.name() == name)
      return node.attribute(0).t();
  ADD_FAILURE() << "no tensor " << name;
  return onnx::TensorProto::default_instance();
}

/// Test machines are little-endian, as ONNX's raw data.
inline std::vector<float> floats(const std::string &bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

inline std::vector<int64_t> integers(const onnx::NodeProto &node,
                                     const std::string &name) {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name)
      return {attribute.ints().begin(), attribute.ints().end()};
  return {};
}

inline int64_t integer(const onnx::NodeProto &node, const std::string &name) {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name)
      return attribute.i();
  return 0;
}

} // namespace gnet

#endif // GNET_TESTS_UNIT_ONNX_EXPORTEDMODEL_H
