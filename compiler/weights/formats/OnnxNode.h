//===- OnnxNode.h - The nodes that hold a constant of their own -----------===//
#ifndef GNET_WEIGHTS_FORMATS_ONNXNODE_H
#define GNET_WEIGHTS_FORMATS_ONNXNODE_H

#include "weights/formats/OnnxTensor.h"

namespace gnet {

/// Everything points into the file's bytes.
struct OnnxNode {
  /// What a Constant's or ConstantOfShape's attribute gives.
  enum class Kind { None, Tensor, Sparse, Strings, Numbers };

  llvm::StringRef opType;
  llvm::StringRef input, output; ///< The first, or empty.
  Kind kind = Kind::None;
  llvm::StringRef value; ///< Of Tensor and Sparse: the message.

  // Of Numbers.
  ElementType type = ElementType::Float32;
  std::vector<int64_t> dims;
  OnnxNumbers numbers;
};

/// Of a NodeProto; nothing where it is broken.
std::optional<OnnxNode> parseOnnxNode(llvm::StringRef message);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_ONNXNODE_H
