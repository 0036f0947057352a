//===- BlockBarriers.h - The barriers of a block --------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_BLOCKBARRIERS_H
#define GNET_GPU_SIM_EXECUTION_BLOCKBARRIERS_H

#include "gpu/sim/execution/Clocks.h"
#include "gpu/sim/execution/Operation.h"
#include <array>

namespace gnet::gpu::sim {

/// barrier.cta.red's reductions of predicates.
enum class BarrierResult { None, Count, And, Or };

/// What a thread waits for that does not come, and who is not there.
struct Absence {
  std::string what;
  uint32_t thread;
};

/// One arrival at a barrier.
struct Arrival {
  uint32_t barrier;
  uint32_t threads;  // that it is for; 0: all of the block
  bool waits = true; // not barrier.arrive
  bool isAligned = true;
  BarrierResult result = BarrierResult::None;
  bool predicate = false;
};

/// bar.sync, bar.arrive and bar.red, of 16 barriers.
class BlockBarriers {
public:
  explicit BlockBarriers(Block &block) : block(block) {}

  void reset();
  /// Returns when all have arrived, or, of an arrival that does not wait, at
  /// once.
  llvm::Error arrive(Thread &thread, Call &call, const Arrival &arrival);
  /// What a thread waits for at a barrier; nothing where it waits at none.
  std::optional<Absence> absence(uint32_t thread) const;

private:
  struct Member {
    uint32_t thread;
    uint32_t site;
    Arrival arrival;
    Call *call; // as long as the thread waits
  };
  struct Barrier {
    std::vector<Member> members;
    /// What those know that did not wait.
    Clocks::Vector known;
  };

  uint32_t expectedBy(const Arrival &arrival) const;
  llvm::Error check(const Barrier &barrier, const Arrival &arrival) const;
  llvm::Error checkWarps(const Barrier &barrier) const;
  llvm::Error complete(Barrier &barrier, const Thread &last);
  void order(Barrier &barrier);

  Block &block;
  std::array<Barrier, 16> barriers;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_BLOCKBARRIERS_H
