// RUN: gnet-opt %s --gnk-emit-kernels=cpu=znver4 | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=cooperlake | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v4 | FileCheck %s --check-prefix=NONE --implicit-check-not=avx512bf16

// AVX512-BF16 multiplies pairs of inputs with pairs of weights and adds both
// products to float32, and rounds sums. Each pair of weights is multiplied with
// that of both pixels.
// CHECK: func.func @direct0(%[[IN:.*]]: memref<32xbf16>, %{{.*}}, %[[OUT:.*]]: memref<32xbf16>, %[[W:.*]]: memref<256xbf16>
// CHECK: %[[PAIRS:.*]] = vector.load %[[W]]{{.*}} : memref<256xbf16>, vector<32xbf16>
// CHECK: vector.load %[[IN]]{{.*}} : memref<32xbf16>, vector<2xbf16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512bf16.dpbf16ps.512"(%{{.*}}) : (vector<16xf32>, vector<32xbf16>, vector<32xbf16>) -> vector<16xf32>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512bf16.dpbf16ps.512"
// CHECK: %[[NARROW:.*]] = llvm.call_intrinsic "llvm.x86.avx512bf16.cvtneps2bf16.512"(%{{.*}}) : (vector<16xf32>) -> vector<16xbf16>
// CHECK: vector.store %[[NARROW]], %[[OUT]]
// NONE: func.func @direct0
// NONE: vector.fma
// NONE: arith.trunci %{{.*}} : vector<16xi32> to vector<16xi16>
func.func @net(%a: !gnk.buffer<1x16x1x2, nChw16c, bf16>,
               %b: !gnk.buffer<1x16x1x2, nChw16c, bf16>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x1x1xf32>
      to tensor<16x16x1x1xbf16, #gnk.packed<[1] x 16, inputs 16, pairs>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                {tile = array<i64: 2, 1>}>}
      : <1x16x1x2, nChw16c, bf16>,
        tensor<16x16x1x1xbf16, #gnk.packed<[1] x 16, inputs 16, pairs>>
      into <1x16x1x2, nChw16c, bf16>
  return
}
