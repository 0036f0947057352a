//===- MmaSync.cuh - mma.sync of a warp -----------------------------------===//
#include "Recorder.cuh"

namespace gnet::gpu::golden {

/// The registers of A are 4, 2 or 1 words a lane, those of B half as many, the
/// accumulators four floats.
#define GNET_MMA(name, instruction, count, operands, ...)                      \
  struct name {                                                                \
    static constexpr int registersA = count;                                   \
    static constexpr int registersB = count / 2;                               \
    __device__ static void multiply(float (&d)[4], const uint32_t *a,          \
                                    const uint32_t *b) {                       \
      asm volatile("mma.sync.aligned." instruction " {%0,%1,%2,%3}, " operands \
                   ", {%0,%1,%2,%3};"                                          \
                   : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])            \
                   : __VA_ARGS__);                                             \
    }                                                                          \
  };
#define GNET_MMA_4(name, instruction)                                          \
  GNET_MMA(name, instruction, 4, "{%4,%5,%6,%7}, {%8,%9}", "r"(a[0]),          \
           "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]))
#define GNET_MMA_2(name, instruction)                                          \
  GNET_MMA(name, instruction, 2, "{%4,%5}, {%6}", "r"(a[0]), "r"(a[1]),        \
           "r"(b[0]))

GNET_MMA_4(F16K16, "m16n8k16.row.col.f32.f16.f16.f32")
GNET_MMA_2(F16K8, "m16n8k8.row.col.f32.f16.f16.f32")
GNET_MMA_4(BF16K16, "m16n8k16.row.col.f32.bf16.bf16.f32")
GNET_MMA_2(BF16K8, "m16n8k8.row.col.f32.bf16.bf16.f32")
GNET_MMA_4(TF32K8, "m16n8k8.row.col.f32.tf32.tf32.f32")
GNET_MMA_2(TF32K4, "m16n8k4.row.col.f32.tf32.tf32.f32")

template <typename Mma>
__global__ void multiply(const uint32_t *a, const uint32_t *b,
                         const uint32_t *c, uint32_t *out) {
  float d[4];
  for (int i = 0; i < 4; ++i)
    d[i] = __uint_as_float(c[threadIdx.x * 4 + i]);
  Mma::multiply(d, a + threadIdx.x * Mma::registersA,
                b + threadIdx.x * Mma::registersB);
  for (int i = 0; i < 4; ++i)
    out[threadIdx.x * 4 + i] = __float_as_uint(d[i]);
}

template <typename Mma> void recordMma(File &file, const char *type, int k) {
  const Format format = formatOf(type);
  for (const char *values :
       {"integers", "near", "wide", "sparse", "tiny", "edges"})
    for (uint32_t seed : {1, 2, 3}) {
      Case done("mma");
      done.set("type", type).set("k", k).set("values", values);
      done.set("seed", seed);
      DeviceWords a(
          elements(values, format, seedA + seed, 32 * Mma::registersA));
      DeviceWords b(
          elements(values, format, seedB + seed, 32 * Mma::registersB));
      DeviceWords c(accumulators(values, seedC + seed, 32 * 4));
      DeviceWords out(32 * 4);
      multiply<Mma><<<1, 32>>>(a, b, c, out);
      file.add(done, out.read(),
               std::string(values) == "integers" ? Keep::Digest : Keep::Whole);
    }
}

void recordMmaSync(File &file) {
  recordMma<F16K16>(file, "f16", 16);
  recordMma<F16K8>(file, "f16", 8);
  recordMma<BF16K16>(file, "bf16", 16);
  recordMma<BF16K8>(file, "bf16", 8);
  recordMma<TF32K8>(file, "tf32", 8);
  recordMma<TF32K4>(file, "tf32", 4);
}

} // namespace gnet::gpu::golden
