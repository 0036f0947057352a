//===- Clocks.h - Which accesses of a block's threads are in order --------===//
#ifndef GNET_GPU_SIM_EXECUTION_CLOCKS_H
#define GNET_GPU_SIM_EXECUTION_CLOCKS_H

#include <cstdint>
#include <span>
#include <vector>

namespace gnet::gpu::sim {

/// Vector clocks. A thread's time grows when others may learn of what it did; a
/// barrier of all threads makes all that was before it known to all, which is
/// kept as one time; only what synchronises fewer threads needs vectors. After
/// the threads come agents, which do asynchronous copies: they are at no
/// barrier, so what they did is known to those alone who wait for it.
class Clocks {
public:
  using Vector = std::vector<uint32_t>;

  /// A block begins; nothing that was before it happened in it.
  void reset(uint32_t threads, uint32_t agents);

  uint32_t now(uint32_t thread) const { return times[thread]; }
  /// Times from here on are this block's.
  uint32_t beginning() const { return begun; }
  /// Times from here on are not known to all.
  uint32_t lastBarrier() const { return known; }
  /// Whether what `other` did at `time` came before what `thread` does now.
  bool isBefore(uint32_t time, uint32_t other, uint32_t thread) const {
    if (other == thread || time < begun)
      return true;
    if (time < (other < threads ? known : agentsKnown[other - threads]))
      return true;
    return !vectors[thread].empty() && vectors[thread][other] >= time;
  }

  /// What the thread does next has another time than what it did.
  void advance(uint32_t thread) { ++times[thread]; }

  /// All threads meet.
  void meetAll();
  /// Some do: a named barrier, the lanes of a warp.
  void meet(std::span<const uint32_t> threads);
  /// What the thread did and knows, added to an object that others wait for.
  void release(uint32_t thread, Vector &object);
  void acquire(uint32_t thread, const Vector &object);

private:
  void add(Vector &to, uint32_t thread) const;

  std::vector<uint32_t> times;
  std::vector<Vector> vectors; // empty where no more than `known` is known
  uint32_t threads = 0;
  uint32_t begun = 1;
  uint32_t known = 1;
  /// What all threads know of each agent: what was before that.
  Vector agentsKnown;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_CLOCKS_H
