//===- MatrixMoves.cuh - ldmatrix, stmatrix and movmatrix -----------------===//
#include "Recorder.cuh"

namespace gnet::gpu::golden {

constexpr int loadedRows = 256; // of 16 bytes, in shared memory

template <int Count, bool Transposed>
__device__ void loadMatrices(uint32_t (&r)[4], uint32_t address) {
  if constexpr (Count == 1 && !Transposed)
    asm volatile("ldmatrix.sync.aligned.m8n8.x1.shared.b16 {%0}, [%1];"
                 : "=r"(r[0])
                 : "r"(address)
                 : "memory");
  else if constexpr (Count == 1)
    asm volatile("ldmatrix.sync.aligned.m8n8.x1.trans.shared.b16 {%0}, [%1];"
                 : "=r"(r[0])
                 : "r"(address)
                 : "memory");
  else if constexpr (Count == 2 && !Transposed)
    asm volatile("ldmatrix.sync.aligned.m8n8.x2.shared.b16 {%0,%1}, [%2];"
                 : "=r"(r[0]), "=r"(r[1])
                 : "r"(address)
                 : "memory");
  else if constexpr (Count == 2)
    asm volatile("ldmatrix.sync.aligned.m8n8.x2.trans.shared.b16 {%0,%1}, [%2];"
                 : "=r"(r[0]), "=r"(r[1])
                 : "r"(address)
                 : "memory");
  else if constexpr (!Transposed)
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3])
                 : "r"(address)
                 : "memory");
  else
    asm volatile(
        "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0,%1,%2,%3}, [%4];"
        : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3])
        : "r"(address)
        : "memory");
}

template <int Count, bool Transposed>
__device__ void storeMatrices(const uint32_t (&r)[4], uint32_t address) {
  if constexpr (Count == 1 && !Transposed)
    asm volatile(
        "stmatrix.sync.aligned.m8n8.x1.shared.b16 [%0], {%1};" ::"r"(address),
        "r"(r[0])
        : "memory");
  else if constexpr (Count == 1)
    asm volatile(
        "stmatrix.sync.aligned.m8n8.x1.trans.shared.b16 [%0], {%1};" ::"r"(
            address),
        "r"(r[0])
        : "memory");
  else if constexpr (Count == 2 && !Transposed)
    asm volatile(
        "stmatrix.sync.aligned.m8n8.x2.shared.b16 [%0], {%1,%2};" ::"r"(
            address),
        "r"(r[0]), "r"(r[1])
        : "memory");
  else if constexpr (Count == 2)
    asm volatile(
        "stmatrix.sync.aligned.m8n8.x2.trans.shared.b16 [%0], {%1,%2};" ::"r"(
            address),
        "r"(r[0]), "r"(r[1])
        : "memory");
  else if constexpr (!Transposed)
    asm volatile(
        "stmatrix.sync.aligned.m8n8.x4.shared.b16 [%0], {%1,%2,%3,%4};" ::"r"(
            address),
        "r"(r[0]), "r"(r[1]), "r"(r[2]), "r"(r[3])
        : "memory");
  else
    asm volatile("stmatrix.sync.aligned.m8n8.x4.trans.shared.b16 [%0], "
                 "{%1,%2,%3,%4};" ::"r"(address),
                 "r"(r[0]), "r"(r[1]), "r"(r[2]), "r"(r[3])
                 : "memory");
}

template <int Count, bool Transposed>
__global__ void load(const uint32_t *memory, const uint32_t *rows,
                     uint32_t *out) {
  __shared__ alignas(128) uint32_t shared[loadedRows * 4];
  for (int i = threadIdx.x; i < loadedRows * 4; i += 32)
    shared[i] = memory[i];
  __syncwarp();
  uint32_t r[4];
  loadMatrices<Count, Transposed>(r, sharedAddress(shared) +
                                         rows[threadIdx.x] * 16);
  for (int i = 0; i < Count; ++i)
    out[threadIdx.x * Count + i] = r[i];
}

template <int Count, bool Transposed>
__global__ void store(const uint32_t *registers, const uint32_t *rows,
                      uint32_t *out) {
  __shared__ alignas(128) uint32_t shared[32 * 4];
  for (int i = threadIdx.x; i < 32 * 4; i += 32)
    shared[i] = poison;
  __syncwarp();
  uint32_t r[4];
  for (int i = 0; i < Count; ++i)
    r[i] = registers[threadIdx.x * Count + i];
  storeMatrices<Count, Transposed>(r, sharedAddress(shared) +
                                          rows[threadIdx.x] * 16);
  __syncwarp();
  for (int i = threadIdx.x; i < 32 * 4; i += 32)
    out[i] = shared[i];
}

__global__ void move(const uint32_t *registers, uint32_t *out) {
  uint32_t r;
  asm volatile("movmatrix.sync.aligned.m8n8.trans.b16 %0, %1;"
               : "=r"(r)
               : "r"(registers[threadIdx.x]));
  out[threadIdx.x] = r;
}

/// Loads take the rows hash(seedB + seed, lane) % 256; stores the rows
/// (13 lane + seed) % 32, each once. Memory and registers are bits(seed).
template <int Count, bool Transposed> void recordMoves(File &file) {
  for (uint32_t seed : {1, 2}) {
    std::vector<uint32_t> any(32), each(32);
    for (uint32_t lane = 0; lane < 32; ++lane) {
      any[lane] = hash(seedB + seed, lane) % loadedRows;
      each[lane] = (13 * lane + seed) % 32;
    }
    Case done("ldmatrix");
    done.set("count", Count).set("transposed", Transposed).set("seed", seed);
    DeviceWords memory(bits(seed, loadedRows * 4)), loaded(32 * Count);
    load<Count, Transposed><<<1, 32>>>(memory, DeviceWords(any), loaded);
    file.add(done, loaded.read(), Keep::Whole);

    Case stores("stmatrix");
    stores.set("count", Count).set("transposed", Transposed).set("seed", seed);
    DeviceWords registers(bits(seed, 32 * Count)), stored(32 * 4);
    store<Count, Transposed><<<1, 32>>>(registers, DeviceWords(each), stored);
    file.add(stores, stored.read(), Keep::Whole);
  }
}

void recordMatrixMoves(File &file) {
  recordMoves<1, false>(file);
  recordMoves<1, true>(file);
  recordMoves<2, false>(file);
  recordMoves<2, true>(file);
  recordMoves<4, false>(file);
  recordMoves<4, true>(file);
  DeviceWords moved(32);
  move<<<1, 32>>>(DeviceWords(bits(1, 32)), moved);
  file.add(Case("movmatrix").set("seed", 1), moved.read(), Keep::Whole);
}

} // namespace gnet::gpu::golden
