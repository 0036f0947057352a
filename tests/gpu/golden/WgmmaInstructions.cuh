//===- WgmmaInstructions.cuh - wgmma.mma_async as functions ---------------===//
#ifndef GNET_GPU_GOLDEN_WGMMAINSTRUCTIONS_CUH
#define GNET_GPU_GOLDEN_WGMMAINSTRUCTIONS_CUH

#include <cstdint>

namespace gnet::gpu::golden {

struct F16 {
  static constexpr const char *name = "f16";
  static constexpr int bytes = 2;
};
struct BF16 {
  static constexpr const char *name = "bf16";
  static constexpr int bytes = 2;
};
struct TF32 {
  static constexpr const char *name = "tf32";
  static constexpr int bytes = 4;
};

/// m64nNk16, or k8 of tf32, with accumulators in f32; d is N / 2 of them.
template <typename Type, int N> struct Wgmma;

#define GNET_10(t)                                                             \
  "%" #t "0,%" #t "1,%" #t "2,%" #t "3,%" #t "4,%" #t "5,%" #t "6,%" #t        \
  "7,%" #t "8,%" #t "9,"
#define GNET_30 GNET_10() GNET_10(1) GNET_10(2)
#define GNET_60 GNET_30 GNET_10(3) GNET_10(4) GNET_10(5)
#define GNET_120                                                               \
  GNET_60 GNET_10(6) GNET_10(7) GNET_10(8) GNET_10(9) GNET_10(10) GNET_10(11)

#define GNET_D4(i) "+f"(d[i]), "+f"(d[i + 1]), "+f"(d[i + 2]), "+f"(d[i + 3])
#define GNET_D16(i) GNET_D4(i), GNET_D4(i + 4), GNET_D4(i + 8), GNET_D4(i + 12)
#define GNET_D32(i) GNET_D16(i), GNET_D16(i + 16)
#define GNET_D64(i) GNET_D32(i), GNET_D32(i + 32)
#define GNET_D128(i) GNET_D64(i), GNET_D64(i + 64)

/// `p` is whether to add to d; i0 and on name the operands after d's.
#define GNET_ASM(instruction, list, p, rest)                                   \
  "{ .reg .pred p; setp.ne.b32 p, " p                                          \
  ", 0; wgmma.mma_async.sync.aligned." instruction " {" list "}, " rest "; }"

#define GNET_WGMMA_16(Type, N, type, list, outputs, i0, i1, i2, i3, i4, i5,    \
                      i6, i7, i8)                                              \
  template <> struct Wgmma<Type, N> {                                          \
    template <bool FromRegisters, int TransA, int TransB, int ScaleA,          \
              int ScaleB>                                                      \
    __device__ static void multiply(float (&d)[N / 2], const uint32_t (&a)[4], \
                                    uint64_t descA, uint64_t descB, int add) { \
      if constexpr (FromRegisters)                                             \
        asm volatile(GNET_ASM("m64n" #N "k16.f32." type "." type, list, i5,    \
                              "{" i0 "," i1 "," i2 "," i3 "}," i4 ", p," i6    \
                              "," i7 "," i8)                                   \
                     : outputs                                                 \
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "l"(descB), \
                       "r"(add), "n"(ScaleA), "n"(ScaleB), "n"(TransB));       \
      else                                                                     \
        asm volatile(GNET_ASM("m64n" #N "k16.f32." type "." type, list, i2,    \
                              i0 "," i1 ", p," i3 "," i4 "," i5 "," i6)        \
                     : outputs                                                 \
                     : "l"(descA), "l"(descB), "r"(add), "n"(ScaleA),          \
                       "n"(ScaleB), "n"(TransA), "n"(TransB));                 \
    }                                                                          \
  };

#define GNET_WGMMA_32(Type, N, type, list, outputs, i0, i1, i2, i3, i4, i5,    \
                      i6, i7, i8)                                              \
  template <> struct Wgmma<Type, N> {                                          \
    template <bool FromRegisters, int, int, int ScaleA, int ScaleB>            \
    __device__ static void multiply(float (&d)[N / 2], const uint32_t (&a)[4], \
                                    uint64_t descA, uint64_t descB, int add) { \
      if constexpr (FromRegisters)                                             \
        asm volatile(GNET_ASM("m64n" #N "k8.f32." type "." type, list, i5,     \
                              "{" i0 "," i1 "," i2 "," i3 "}," i4 ", p," i6    \
                              "," i7)                                          \
                     : outputs                                                 \
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "l"(descB), \
                       "r"(add), "n"(ScaleA), "n"(ScaleB));                    \
      else                                                                     \
        asm volatile(GNET_ASM("m64n" #N "k8.f32." type "." type, list, i2,     \
                              i0 "," i1 ", p," i3 "," i4)                      \
                     : outputs                                                 \
                     : "l"(descA), "l"(descB), "r"(add), "n"(ScaleA),          \
                       "n"(ScaleB));                                           \
    }                                                                          \
  };

#define GNET_WGMMA_SIZES(GNET_WGMMA, Type, type)                               \
  GNET_WGMMA(Type, 8, type, "%0,%1,%2,%3", GNET_D4(0), "%4", "%5", "%6", "%7", \
             "%8", "%9", "%10", "%11", "%12")                                  \
  GNET_WGMMA(Type, 64, type, GNET_30 "%30,%31", GNET_D32(0), "%32", "%33",     \
             "%34", "%35", "%36", "%37", "%38", "%39", "%40")                  \
  GNET_WGMMA(Type, 128, type, GNET_60 "%60,%61,%62,%63", GNET_D64(0), "%64",   \
             "%65", "%66", "%67", "%68", "%69", "%70", "%71", "%72")           \
  GNET_WGMMA(Type, 256, type,                                                  \
             GNET_120 "%120,%121,%122,%123,%124,%125,%126,%127", GNET_D128(0), \
             "%128", "%129", "%130", "%131", "%132", "%133", "%134", "%135",   \
             "%136")

GNET_WGMMA_SIZES(GNET_WGMMA_16, F16, "f16")
GNET_WGMMA_SIZES(GNET_WGMMA_16, BF16, "bf16")
GNET_WGMMA_SIZES(GNET_WGMMA_32, TF32, "tf32")

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_WGMMAINSTRUCTIONS_CUH
