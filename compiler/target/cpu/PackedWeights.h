//===- PackedWeights.h - A package's weights, packed when it is made ------===//
#ifndef GNET_TARGET_CPU_PACKEDWEIGHTS_H
#define GNET_TARGET_CPU_PACKEDWEIGHTS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// What the packed tensors of `network` are called in a safetensors file. It
/// tells packings that differ apart.
std::string packedWeightsName(mlir::func::FuncOp network);

/// Evaluates the learned tensors of `network`, whose weights are packed, with
/// those of the safetensors file `weights`: a safetensors file of one tensor,
/// whose data begins at a multiple of 64 bytes. The functions are those that a
/// package without packed weights calls when it opens.
llvm::Expected<std::string> packWeights(mlir::func::FuncOp network,
                                        llvm::StringRef weights);

} // namespace gnet

#endif // GNET_TARGET_CPU_PACKEDWEIGHTS_H
