//===- Wgmma.cuh - wgmma.mma_async of a warpgroup -------------------------===//
#include "Recorder.cuh"
#include "WgmmaInstructions.cuh"

namespace gnet::gpu::golden {

/// Shared memory is filled whole, so that any descriptor finds elements there.
constexpr size_t filledBytes = 96 * 1024;

/// Where an operand lies in shared memory, in bytes; the address is from the
/// start of the filled memory, which is a multiple of 1024.
struct Operand {
  uint32_t address;
  uint32_t leading;
  uint32_t stride;
  uint32_t swizzle;  // 0, 32, 64 or 128
  uint32_t base = 0; // field 49-51
  uint32_t advance;  // of the address, a step
  uint32_t transposed = 0;
};

struct Steps {
  Operand a;
  Operand b;
  uint32_t count;
  uint32_t scaleD; // of the first step; 1 after it
};

__device__ inline uint64_t descriptor(const Operand &o, uint32_t memory,
                                      uint32_t step) {
  const uint64_t mode = o.swizzle == 128  ? 1
                        : o.swizzle == 64 ? 2
                        : o.swizzle == 32 ? 3
                                          : 0;
  const uint64_t address = memory + o.address + step * o.advance;
  return (address & 0x3FFFF) >> 4 | uint64_t(o.leading >> 4 & 0x3FFF) << 16 |
         uint64_t(o.stride >> 4 & 0x3FFF) << 32 | uint64_t(o.base) << 49 |
         mode << 62;
}

/// a: registers of step, thread and number; c and out: of thread and number.
template <typename Type, int N, bool FromRegisters, int TransA, int TransB,
          int ScaleA, int ScaleB>
__global__ void __launch_bounds__(128, 1)
    multiply(const Steps steps, const uint32_t *memory, const uint32_t *a,
             const uint32_t *c, uint32_t *out) {
  extern __shared__ uint32_t dynamic[];
  const uint32_t start = (sharedAddress(dynamic) + 1023) & ~1023u;
  uint32_t *filled = dynamic + (start - sharedAddress(dynamic)) / 4;
  for (uint32_t i = threadIdx.x; i < filledBytes / 4; i += 128)
    filled[i] = memory[i];
  float d[N / 2];
  for (int i = 0; i < N / 2; ++i)
    d[i] = __uint_as_float(c[threadIdx.x * (N / 2) + i]);
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
  __syncthreads();
#pragma unroll 1
  for (uint32_t step = 0; step < steps.count; ++step) {
    uint32_t r[4] = {};
    if constexpr (FromRegisters)
      for (int i = 0; i < 4; ++i)
        r[i] = a[(step * 128 + threadIdx.x) * 4 + i];
    asm volatile("wgmma.fence.sync.aligned;" ::: "memory");
    Wgmma<Type, N>::template multiply<FromRegisters, TransA, TransB, ScaleA,
                                      ScaleB>(
        d, r, descriptor(steps.a, start, step),
        descriptor(steps.b, start, step), step ? 1 : steps.scaleD);
    asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory");
    asm volatile("wgmma.wait_group.sync.aligned 0;" ::: "memory");
  }
  for (int i = 0; i < N / 2; ++i)
    out[threadIdx.x * (N / 2) + i] = __float_as_uint(d[i]);
}

inline void describe(Case &done, const std::string &name, const Operand &o) {
  done.set(name, std::vector<int64_t>{o.address, o.leading, o.stride, o.swizzle,
                                      o.base, o.advance, o.transposed});
}

template <typename Type, int N, bool FromRegisters, int TransA = 0,
          int TransB = 0, int ScaleA = 1, int ScaleB = 1>
void recordSteps(File &file, const char *values, uint32_t seed, Operand a,
                 Operand b, uint32_t count, uint32_t scaleD = 1) {
  a.transposed = TransA;
  b.transposed = TransB;
  Case done("wgmma");
  done.set("type", Type::name).set("n", N).set("values", values);
  done.set("seed", seed);
  if (!FromRegisters)
    describe(done, "a", a);
  describe(done, "b", b);
  done.set("steps", count);
  if (!scaleD)
    done.set("scale_d", 0);
  if (ScaleA != 1 || ScaleB != 1)
    done.set("scale_a", ScaleA).set("scale_b", ScaleB);

  const Format format = formatOf(Type::name);
  const size_t words = 128 * (N / 2);
  DeviceWords memory(elements(values, format, seedB + seed, filledBytes / 4));
  DeviceWords registers(
      elements(values, format, seedA + seed, count * 128 * 4));
  DeviceWords c(accumulators(values, seedC + seed, words));
  DeviceWords out(words);
  auto kernel =
      multiply<Type, N, FromRegisters, TransA, TransB, ScaleA, ScaleB>;
  constexpr int size = filledBytes + 1024;
  check(cudaFuncSetAttribute(kernel,
                             cudaFuncAttributeMaxDynamicSharedMemorySize, size),
        "shared memory");
  kernel<<<1, 128, size>>>(Steps{a, b, count, scaleD}, memory, registers, c,
                           out);
  file.add(done, out.read(),
           std::string(values) == "integers" ? Keep::Digest : Keep::Whole);
}

/// A K-major operand at an address; rows of the swizzle's width.
inline Operand kMajor(uint32_t swizzle, uint32_t address) {
  if (swizzle == 0) // 8x16 byte matrices: 128 apart in K, 512 in M or N
    return {address, 128, 512, 0, 0, 256};
  return {address, 16, 8 * swizzle, swizzle, 0, 32};
}

/// An M- or N-major operand at an address: columns of the swizzle's width,
/// 8 of K together, then the next 8 of K, then the next columns.
inline Operand mnMajor(uint32_t swizzle, uint32_t address) {
  if (swizzle == 0) // 16x8 byte matrices: 128 apart in K, 256 in M or N
    return {address, 128, 256, 0, 0, 8192};
  const uint32_t atom = 8 * swizzle;
  return {address, 4 * atom, atom, swizzle, 0, 2 * atom};
}

constexpr uint32_t swizzles[] = {0, 32, 64, 128};
constexpr uint32_t addressA = 0, addressB = 16 * 1024;

/// Every layout of both operands, two steps in their usual layout.
template <typename Type, int N> void recordLayouts(File &file) {
  uint32_t seed = N;
  for (uint32_t swizzle : swizzles) {
    const Operand a = kMajor(swizzle, addressA), b = kMajor(swizzle, addressB);
    recordSteps<Type, N, true>(file, "integers", ++seed, a, b, 2);
    for (uint32_t other : swizzles)
      recordSteps<Type, N, false>(file, "integers", ++seed,
                                  kMajor(other, addressA), b, 2);
    if constexpr (Type::bytes == 2) {
      const Operand ma = mnMajor(swizzle, addressA);
      const Operand nb = mnMajor(swizzle, addressB);
      recordSteps<Type, N, true, 0, 1>(file, "integers", ++seed, a, nb, 2);
      recordSteps<Type, N, false, 1, 0>(file, "integers", ++seed, ma, b, 2);
      recordSteps<Type, N, false, 0, 1>(file, "integers", ++seed, a, nb, 2);
      recordSteps<Type, N, false, 1, 1>(file, "integers", ++seed, ma, nb, 2);
    }
  }
}

/// Offsets that are unlike each other, addresses within a swizzle's pattern,
/// base offsets, leading offsets where they are said to mean nothing.
template <typename Type> void recordOffsets(File &file) {
  constexpr int N = 64;
  uint32_t seed = 1000;
  for (uint32_t swizzle : swizzles) {
    const Operand plain = kMajor(swizzle, addressB);
    Operand b = plain;
    auto record = [&] {
      recordSteps<Type, N, true>(file, "integers", ++seed, plain, b, 3);
      b = plain;
    };
    b.stride = plain.stride + 128;
    record();
    b.stride = plain.stride * 3;
    record();
    b.leading = 4096 + 128;
    record();
    b.leading = 0;
    record();
    b.address += 16;
    record();
    b.address += 128;
    record();
    b.address += 384 + 32;
    record();
    for (uint32_t base : {1, 2, 5, 7}) {
      b.address += 128 * base;
      b.base = base;
      record();
    }
    if constexpr (Type::bytes == 2) {
      const Operand major = mnMajor(swizzle, addressB);
      b = major;
      auto recordMajor = [&] {
        recordSteps<Type, N, true, 0, 1>(file, "integers", ++seed, plain, b, 3);
        b = major;
      };
      b.leading = major.leading + 256;
      recordMajor();
      b.stride = major.stride + 384;
      recordMajor();
      b.leading = 1024;
      b.stride = 8192;
      recordMajor();
      b.address += 32;
      recordMajor();
      b.address += 128 + 64;
      recordMajor();
    }
  }
}

template <typename Type> void recordScales(File &file) {
  const Operand a = kMajor(128, addressA), b = kMajor(128, addressB);
  recordSteps<Type, 64, false>(file, "integers", 1, a, b, 2, 0);
  recordSteps<Type, 64, true>(file, "integers", 2, a, b, 1, 0);
  recordSteps<Type, 64, false, 0, 0, -1, 1>(file, "integers", 3, a, b, 2);
  recordSteps<Type, 64, true, 0, 0, 1, -1>(file, "integers", 4, a, b, 2);
}

template <typename Type> void recordRounding(File &file) {
  const Operand a = kMajor(128, addressA), b = kMajor(128, addressB);
  for (const char *values : {"near", "wide", "sparse", "tiny", "edges"})
    for (uint32_t steps : {1, 2})
      recordSteps<Type, 8, true>(file, values, steps, a, b, steps);
}

void recordWgmmaLayouts(File &file) {
  auto record = [&]<typename Type>(Type) {
    recordLayouts<Type, 8>(file);
    recordLayouts<Type, 64>(file);
    recordLayouts<Type, 128>(file);
    recordLayouts<Type, 256>(file);
  };
  record(F16());
  record(BF16());
  record(TF32());
}

void recordWgmmaOffsets(File &file) {
  recordOffsets<F16>(file);
  recordOffsets<BF16>(file);
  recordOffsets<TF32>(file);
}

void recordWgmmaNumbers(File &file) {
  auto record = [&]<typename Type>(Type) {
    recordScales<Type>(file);
    recordRounding<Type>(file);
  };
  record(F16());
  record(BF16());
  record(TF32());
}

} // namespace gnet::gpu::golden
