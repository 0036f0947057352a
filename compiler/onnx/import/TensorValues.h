//===- TensorValues.h - The values of an ONNX tensor ----------------------===//
#ifndef GNET_ONNX_IMPORT_TENSORVALUES_H
#define GNET_ONNX_IMPORT_TENSORVALUES_H

#include "weights/formats/BesideFile.h"

#include <string>
#include <vector>

namespace onnx {
class TensorProto;
}

namespace gnet {

/// Product of `dims`; an error if one is negative, they are over 8, or it is
/// over 2^38.
llvm::Expected<int64_t> countElements(const std::vector<int64_t> &dims);

/// The sizes, with the checks of `countElements`.
llvm::Expected<std::vector<int64_t>> tensorDims(const onnx::TensorProto &);

/// Row-major, from float, double, float16 and bfloat16, typed, raw or in a file
/// that `openBeside` finds.
llvm::Expected<std::vector<float>> tensorFloats(const onnx::TensorProto &tensor,
                                                const OpenBeside &openBeside);

/// From int64 and int32.
llvm::Expected<std::vector<int64_t>>
tensorIntegers(const onnx::TensorProto &tensor, const OpenBeside &openBeside);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_TENSORVALUES_H
