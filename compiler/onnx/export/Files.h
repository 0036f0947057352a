//===- Files.h - A model's files ------------------------------------------===//
#ifndef GNET_ONNX_EXPORT_FILES_H
#define GNET_ONNX_EXPORT_FILES_H

#include "onnx/export/Graph.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// Writes `model` to `path` with the values of `parameters`, tensors of the
/// model: inside, or with `beside` into `<path>.data`. Nothing is in place
/// before everything is written.
llvm::Error writeModel(onnx::ModelProto &model,
                       llvm::ArrayRef<OnnxParameter> parameters, bool beside,
                       llvm::StringRef path);

} // namespace gnet

#endif // GNET_ONNX_EXPORT_FILES_H
