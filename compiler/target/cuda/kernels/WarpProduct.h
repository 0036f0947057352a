//===- WarpProduct.h - What products by tensor cores share ----------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
#define GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H

#include "target/cuda/kernels/GemmProduct.h"

namespace gnet::cuda {

/// Of a row of a factor what an instruction multiplies at a time, and the part
/// of that which is moved at once.
inline constexpr int64_t tensorBytes = 32, pieceBytes = 16;

/// The sums of a warp, `values`, of as many parts of 16 rows from `row` on and
/// of 8 columns from `column` on. What a lane has of a part: of the rows number
/// lane / 4 and that plus 8 two columns from 2 * (lane % 4) on.
GemmSums sumsOfWarp(KernelBuilder &kernel, llvm::ArrayRef<mlir::Value> values,
                    mlir::Value row, int64_t rowParts, mlir::Value column,
                    int64_t columnParts, mlir::Value lane);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
