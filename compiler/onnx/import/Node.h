//===- Node.h - One node of an ONNX graph, as its reader sees it ----------===//
//
// A reader asks for inputs and attributes. The first thing that does not fit is
// kept and what is asked then gets harmless values, so that a reader checks
// `ok()` only before it uses them; a reader ends in `give...`.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_NODE_H
#define GNET_ONNX_IMPORT_NODE_H

#include "onnx/import/Graph.h"
#include "weights/formats/MappedFile.h"

#include <set>

namespace onnx {
class AttributeProto;
class NodeProto;
class TensorProto;
} // namespace onnx

namespace gnet {

class ImportNode {
public:
  ImportNode(const onnx::NodeProto &node, ImportGraph &graph);

  llvm::StringRef op() const;
  /// `node 'conv1' (Conv)`, or `the Conv node that gives 'r0'`.
  std::string place() const;
  int64_t opset() const { return graph.opset(); }
  const OpenBeside &beside() const { return graph.beside(); }

  void fail(const llvm::Twine &why);
  bool ok() const { return problem.empty(); }
  /// The first problem, or an attribute that nobody asked for.
  llvm::Error finish();

  // Attributes; without a default they must be there.
  bool has(llvm::StringRef name) const;
  int64_t integer(llvm::StringRef name, int64_t otherwise);
  double real(llvm::StringRef name, double otherwise);
  std::string text(llvm::StringRef name, const char *otherwise);
  std::vector<int64_t> integers(llvm::StringRef name);
  std::vector<float> reals(llvm::StringRef name);
  /// `axis`, which must be that of the channels of `tensor`.
  void channelAxis(const ImportTensor &tensor, int64_t otherwise);
  const onnx::TensorProto *tensor(llvm::StringRef name);
  /// For what changes nothing in inference.
  void ignore(llvm::StringRef name) { asked.insert(name.str()); }

  // Inputs; one that is left out is as one that is not there.
  size_t inputs() const;
  bool hasInput(size_t index) const;
  bool isConstant(size_t index) const;
  /// Only with `allowPadding` may zeros be left to add around it.
  ImportTensor tensorInput(size_t index, bool allowPadding = false);
  ImportTensor imageInput(size_t index, bool allowPadding = false);
  /// Of integers.
  ImportTensor integersOfTensor(size_t index);
  /// Of a node before this one.
  ImportTensor tensorNamed(const std::string &name, bool allowPadding = false);
  std::vector<ImportTensor> tensorInputs();
  const Shape &shape(const ImportTensor &tensor) const {
    return graph.shapeOf(tensor.layer);
  }
  /// Nothing if it is something else.
  const ImportChannel *channelInput(size_t index) const;
  std::optional<ImportConstant> constantInput(size_t index);
  /// Of these sizes; `what` it is, as `the weight`.
  std::optional<ImportConstant> constantInput(size_t index, const char *what,
                                              const std::vector<int64_t> &dims);
  std::vector<int64_t> integersInput(size_t index);
  /// Likewise, or of the attribute that older operator sets have in its place.
  std::vector<int64_t> integersInput(size_t index, const char *attribute);
  /// Axes of a tensor of that rank that are such, from 0 on and ascending; none
  /// where they fail.
  std::vector<int64_t> axesInput(size_t index, size_t rank);
  /// One number of a constant; 0 where it fails. `what` it is, as `its alpha`.
  double numberInput(size_t index, const char *what);
  double numberNamed(const std::string &name, const char *what);

  // Of the graph.
  void setRange(const ImportTensor &tensor, const Calibration::Range &range) {
    graph.setRange(tensor.layer, range);
  }
  void note(const std::string &what) { graph.note(what); }
  bool isNonNegative(const ImportTensor &tensor) const {
    return graph.isNonNegative(tensor.layer);
  }

  // Results: the first output; others must not be used.
  void give(ImportValue value);
  /// A layer, of the rank of its first input unless `rank` says otherwise.
  ImportTensor addLayer(LayerOp op, const std::vector<ImportTensor> &inputs,
                        std::vector<ImportConstant> weights = {}, int rank = 0);
  void giveLayer(LayerOp op, const std::vector<ImportTensor> &inputs,
                 std::vector<ImportConstant> weights = {}, int rank = 0);

private:
  const onnx::AttributeProto *attribute(llvm::StringRef name, int type);
  const ImportValue *value(const std::string &name);
  const ImportValue *input(size_t index);
  std::vector<std::string> originNames() const;

  const onnx::NodeProto &node;
  ImportGraph &graph;
  std::string problem;
  std::set<std::string> asked;
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_NODE_H
