//===- ImportOnnx.h - A spec and weights from an ONNX file ----------------===//
#ifndef GNET_ONNX_IMPORTONNX_H
#define GNET_ONNX_IMPORTONNX_H

#include "quantization/Calibration.h"
#include "weights/Weights.h"

namespace gnet {

struct ImportedSpec {
  std::string text; ///< Loads without an import.
  Weights weights;  ///< Under the paths of the spec's layers.
  /// Where the file rounds results to integers, the ranges of these.
  std::optional<Calibration> calibration;
  /// What the spec cannot know from the file, or what was left out.
  std::vector<std::string> notes;
};

/// Reads an inference graph made of what the language has layers for; an error
/// names the node that is not. `networkName` is made a name of the language if
/// it is none.
llvm::Expected<ImportedSpec> importOnnx(llvm::StringRef path,
                                        llvm::StringRef networkName);

/// The same of a file's `bytes`; `path` is where external data lies beside.
llvm::Expected<ImportedSpec> importOnnxBytes(llvm::StringRef bytes,
                                             llvm::StringRef path,
                                             llvm::StringRef networkName);

} // namespace gnet

#endif // GNET_ONNX_IMPORTONNX_H
