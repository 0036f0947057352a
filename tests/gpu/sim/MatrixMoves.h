//===- MatrixMoves.h - ldmatrix, stmatrix and movmatrix -------------------===//
//
// Matrices of 8x8 elements of 16 bits. A lane's register of one holds row
// lane / 4, columns 2 (lane % 4) and the next, the first in the lower half.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_MATRIXMOVES_H
#define GNET_GPU_SIM_MATRIXMOVES_H

#include "gpu/sim/Memory.h"
#include "gpu/sim/Warp.h"

namespace gnet::gpu::sim {

/// ldmatrix.m8n8.x1, .x2 or .x4 (a register for each matrix)[.trans]: row i of
/// matrix m is the 16 bytes of shared memory at lane 8 m + i's address.
llvm::Error loadMatrices(const Memory &shared, const Lanes &addresses,
                         bool transposed, std::span<Lanes> registers);

/// stmatrix, the other way.
llvm::Error storeMatrices(const Memory &shared, const Lanes &addresses,
                          bool transposed, std::span<const Lanes> registers);

/// movmatrix.trans: one matrix transposed.
Lanes transposeMatrix(const Lanes &matrix);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_MATRIXMOVES_H
