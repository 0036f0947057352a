//===- Mbarrier.h - The phases of an mbarrier -----------------------------===//
#ifndef GNET_GPU_SIM_MBARRIER_H
#define GNET_GPU_SIM_MBARRIER_H

#include "llvm/Support/Error.h"
#include <cstdint>

namespace gnet::gpu::sim {

/// A barrier in shared memory. A phase ends when no arrival and no byte is
/// pending; the next begins with all arrivals pending. Bytes may be complete
/// before they are expected, as long as an arrival is pending.
class Mbarrier {
public:
  /// What an arrival returns: the phase and the arrivals pending before it.
  struct State {
    uint32_t phase;
    uint32_t pending; // mbarrier.pending_count
  };

  /// mbarrier.init.
  static llvm::Expected<Mbarrier> init(uint32_t count);

  llvm::Expected<State> arrive(uint32_t count = 1);
  /// mbarrier.arrive_drop: the next phases await `count` arrivals less.
  llvm::Expected<State> arriveDrop(uint32_t count = 1);
  llvm::Expected<State> arriveExpect(uint32_t bytes);
  /// mbarrier.expect_tx and complete_tx, the latter also by bulk copies.
  llvm::Error expect(uint32_t bytes);
  llvm::Error complete(uint32_t bytes);

  /// mbarrier.test_wait: whether the state's phase has ended.
  bool hasEnded(const State &state) const { return state.phase != phase; }
  /// mbarrier.test_wait.parity: whether the last ended phase has that parity;
  /// one of parity 1 is taken to have been before the first.
  bool hasEnded(uint32_t parity) const { return (phase & 1) != (parity & 1); }

  uint32_t currentPhase() const { return phase; }

private:
  explicit Mbarrier(uint32_t count) : expected(count), pending(count) {}
  llvm::Error addBytes(int64_t bytes);
  void endPhase();

  uint32_t expected;
  uint32_t pending;
  uint32_t phase = 0;
  int64_t bytes = 0;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_MBARRIER_H
