//===- BulkCopy.h - cp.async and cp.async.bulk ----------------------------===//
//
// What the copies do when they are done; when that is, the caller says.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_BULKCOPY_H
#define GNET_GPU_SIM_BULKCOPY_H

#include "gpu/sim/Memory.h"

namespace gnet::gpu::sim {

/// cp.async.ca or, past the first cache, .cg.shared.global of 4, 8 or 16 bytes,
/// of which the first `taken` are read and the others are zeros.
llvm::Error copyAsync(const Memory &shared, uint64_t to, const Memory &global,
                      uint64_t from, uint32_t bytes, uint32_t taken,
                      bool cacheGlobal = false);

/// cp.async.bulk of either direction.
llvm::Error copyBulk(const Memory &target, uint64_t to, const Memory &source,
                     uint64_t from, uint32_t bytes);

/// cp.reduce.async.bulk.global.shared::cta.add.f32.
llvm::Error addBulk(const Memory &global, uint64_t to, const Memory &shared,
                    uint64_t from, uint32_t bytes);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_BULKCOPY_H
