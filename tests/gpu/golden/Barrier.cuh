//===- Barrier.cuh - mbarrier instructions as functions -------------------===//
#ifndef GNET_GPU_GOLDEN_BARRIER_CUH
#define GNET_GPU_GOLDEN_BARRIER_CUH

#include <cstdint>

namespace gnet::gpu::golden {

__device__ inline void initBarrier(uint32_t barrier, uint32_t count) {
  asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(barrier),
               "r"(count)
               : "memory");
}

__device__ inline uint64_t arriveExpecting(uint32_t barrier, uint32_t bytes) {
  uint64_t state;
  asm volatile("mbarrier.arrive.expect_tx.shared::cta.b64 %0, [%1], %2;"
               : "=l"(state)
               : "r"(barrier), "r"(bytes)
               : "memory");
  return state;
}

__device__ inline bool hasPassed(uint32_t barrier, uint32_t parity) {
  uint32_t passed;
  asm volatile("{ .reg .pred p; mbarrier.test_wait.parity.shared::cta.b64 p, "
               "[%1], %2; selp.u32 %0, 1, 0, p; }"
               : "=r"(passed)
               : "r"(barrier), "r"(parity)
               : "memory");
  return passed;
}

/// Whether the phase of that parity ended before about a second.
__device__ inline bool waitBounded(uint32_t barrier, uint32_t parity) {
  for (long long start = clock64(); clock64() - start < (1ll << 30);)
    if (hasPassed(barrier, parity))
      return true;
  return false;
}

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_BARRIER_CUH
