//===- Graph.h - An ONNX graph under construction -------------------------===//
#ifndef GNET_ONNX_EXPORT_GRAPH_H
#define GNET_ONNX_EXPORT_GRAPH_H

#include "network/Network.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <deque>
#include <onnx/onnx_pb.h>
#include <string>
#include <vector>

namespace gnet {

/// The result of a node: batch x channels x height x width, or for a vector
/// batch x channels.
struct OnnxValue {
  std::string name;
  bool isVector = false;
};

/// A parameter whose values its tensor does not hold yet; they may be written
/// into it or beside the model.
struct OnnxParameter {
  onnx::TensorProto *tensor;
  llvm::ArrayRef<float> values; ///< The caller's, or the graph's.
};

class ExportGraph {
public:
  ExportGraph(onnx::GraphProto &graph, int64_t batch)
      : graph(graph), batch(batch) {}

  /// Appends a node whose only result bears its name.
  onnx::NodeProto &node(llvm::StringRef type, const std::string &name,
                        llvm::ArrayRef<std::string> inputs);

  /// An initialiser; `values` outlive the graph, or become its own.
  std::string parameter(const std::string &name, llvm::ArrayRef<int64_t> dims,
                        llvm::ArrayRef<float> values);
  std::string ownParameter(const std::string &name,
                           llvm::ArrayRef<int64_t> dims,
                           std::vector<float> values);

  /// Likewise of integers, which the tensor holds at once.
  std::string parameter(const std::string &name, llvm::ArrayRef<int64_t> dims,
                        llvm::ArrayRef<int8_t> values);
  std::string parameter(const std::string &name, llvm::ArrayRef<int64_t> dims,
                        llvm::ArrayRef<int32_t> values);

  /// A node, so that the initialisers are the parameters and nothing else.
  std::string constant(const std::string &name, llvm::ArrayRef<int64_t> dims,
                       llvm::ArrayRef<float> values);
  std::string constant(const std::string &name, llvm::ArrayRef<int64_t> values);
  std::string constant(const std::string &name, llvm::ArrayRef<int64_t> dims,
                       llvm::ArrayRef<uint8_t> values);
  std::string constant(const std::string &name, llvm::ArrayRef<int64_t> dims,
                       llvm::ArrayRef<int8_t> values);
  std::string constant(const std::string &name, llvm::ArrayRef<int64_t> dims,
                       llvm::ArrayRef<int32_t> values);

  /// States the shape of a value for the reader of the graph.
  void describe(const OnnxValue &value, const Shape &shape);
  void input(const OnnxValue &value, const Shape &shape);
  void output(const OnnxValue &value, const Shape &shape);

  /// The value, wherever it is named, and the node that gives it.
  void rename(llvm::StringRef from, const std::string &to);

  llvm::ArrayRef<OnnxParameter> parameters() const { return pending; }

private:
  onnx::TensorProto &initializer(const std::string &name, int32_t type,
                                 llvm::ArrayRef<int64_t> dims);
  onnx::TensorProto &constant(const std::string &name, int32_t type,
                              llvm::ArrayRef<int64_t> dims);
  void fill(onnx::ValueInfoProto &info, const OnnxValue &value,
            const Shape &shape) const;

  onnx::GraphProto &graph;
  const int64_t batch;
  std::vector<OnnxParameter> pending;
  std::deque<std::vector<float>> owned;
};

void setAttribute(onnx::NodeProto &node, llvm::StringRef name, int64_t value);
void setAttribute(onnx::NodeProto &node, llvm::StringRef name, double value);
void setAttribute(onnx::NodeProto &node, llvm::StringRef name,
                  llvm::ArrayRef<int64_t> values);

/// The values as ONNX stores them: little-endian, on any machine.
std::string rawBytes(llvm::ArrayRef<float> values);

} // namespace gnet

#endif // GNET_ONNX_EXPORT_GRAPH_H
