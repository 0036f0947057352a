//===- Conversions.cuh - Conversions and approximate functions ------------===//
#include "Recorder.cuh"

namespace gnet::gpu::golden {

/// Of one float, or for packed ones of it and the next lane's, as bits.
#define GNET_CONVERSION(name, assembly, constraint, type, ...)                 \
  struct name {                                                                \
    __device__ static uint32_t apply(float x, float y) {                       \
      type r;                                                                  \
      asm volatile(assembly : constraint(r) : __VA_ARGS__);                    \
      return uint32_t(r);                                                      \
    }                                                                          \
  };
#define GNET_UNARY(name, instruction)                                          \
  GNET_CONVERSION(name, instruction " %0, %1;", "=r", uint32_t,                \
                  "r"(__float_as_uint(x)))
#define GNET_FLOAT(name, instruction)                                          \
  GNET_CONVERSION(name,                                                        \
                  "{ .reg .f32 r, s; mov.b32 s, %1; " instruction              \
                  " r, s; mov.b32 %0, r; }",                                   \
                  "=r", uint32_t, "r"(__float_as_uint(x)))
#define GNET_HALF(name, instruction)                                           \
  GNET_CONVERSION(name, instruction " %0, %1;", "=h", uint16_t, "f"(x))
#define GNET_PACKED(name, instruction)                                         \
  GNET_CONVERSION(name, instruction " %0, %1, %2;", "=r", uint32_t, "f"(x),    \
                  "f"(y))

GNET_CONVERSION(CvtRnaTf32, "cvt.rna.tf32.f32 %0, %1;", "=r", uint32_t, "f"(x))
GNET_CONVERSION(CvtRnTf32, "cvt.rn.tf32.f32 %0, %1;", "=r", uint32_t, "f"(x))
GNET_HALF(CvtRnF16, "cvt.rn.f16.f32")
GNET_HALF(CvtRnBf16, "cvt.rn.bf16.f32")
GNET_PACKED(CvtRnF16x2, "cvt.rn.f16x2.f32")
GNET_PACKED(CvtRnBf16x2, "cvt.rn.bf16x2.f32")
GNET_PACKED(CvtRnReluF16x2, "cvt.rn.relu.f16x2.f32")
GNET_PACKED(CvtRnReluBf16x2, "cvt.rn.relu.bf16x2.f32")
GNET_FLOAT(Ex2, "ex2.approx.f32")
GNET_FLOAT(Ex2Ftz, "ex2.approx.ftz.f32")
GNET_FLOAT(Lg2, "lg2.approx.f32")
GNET_FLOAT(Rsqrt, "rsqrt.approx.f32")
GNET_FLOAT(RsqrtFtz, "rsqrt.approx.ftz.f32")
GNET_FLOAT(Sqrt, "sqrt.approx.f32")
GNET_FLOAT(Rcp, "rcp.approx.f32")
GNET_FLOAT(RcpFtz, "rcp.approx.ftz.f32")
GNET_FLOAT(Tanh, "tanh.approx.f32")

template <typename Function>
__global__ void apply(const uint32_t *in, uint32_t *out) {
  const int next = (threadIdx.x + 1) % blockDim.x;
  out[threadIdx.x] = Function::apply(__uint_as_float(in[threadIdx.x]),
                                     __uint_as_float(in[next]));
}

template <typename Function>
void recordFunction(File &file, const char *name, const char *values,
                    uint32_t count) {
  Case done("function");
  done.set("name", name).set("values", values).set("seed", 1);
  DeviceWords in(elements(values, f32, done.seed(), count)), out(count);
  apply<Function><<<1, count>>>(in, out);
  file.add(done, out.read(), Keep::Whole);
}

template <typename Function>
void recordConversion(File &file, const char *name) {
  for (const char *values : {"wide", "bits", "edges"})
    recordFunction<Function>(file, name, values, 128);
}

template <typename Function>
void recordApproximation(File &file, const char *name) {
  recordFunction<Function>(file, name, "near", 256);
  recordFunction<Function>(file, name, "bits", 64);
  recordFunction<Function>(file, name, "edges", 64);
}

void recordConversions(File &file) {
  recordConversion<CvtRnaTf32>(file, "cvt.rna.tf32.f32");
  recordConversion<CvtRnTf32>(file, "cvt.rn.tf32.f32");
  recordConversion<CvtRnF16>(file, "cvt.rn.f16.f32");
  recordConversion<CvtRnBf16>(file, "cvt.rn.bf16.f32");
  recordConversion<CvtRnF16x2>(file, "cvt.rn.f16x2.f32");
  recordConversion<CvtRnBf16x2>(file, "cvt.rn.bf16x2.f32");
  recordConversion<CvtRnReluF16x2>(file, "cvt.rn.relu.f16x2.f32");
  recordConversion<CvtRnReluBf16x2>(file, "cvt.rn.relu.bf16x2.f32");
  recordApproximation<Ex2>(file, "ex2.approx.f32");
  recordApproximation<Ex2Ftz>(file, "ex2.approx.ftz.f32");
  recordApproximation<Lg2>(file, "lg2.approx.f32");
  recordApproximation<Rsqrt>(file, "rsqrt.approx.f32");
  recordApproximation<RsqrtFtz>(file, "rsqrt.approx.ftz.f32");
  recordApproximation<Sqrt>(file, "sqrt.approx.f32");
  recordApproximation<Rcp>(file, "rcp.approx.f32");
  recordApproximation<RcpFtz>(file, "rcp.approx.ftz.f32");
  recordApproximation<Tanh>(file, "tanh.approx.f32");
}

} // namespace gnet::gpu::golden
