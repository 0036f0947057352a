//===- Thread.h - A thread of a block -------------------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_THREAD_H
#define GNET_GPU_SIM_EXECUTION_THREAD_H

#include "gpu/sim/execution/Fiber.h"
#include "gpu/sim/execution/Registers.h"
#include <algorithm>
#include <deque>
#include <vector>

namespace gnet::gpu::sim {

class Block;

/// A cp.async that is on its way.
struct AsyncCopy {
  uint64_t to;
  uint64_t from;
  uint32_t bytes;
  uint32_t taken;   // the others are zeros
  bool cacheGlobal; // .cg
};

struct Thread : Registers {
  enum class State { Ready, Waiting, Ended };

  Block *block = nullptr;
  uint32_t index = 0;
  Fiber fiber;
  State state = State::Ready;
  /// The instruction that it waits at.
  uint32_t site = 0;
  bool hasWaitedForLaunches = false;
  std::vector<AsyncCopy> open;
  std::deque<std::vector<AsyncCopy>> groups;

  uint32_t lane() const { return laneid; }
  bool hasOpenCopies() const {
    return !open.empty() ||
           std::any_of(groups.begin(), groups.end(),
                       [](const auto &group) { return !group.empty(); });
  }
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_THREAD_H
