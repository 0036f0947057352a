//===- ExportOnnx.h - A network as an ONNX model --------------------------===//
//
// The inference form (no head, no dropout) at opset 17. Nodes and values bear
// the layers' paths, initialisers the parameters' names. Where a layer takes
// several nodes, the last has the layer's path and the others a suffix after a
// slash, as `fc/flatten`; constants that are no parameters are nodes too, as
// `fc/constant/slope`.
//
// With a calibration what a package has as bytes is rounded to them behind its
// layer, `conv1/quantized`, and widened, `conv1/dequantized`, as onnxruntime's
// quantiser writes it; what acts by channel is folded, and weights are
// integers, `conv1.weight`, widened by `conv1.weight/dequantized`.
//
// The input is batch x channels x height x width, prepared as
// `network.input` says (the model's metadata repeats it); a final vector is
// batch x features.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_EXPORTONNX_H
#define GNET_ONNX_EXPORTONNX_H

#include "quantization/Calibration.h"
#include "weights/Weights.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// Protobuf reads no message of 2 GiB or more.
inline constexpr uint64_t protobufLimit = (uint64_t{1} << 31) - 1;

struct OnnxExportOptions {
  int64_t batch = 1;
  /// Puts the parameters into `<path>.data`, aligned for mapping. Done unasked
  /// where the model would have more than `largestModel` bytes otherwise.
  bool weightsBeside = false;
  uint64_t largestModel = protobufLimit;
  /// Null: all is float32.
  const Calibration *calibration = nullptr;
  /// Layers and modules that stay float32, by path.
  std::vector<std::string> kept = {};
};

/// Writes `path` (and `<path>.data`) beside and moves it into place. `weights`
/// are all of `inferenceParameters(network)`; one that is missing or has the
/// wrong number of values is an error, as is a calibration that does not fit.
llvm::Error exportOnnx(const Network &network, const Weights &weights,
                       const OnnxExportOptions &options, llvm::StringRef path);

} // namespace gnet

#endif // GNET_ONNX_EXPORTONNX_H
