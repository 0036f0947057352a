//===- ExportLayer.h - One layer of a network, as its writer sees it ------===//
//
// A writer draws the nodes of one kind of layer. The last node has the layer's
// path; the others and the constants are called after it (ExportOnnx.h).
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_EXPORT_EXPORTLAYER_H
#define GNET_ONNX_EXPORT_EXPORTLAYER_H

#include "onnx/export/Graph.h"
#include "weights/Weights.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {

using WeightsByName = llvm::StringMap<const WeightTensor *>;

class ExportLayer {
public:
  using Dims = std::vector<int64_t>;

  /// `inputs` are the results of the layer's inputs, `weights` holds every
  /// parameter of the layer.
  ExportLayer(ExportGraph &graph, const Network &network, const Layer &layer,
              llvm::ArrayRef<OnnxValue> inputs, const WeightsByName &weights);

  /// Makes its weight one of bytes, and its bias one of their products with
  /// what it reads, whose bytes have this scale.
  void quantize(float scale) { inputScale = scale; }

  /// Of an input.
  const Shape &shape(size_t input = 0) const { return shapes[input]; }
  const Shape &outputShape() const { return layer.output; }

  // The layer's result, as the node of its path gives it.
  OnnxValue image() const { return {layer.path, false}; }
  OnnxValue vector() const { return {layer.path, true}; }
  OnnxValue ofInputRank() const { return {layer.path, inputs[0].isVector}; }
  OnnxValue ofCommonRank() const { return {layer.path, isAllVectors()}; }

  // Inputs, as operands of nodes.
  const OnnxValue &input(size_t index = 0) const { return inputs[index]; }
  /// With height and width.
  std::string imageInput(size_t index = 0);
  /// Without.
  std::string vectorInput();
  /// All of them: vectors where all are.
  std::vector<std::string> inputsOfCommonRank();

  /// A node of the layer; gives its result. The last one has no `what`.
  std::string node(llvm::StringRef type, const std::string &what,
                   llvm::ArrayRef<std::string> operands);
  onnx::NodeProto &last(llvm::StringRef type,
                        llvm::ArrayRef<std::string> operands);
  /// The input as `dims`; a 0 keeps its size.
  std::string reshaped(const std::string &what, const Dims &dims,
                       size_t input = 0);

  // Parameters, by suffix: `.weight`.
  llvm::ArrayRef<float> values(const char *suffix) const;
  std::string parameter(const char *suffix);
  std::string parameter(const char *suffix, const Dims &dims);
  std::string parameter(const char *suffix, const Dims &dims,
                        std::vector<float> values);

  // Constants. By their names gnetc knows, where it reads weights from its own
  // model, that they are none.
  /// One number for all channels, or one a channel.
  std::string constant(const std::string &what, llvm::ArrayRef<double> values);
  std::string integers(const std::string &what, const Dims &values);
  /// The same a channel.
  std::string filled(const std::string &what, float value);

  /// Such that a value a channel is broadcast over the input.
  Dims channelDims(int64_t channels) const;

private:
  bool isAllVectors() const;
  std::string quantizedWeight(const std::string &name, const Dims &dims);
  std::string quantizedBias(const std::string &name, const Dims &dims);
  std::string dequantized(const std::string &name, const std::string &scales,
                          const std::string &zeros);
  std::string nameOf(const std::string &what) const;
  std::string constantName(const std::string &what) const;

  ExportGraph &graph;
  const Layer &layer;
  llvm::ArrayRef<OnnxValue> inputs;
  const WeightsByName &weights;
  std::vector<Shape> shapes; ///< Of the inputs.
  std::optional<float> inputScale;
};

/// The attributes that a convolution and a pool share.
void setWindow(onnx::NodeProto &node, const Extent &kernel,
               const Extent &stride, const Padding &pads);

} // namespace gnet

#endif // GNET_ONNX_EXPORT_EXPORTLAYER_H
