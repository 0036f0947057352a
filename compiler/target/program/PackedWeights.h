//===- PackedWeights.h - A package's weights, packed when it is made ------===//
#ifndef GNET_TARGET_PROGRAM_PACKEDWEIGHTS_H
#define GNET_TARGET_PROGRAM_PACKEDWEIGHTS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// A network's learned tensors as its kernels read them.
struct PackedWeights {
  /// What they are called in a safetensors file. It tells packings that differ
  /// apart.
  std::string name;
  /// A safetensors file of that one tensor, whose data begins at a multiple of
  /// 64 bytes; empty where there are no weights yet.
  std::string file;
};

/// Evaluates the learned tensors of `network`, whose weights are packed, with
/// those of the safetensors file `weights`; empty: none are given. The
/// functions are those that a package without packed weights calls when it
/// opens.
llvm::Expected<PackedWeights> packWeights(mlir::func::FuncOp network,
                                          llvm::StringRef weights);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PACKEDWEIGHTS_H
