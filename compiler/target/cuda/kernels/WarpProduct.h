//===- WarpProduct.h - What products by tensor cores share ----------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
#define GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H

#include "target/cuda/kernels/GemmProduct.h"

namespace gnet::cuda {

/// Of a row of a factor what an instruction multiplies at a time, and the part
/// of that which is moved at once.
inline constexpr int64_t tensorBytes = 32, pieceBytes = 16;

/// Where a lane's sums are, of as many parts of 16 rows from `row` on and of 8
/// columns from `column` on. What it has of a part: of the rows number lane / 4
/// and that plus 8 two columns from 2 * (lane % 4) on.
GemmPlaces placesOfLane(KernelBuilder &kernel, mlir::Value row,
                        int64_t rowParts, mlir::Value column,
                        int64_t columnParts, mlir::Value lane);

/// A lane's sums as instructions take and give them, number by number, of the
/// vectors by rows and then columns; and the other way round.
llvm::SmallVector<mlir::Value>
numbersOfLane(KernelBuilder &kernel, llvm::ArrayRef<mlir::Value> vectors,
              int64_t rowParts, int64_t columnParts);
llvm::SmallVector<mlir::Value>
vectorsOfLane(KernelBuilder &kernel, llvm::ArrayRef<mlir::Value> numbers,
              int64_t rowParts, int64_t columnParts);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_WARPPRODUCT_H
