//===- TensorCopies.cuh - cp.async.bulk.tensor ----------------------------===//
#include "Barrier.cuh"
#include "Recorder.cuh"
#include "TensorMap.cuh"

namespace gnet::gpu::golden {

/// What shared memory is read back after a copy, from an address that is a
/// multiple of 1024.
constexpr int windowWords = 4096;

struct Coordinates {
  int at[5];
  uint16_t offsets[3];
};

template <int Rank, bool Im2col>
__device__ void load(uint32_t to, const CUtensorMap *map, const Coordinates &c,
                     uint32_t barrier) {
#define GNET_LOAD(rank, mode, list, ...)                                       \
  asm volatile("cp.async.bulk.tensor." rank ".shared::cluster.global" mode     \
               ".mbarrier::complete_tx::bytes [%0], [%1, " list ";" ::"r"(to), \
               "l"(reinterpret_cast<uint64_t>(map)), "r"(barrier), __VA_ARGS__ \
               : "memory")
  if constexpr (Im2col && Rank == 3)
    GNET_LOAD("3d", ".im2col", "{%3,%4,%5}], [%2], {%6}", "r"(c.at[0]),
              "r"(c.at[1]), "r"(c.at[2]), "h"(c.offsets[0]));
  else if constexpr (Im2col)
    GNET_LOAD("4d", ".im2col", "{%3,%4,%5,%6}], [%2], {%7,%8}", "r"(c.at[0]),
              "r"(c.at[1]), "r"(c.at[2]), "r"(c.at[3]), "h"(c.offsets[0]),
              "h"(c.offsets[1]));
  else if constexpr (Rank == 1)
    GNET_LOAD("1d", ".tile", "{%3}], [%2]", "r"(c.at[0]));
  else if constexpr (Rank == 2)
    GNET_LOAD("2d", ".tile", "{%3,%4}], [%2]", "r"(c.at[0]), "r"(c.at[1]));
  else if constexpr (Rank == 3)
    GNET_LOAD("3d", ".tile", "{%3,%4,%5}], [%2]", "r"(c.at[0]), "r"(c.at[1]),
              "r"(c.at[2]));
  else if constexpr (Rank == 4)
    GNET_LOAD("4d", ".tile", "{%3,%4,%5,%6}], [%2]", "r"(c.at[0]), "r"(c.at[1]),
              "r"(c.at[2]), "r"(c.at[3]));
  else
    GNET_LOAD("5d", ".tile", "{%3,%4,%5,%6,%7}], [%2]", "r"(c.at[0]),
              "r"(c.at[1]), "r"(c.at[2]), "r"(c.at[3]), "r"(c.at[4]));
#undef GNET_LOAD
}

template <int Rank, bool Add>
__device__ void store(const CUtensorMap *map, const Coordinates &c,
                      uint32_t from) {
#define GNET_STORE(instruction, rank, list, ...)                               \
  asm volatile(instruction "." rank ".global.shared::cta" __VA_ARGS__          \
                           ".tile.bulk_group [%0, " list                       \
                           "], [%1];" ::"l"(reinterpret_cast<uint64_t>(map)),  \
               "r"(from), "r"(c.at[0]), "r"(c.at[1]), "r"(c.at[2]),            \
               "r"(c.at[3])                                                    \
               : "memory")
  if constexpr (Add)
    GNET_STORE("cp.reduce.async.bulk.tensor", "2d", "{%2,%3}", ".add");
  else if constexpr (Rank == 2)
    GNET_STORE("cp.async.bulk.tensor", "2d", "{%2,%3}");
  else if constexpr (Rank == 3)
    GNET_STORE("cp.async.bulk.tensor", "3d", "{%2,%3,%4}");
  else
    GNET_STORE("cp.async.bulk.tensor", "4d", "{%2,%3,%4,%5}");
#undef GNET_STORE
}

/// The word after the window says whether the barrier was waited for in vain.
template <int Rank, bool Im2col>
__global__ void loadWindow(const __grid_constant__ CUtensorMap map,
                           const Coordinates c, uint32_t offset, uint32_t bytes,
                           uint32_t *out) {
  __shared__ alignas(1024) uint32_t window[windowWords];
  __shared__ uint64_t barrier;
  for (int i = threadIdx.x; i < windowWords; i += blockDim.x)
    window[i] = poison;
  if (threadIdx.x == 0) {
    initBarrier(sharedAddress(&barrier), 1);
    asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  }
  __syncthreads();
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  __syncthreads();
  bool arrived = true;
  if (threadIdx.x == 0) {
    arriveExpecting(sharedAddress(&barrier), bytes);
    load<Rank, Im2col>(sharedAddress(window) + offset, &map, c,
                       sharedAddress(&barrier));
    arrived = waitBounded(sharedAddress(&barrier), 0);
  }
  __syncthreads();
  for (int i = threadIdx.x; i < windowWords; i += blockDim.x)
    out[i] = window[i];
  if (threadIdx.x == 0)
    out[windowWords] = !arrived;
}

template <int Rank, bool Add>
__global__ void storeWindow(const __grid_constant__ CUtensorMap map,
                            const Coordinates c, uint32_t offset,
                            const uint32_t *memory) {
  __shared__ alignas(1024) uint32_t window[windowWords];
  for (int i = threadIdx.x; i < windowWords; i += blockDim.x)
    window[i] = memory[i];
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  __syncthreads();
  if (threadIdx.x == 0) {
    store<Rank, Add>(&map, c, sharedAddress(window) + offset);
    asm volatile("cp.async.bulk.commit_group;" ::: "memory");
    asm volatile("cp.async.bulk.wait_group 0;" ::: "memory");
  }
}

inline Coordinates coordinates(const Case &done) {
  Coordinates c{};
  int i = 0;
  for (int64_t at : done.numbers("at"))
    c.at[i++] = int(at);
  i = 0;
  for (int64_t offset : done.numbers("offsets"))
    c.offsets[i++] = uint16_t(offset);
  return c;
}

template <int Rank, bool Im2col>
std::vector<uint32_t> loaded(const Case &done) {
  DeviceWords memory(bits(done.seed(), tensorWords(done)));
  const CUtensorMap map = encode(done, memory);
  DeviceWords out(windowWords + 1);
  const auto bytes = uint32_t(boxBytes(done));
  const auto offset = uint32_t(done.number("offset"));
  loadWindow<Rank, Im2col>
      <<<1, 128>>>(map, coordinates(done), offset, bytes, out);
  std::vector<uint32_t> words = out.read();
  if (words.back())
    throw Fault{"the barrier was waited for in vain"};
  // Some poison after the box shows where it ends.
  words.resize((offset + bytes + 127) / 128 * 32 + 32);
  return words;
}

/// Global memory is bits(seed); the window's first bytes are the result.
template <int Rank, bool Im2col> void recordLoad(File &file, const Case &done) {
  file.add(done, Keep::Digest, [&] { return loaded<Rank, Im2col>(done); });
}

template <int Rank, bool Add> std::vector<uint32_t> stored(const Case &done) {
  DeviceWords memory(
      std::vector<uint32_t>(tensorWords(done), Add ? 0 : poison));
  const CUtensorMap map = encode(done, memory);
  const DeviceWords window(
      elements(Add ? "integers" : "bits", f32, done.seed(), windowWords));
  const auto offset = uint32_t(done.number("offset"));
  storeWindow<Rank, Add><<<1, 128>>>(map, coordinates(done), offset, window);
  if (Add) // twice, to see a sum
    storeWindow<Rank, Add><<<1, 128>>>(map, coordinates(done), offset, window);
  return memory.read();
}

/// Shared memory is bits(seed), global memory poison (zeros for sums of f32
/// integers); all of global memory is the result.
template <int Rank, bool Add = false>
void recordStore(File &file, const Case &done) {
  file.add(done, Keep::Digest, [&] { return stored<Rank, Add>(done); });
}

} // namespace gnet::gpu::golden
