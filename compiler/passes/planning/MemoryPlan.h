//===- MemoryPlan.h - Buffers that share one arena ------------------------===//
#ifndef GNET_PASSES_PLANNING_MEMORYPLAN_H
#define GNET_PASSES_PLANNING_MEMORYPLAN_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <vector>

namespace gnet {

/// A buffer and the steps of a run, counted from 0, from the first to the last
/// that touches it.
struct LiveBuffer {
  int64_t bytes = 0;
  int64_t first = 0;
  int64_t last = 0;
};

/// Offsets into an arena, so that buffers with a step in common do not overlap.
/// Offsets and sizes are multiples of `alignment`, as are the sums here.
struct MemoryPlan {
  /// A cache line, and the widest vector.
  static constexpr int64_t alignment = 64;

  std::vector<int64_t> offsets; ///< One a buffer, in their order.
  int64_t arenaBytes = 0;
  int64_t sumBytes = 0;  ///< Of all buffers: the arena if none shared.
  int64_t liveBytes = 0; ///< The most at one step: no arena is smaller.
};

/// Sizes are so that their sum fits an int64_t.
MemoryPlan planMemory(llvm::ArrayRef<LiveBuffer> buffers);

} // namespace gnet

#endif // GNET_PASSES_PLANNING_MEMORYPLAN_H
