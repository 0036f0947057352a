//===- Graph.h - The ONNX graph while it is read --------------------------===//
//
// Nodes are read in the graph's order. Each value has a name; it is a constant,
// or a tensor that a layer gives. Readers of single operators (Readers.h)
// look their inputs up here and add what they give.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_GRAPH_H
#define GNET_ONNX_IMPORT_GRAPH_H

#include "onnx/import/Composites.h"
#include "onnx/import/ImportedNetwork.h"
#include "llvm/ADT/StringMap.h"

namespace onnx {
class GraphProto;
class ModelProto;
class NodeProto;
class ValueInfoProto;
} // namespace onnx

namespace gnet {

class ImportNode;

/// What each ONNX operator is in the language.
using ImportReader = void (*)(ImportNode &node);
using ImportReaders = llvm::StringMap<ImportReader>;

/// The operators that are layers, and the layers that are several.
struct ImportLayers {
  ImportReaders readers;
  std::vector<ImportComposite> composites;
};

/// Which integers a tensor was rounded to: (q - zero) * scale, q from `low` to
/// `high`.
struct ImportIntegers {
  double scale = 1;
  int64_t zero = 0, low = 0, high = 255;
  bool operator==(const ImportIntegers &) const = default;

  Calibration::Range range() const {
    return {scale * static_cast<double>(low - zero),
            scale * static_cast<double>(high - zero)};
  }
};

/// An image [N, C, H, W] (rank 4) or vectors [N, C] (rank 2) by a layer.
struct ImportTensor {
  LayerId layer = networkInput;
  int rank = 4;
  /// Zeros around it, of a Pad node: a convolution takes them as its own.
  Padding padding;
  /// What it was rounded to: one, or one a channel; none if it is no integers.
  std::vector<ImportIntegers> integers = {};
};

/// factor * x + offset of one channel of an image.
struct ImportChannel {
  ImportTensor image;
  int64_t index = 0;
  bool isImage = false; ///< [N, 1, H, W], not [N, H, W].
  double factor = 1;
  double offset = 0;
};

using ImportValue = std::variant<ImportTensor, ImportConstant, ImportChannel>;

class ImportGraph {
public:
  /// `model` and `openBeside`, for its external data, must outlive what is
  /// read, `layers` this.
  ImportGraph(const onnx::ModelProto &model, const OpenBeside &openBeside,
              const ImportLayers &layers);

  llvm::Expected<ImportedNetwork> read();

  // For the readers of operators:
  const ImportValue *find(llvm::StringRef name) const;
  /// An error if there is one of this name.
  llvm::Error define(const std::string &name, ImportValue value);
  const Shape &shapeOf(LayerId id) const { return network().shapeOf(id); }
  llvm::Expected<LayerId> add(LayerOp op, const std::vector<LayerId> &inputs,
                              LayerOrigin origin);
  /// Of the result of a layer, or of the input.
  void setRange(LayerId id, const Calibration::Range &range);
  /// For a reader of the spec; said once.
  void note(const std::string &what);
  /// Whether no value of the layer can be less than 0.
  bool isNonNegative(LayerId id) const;
  int64_t opset() const { return opsetVersion; }
  const OpenBeside &beside() const { return openBeside; }

private:
  const Network &network() const { return result.network; }
  std::optional<double> numberOf(llvm::StringRef name) const;
  llvm::Error readOpset();
  llvm::Error readInitializers();
  llvm::Error readInput();
  llvm::Error readInput(const onnx::ValueInfoProto &input);
  /// What no input is needed for, so that composites are known by them; of
  /// conditions' branches, too.
  llvm::Error readConstants(const onnx::GraphProto &of);
  llvm::Error readNodes();
  llvm::Error readNode(const onnx::NodeProto &node);
  /// The layer that the node is the last of.
  llvm::Error readComposite(ImportNode &last,
                            const CompositeFinder::Found &found);
  /// Nothing if there is none.
  ImportReader readerOf(const ImportNode &node) const;
  llvm::Error readOutput();

  const onnx::ModelProto &model;
  const onnx::GraphProto &graph;
  const OpenBeside &openBeside;
  const ImportLayers &layers;
  int64_t opsetVersion = 0;
  std::optional<CompositeFinder> composites;
  llvm::StringMap<ImportValue> values;
  ImportedNetwork result;
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_GRAPH_H
