//===- Warp.h - Shuffles, votes and reductions of a warp ------------------===//
#ifndef GNET_GPU_SIM_WARP_H
#define GNET_GPU_SIM_WARP_H

#include "llvm/Support/Error.h"
#include <array>
#include <cstdint>

namespace gnet::gpu::sim {

inline constexpr uint32_t warpSize = 32;

/// A register of each lane.
using Lanes = std::array<uint32_t, warpSize>;

enum class ShuffleMode { Up, Down, Butterfly, Index };

struct Shuffled {
  Lanes values;
  /// A lane a bit: whether its source was in range; its own value if not.
  uint32_t inRange;
};

/// shfl.sync.MODE.b32: of each lane in `mask` the value of another, `operand`
/// (the distance or the lane) and `clamp` (bits 0-4, and the segments' mask in
/// bits 8-12) being those of the lane. An error where that other is not in
/// `mask`: its value would be undefined. Other lanes keep their values.
llvm::Expected<Shuffled> shuffle(ShuffleMode mode, const Lanes &values,
                                 const Lanes &operand, const Lanes &clamp,
                                 uint32_t mask = ~0u);

/// vote.sync.ballot.b32: the lanes in `mask` whose predicate is not zero.
uint32_t ballot(const Lanes &predicates, uint32_t mask);

/// elect.sync: the lane that alone is true.
llvm::Expected<uint32_t> elect(uint32_t mask);

enum class Reduction { Add, MinSigned, MaxSigned, And, Or, Xor };

/// redux.sync: one result for all lanes in `mask`.
llvm::Expected<uint32_t> reduce(Reduction reduction, const Lanes &values,
                                uint32_t mask);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_WARP_H
