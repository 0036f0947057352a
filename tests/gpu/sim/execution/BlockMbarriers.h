//===- BlockMbarriers.h - The mbarriers of a block ------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_BLOCKMBARRIERS_H
#define GNET_GPU_SIM_EXECUTION_BLOCKMBARRIERS_H

#include "gpu/sim/Mbarrier.h"
#include "gpu/sim/execution/BlockBarriers.h"
#include <map>

namespace gnet::gpu::sim {

/// Mbarriers by their address in shared memory. Threads that test or try one
/// go on when its phase has ended, as if they had not asked before.
class BlockMbarriers {
public:
  /// Whether what a thread waits for has come.
  using Ended = std::function<bool(const Mbarrier &)>;
  /// What to do with an mbarrier, and the state before it where it arrives.
  using Arrive = std::function<llvm::Expected<Mbarrier::State>(Mbarrier &)>;

  explicit BlockMbarriers(Block &block) : block(block) {}

  void reset() { objects.clear(); }
  llvm::Error init(Thread &thread, uint64_t address, uint32_t count);
  llvm::Error invalidate(Thread &thread, uint64_t address);
  llvm::Expected<Mbarrier::State> arrive(Thread &thread, uint64_t address,
                                         const Arrive &arrive);
  /// More bytes are awaited; no arrival.
  llvm::Error expect(Thread &thread, uint64_t address, uint32_t bytes);
  llvm::Error wait(Thread &thread, uint64_t address, uint32_t site,
                   Ended ended);
  /// A copy of `agent` is done.
  llvm::Error complete(uint64_t address, uint32_t bytes, uint32_t agent);
  /// The agent of the copies that an mbarrier counts.
  llvm::Expected<uint32_t> agentOf(Thread &thread, uint64_t address);

  std::optional<std::string> absence(uint32_t thread) const;

private:
  struct Waiter {
    uint32_t thread;
    Ended ended;
  };
  struct Object {
    Mbarrier barrier;
    uint32_t agent;
    /// What those know who arrived in this phase, and in the last.
    Clocks::Vector collected, known;
    std::vector<Waiter> waiters;
  };

  llvm::Expected<Object *> at(Thread &thread, uint64_t address);
  /// After a change.
  void update(Object &object, uint32_t phaseBefore);

  Block &block;
  std::map<uint64_t, Object> objects;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_BLOCKMBARRIERS_H
