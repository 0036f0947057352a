//===- Launch.h - How a kernel is launched --------------------------------===//
#ifndef GNET_GPU_SIM_LAUNCH_H
#define GNET_GPU_SIM_LAUNCH_H

#include <cstdint>
#include <string>

namespace gnet::gpu::sim {

struct Dim3 {
  uint32_t x = 1, y = 1, z = 1;

  uint64_t count() const { return uint64_t{x} * y * z; }
  /// The place of a linear index, x changing fastest.
  Dim3 at(uint64_t index) const {
    return {uint32_t(index % x), uint32_t(index / x % y),
            uint32_t(index / x / y)};
  }
};

class Banks;

/// Which of the threads that can go on goes first. No order may change what a
/// kernel computes.
enum class ThreadOrder { Forward, Backward, Random };

struct Launch {
  std::string kernel;
  Dim3 grid;
  Dim3 block;
  /// Of dynamic shared memory.
  uint32_t sharedBytes = 0;
  /// A pointer to each argument, as cuLaunchKernel takes them.
  void *const *arguments = nullptr;
  ThreadOrder order = ThreadOrder::Forward;
  uint32_t seed = 0;
  /// Threads of the host that compute blocks; the blocks are independent.
  uint32_t workers = 1;
  /// Counts accesses to shared memory, with one worker; null: nobody does.
  Banks *banks = nullptr;
  /// Launches before it may not have ended when it begins: each thread has to
  /// wait for them before it touches global memory, and before it ends.
  bool isEarly = false;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_LAUNCH_H
