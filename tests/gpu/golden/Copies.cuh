//===- Copies.cuh - cp.async and cp.async.bulk ----------------------------===//
#include "Barrier.cuh"
#include "Recorder.cuh"

namespace gnet::gpu::golden {

/// Each lane copies `Bytes` bytes, of which it reads `taken`, from 16 bytes
/// apart to 32 bytes apart.
template <int Bytes, bool CacheGlobal>
__global__ void copyAsync(const uint32_t *memory, uint32_t taken,
                          uint32_t *out) {
  __shared__ alignas(128) uint32_t shared[32 * 8];
  for (int i = 0; i < 8; ++i)
    shared[threadIdx.x * 8 + i] = poison;
  const uint32_t to = sharedAddress(shared) + threadIdx.x * 32;
  const uint32_t *from = memory + threadIdx.x * 4;
  const uint32_t bytes = threadIdx.x % 2 ? taken : Bytes;
  if constexpr (CacheGlobal)
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to),
                 "l"(from), "r"(bytes)
                 : "memory");
  else
    asm volatile("cp.async.ca.shared.global [%0], [%1], %2, %3;" ::"r"(to),
                 "l"(from), "n"(Bytes), "r"(bytes)
                 : "memory");
  asm volatile("cp.async.commit_group;" ::: "memory");
  asm volatile("cp.async.wait_group 0;" ::: "memory");
  for (int i = 0; i < 8; ++i)
    out[threadIdx.x * 8 + i] = shared[threadIdx.x * 8 + i];
}

constexpr int bulkWords = 1024;

/// Out: shared memory, then whether the copy never ended.
__global__ void copyBulk(const uint32_t *memory, uint32_t from, uint32_t to,
                         uint32_t bytes, uint32_t *out) {
  __shared__ alignas(128) uint32_t shared[bulkWords];
  __shared__ uint64_t barrier;
  for (int i = threadIdx.x; i < bulkWords; i += 32)
    shared[i] = poison;
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  __syncwarp();
  if (threadIdx.x == 0) {
    initBarrier(sharedAddress(&barrier), 1);
    asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
    arriveExpecting(sharedAddress(&barrier), bytes);
    asm volatile(
        "cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::"
        "bytes [%0], [%1], %2, [%3];" ::"r"(sharedAddress(shared) + to),
        "l"(reinterpret_cast<const char *>(memory) + from), "r"(bytes),
        "r"(sharedAddress(&barrier))
        : "memory");
    out[bulkWords] = !waitBounded(sharedAddress(&barrier), 0);
  }
  __syncwarp();
  for (int i = threadIdx.x; i < bulkWords; i += 32)
    out[i] = shared[i];
}

template <bool Add>
__global__ void storeBulk(const uint32_t *memory, uint32_t from, uint32_t to,
                          uint32_t bytes, uint32_t *out) {
  __shared__ alignas(128) uint32_t shared[bulkWords];
  for (int i = threadIdx.x; i < bulkWords; i += 32)
    shared[i] = memory[i];
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  __syncwarp();
  if (threadIdx.x != 0)
    return;
  if constexpr (Add)
    asm volatile("cp.reduce.async.bulk.global.shared::cta.bulk_group.add.f32 "
                 "[%0], [%1], %2;" ::"l"(reinterpret_cast<char *>(out) + to),
                 "r"(sharedAddress(shared) + from), "r"(bytes)
                 : "memory");
  else
    asm volatile("cp.async.bulk.global.shared::cta.bulk_group [%0], [%1], "
                 "%2;" ::"l"(reinterpret_cast<char *>(out) + to),
                 "r"(sharedAddress(shared) + from), "r"(bytes)
                 : "memory");
  asm volatile("cp.async.bulk.commit_group;" ::: "memory");
  asm volatile("cp.async.bulk.wait_group 0;" ::: "memory");
}

template <int Bytes, bool CacheGlobal = false> void recordAsync(File &file) {
  for (uint32_t taken = 0; taken <= Bytes; taken += Bytes > 4 ? 3 : 1) {
    Case done("cp.async");
    done.set("bytes", Bytes).set("taken", taken).set("seed", taken + 1);
    DeviceWords memory(bits(done.seed(), 32 * 4)), out(32 * 8);
    copyAsync<Bytes, CacheGlobal><<<1, 32>>>(memory, taken, out);
    file.add(done, out.read(), Keep::Digest);
  }
}

void recordCopies(File &file) {
  recordAsync<4>(file);
  recordAsync<8>(file);
  recordAsync<16>(file);
  recordAsync<16, true>(file);
  uint32_t seed = 0;
  for (uint32_t bytes : {16, 48, 1024, 4080}) {
    const uint32_t from = 4096 - bytes - (bytes < 2000 ? 32 : 0), to = 16;
    Case done("cp.async.bulk");
    done.set("from", from).set("to", to).set("bytes", bytes);
    done.set("seed", ++seed);
    DeviceWords memory(bits(seed, bulkWords)), out(bulkWords + 1);
    copyBulk<<<1, 32>>>(memory, from, to, bytes, out);
    std::vector<uint32_t> words = out.read();
    if (words.back())
      std::fprintf(stderr, "record: no end of %s\n", done.line().c_str());
    words.pop_back();
    file.add(done.set("direction", "load"), words, Keep::Digest);

    DeviceWords stored(bulkWords);
    storeBulk<false><<<1, 32>>>(memory, from, to, bytes, stored);
    file.add(done.set("direction", "store"), stored.read(), Keep::Digest);

    // Twice onto zeros.
    DeviceWords terms(elements("integers", f32, seed, bulkWords));
    DeviceWords sums(std::vector<uint32_t>(bulkWords, 0));
    for (int i = 0; i < 2; ++i)
      storeBulk<true><<<1, 32>>>(terms, from, to, bytes, sums);
    file.add(done.set("direction", "add"), sums.read(), Keep::Digest);
  }
}

} // namespace gnet::gpu::golden
