//===- FileFormat.h - What kind of file some bytes are --------------------===//
#ifndef GNET_WEIGHTS_FORMATS_FILEFORMAT_H
#define GNET_WEIGHTS_FORMATS_FILEFORMAT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

enum class FileFormat { Safetensors, Npz, PyTorch, Onnx, Caffe, TensorFlowJs };

/// Looks at the content alone. What is a known other format is an error that
/// says how to convert it.
llvm::Expected<FileFormat> detectFormat(llvm::StringRef bytes);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_FILEFORMAT_H
