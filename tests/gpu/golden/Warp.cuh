//===- Warp.cuh - Shuffles, votes and reductions of a warp ----------------===//
#include "Recorder.cuh"

namespace gnet::gpu::golden {

#define GNET_SHUFFLE(mode)                                                     \
  asm volatile("{ .reg .pred p; shfl.sync." mode                               \
               ".b32 %0|p, %2, %3, %4, 0xffffffff; selp.u32 %1, 1, 0, p; }"    \
               : "=r"(value), "=r"(inRange)                                    \
               : "r"(in[threadIdx.x]), "r"(lane), "r"(clamp))

/// Out: of each lane the value and whether its source was in range.
__global__ void shuffle(const uint32_t *in, int mode, uint32_t lane,
                        uint32_t clamp, bool vary, uint32_t *out) {
  uint32_t value, inRange;
  if (vary)
    lane = (lane + threadIdx.x * 7) % 32;
  if (mode == 0)
    GNET_SHUFFLE("up");
  else if (mode == 1)
    GNET_SHUFFLE("down");
  else if (mode == 2)
    GNET_SHUFFLE("bfly");
  else
    GNET_SHUFFLE("idx");
  out[2 * threadIdx.x] = value;
  out[2 * threadIdx.x + 1] = inRange;
}

/// Of the lanes in `mask`: ballot of the odd ones, the one elected, whether
/// this is that one, the sum, least and greatest of the values, and them
/// and-ed, or-ed and xor-ed.
__global__ void vote(const uint32_t *in, uint32_t mask, uint32_t *out) {
  if (!(mask >> threadIdx.x & 1))
    return;
  const uint32_t x = in[threadIdx.x];
  uint32_t r[9];
  r[0] = __ballot_sync(mask, x & 1);
  asm volatile("{ .reg .pred p; elect.sync %0|p, %2; selp.u32 %1, 1, 0, p; }"
               : "=r"(r[1]), "=r"(r[2])
               : "r"(mask));
  r[3] = __reduce_add_sync(mask, x);
  r[4] = uint32_t(__reduce_min_sync(mask, int(x)));
  r[5] = uint32_t(__reduce_max_sync(mask, int(x)));
  r[6] = __reduce_and_sync(mask, x);
  r[7] = __reduce_or_sync(mask, x);
  r[8] = __reduce_xor_sync(mask, x);
  for (int i = 0; i < 9; ++i)
    out[9 * threadIdx.x + i] = r[i];
}

void recordWarp(File &file) {
  const char *modes[] = {"up", "down", "bfly", "idx"};
  uint32_t seed = 0;
  for (int mode = 0; mode < 4; ++mode)
    for (uint32_t lane : {1, 3, 16, 31})
      // All of the warp; segments of 8; as the first, clamped at lane 20.
      for (uint32_t clamp :
           {mode == 0 ? 0u : 31u, mode == 0 ? 0x1800u : 0x181Fu, 0x14u})
        for (bool vary : {false, true}) {
          Case done("shfl");
          done.set("mode", modes[mode]).set("lane", lane).set("clamp", clamp);
          done.set("vary", vary).set("seed", ++seed);
          DeviceWords out(64);
          shuffle<<<1, 32>>>(DeviceWords(bits(seed, 32)), mode, lane, clamp,
                             vary, out);
          file.add(done, out.read(), Keep::Digest);
        }
  for (uint32_t mask : {~0u, 0x0F0F0F0Eu, 0x80000000u}) {
    Case done("vote");
    done.set("mask", int64_t(mask)).set("seed", ++seed);
    DeviceWords out(9 * 32);
    vote<<<1, 32>>>(DeviceWords(bits(seed, 32)), mask, out);
    file.add(done, out.read(), Keep::Whole);
  }
}

} // namespace gnet::gpu::golden
