//===- MmaSync.h - mma.sync of a warp -------------------------------------===//
#ifndef GNET_GPU_SIM_MMASYNC_H
#define GNET_GPU_SIM_MMASYNC_H

#include "gpu/sim/TensorCore.h"
#include "gpu/sim/Warp.h"

namespace gnet::gpu::sim {

/// mma.sync.aligned.m16n8kK.row.col.f32.TYPE.TYPE.f32, in place: d += a b. K is
/// as many as the registers hold: 16 or 8 of f16 and bf16, 8 or 4 of tf32, in
/// 4 or 2 registers of A and half as many of B.
llvm::Error multiplyWarp(OperandType type, std::span<const Lanes> a,
                         std::span<const Lanes> b, std::array<Lanes, 4> &d);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_MMASYNC_H
