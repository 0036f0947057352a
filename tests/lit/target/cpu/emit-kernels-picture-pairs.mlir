// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v4 | FileCheck %s --check-prefix=NONE
// RUN: sed 's/, nChw16c, bf16>/, nChw16c>/' %s | gnet-opt --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=NONE
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 --gnk-pack-weights=cpu=znver5 --gnk-emit-kernels=cpu=znver5 | FileCheck %s

// A picture of float32 becomes pairs of bf16, of channels 0 and 1, of 2 and 0,
// in memory that threads share: 20 rows of 24 floats each, for two planes. Not
// where weights alone are bf16 and the result is float32.
// CHOSEN: #gnk.kernel<"direct", nchw to nChw16c, {{.*}}pairs = array<i64: 2>{{.*}}, shared 960>
// NONE: gnk.conv
// NONE-NOT: pairs
// CHECK: func.func @direct0_before
// CHECK: vector.interleave %{{.*}} : vector<16xbf16> -> vector<32xbf16>
// CHECK: func.func @direct0(
// CHECK-SAME: memref<960xf32>
// CHECK: memref.load %{{.*}} : memref<960xf32>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512bf16.dpbf16ps.512"
func.func @net(%a: !gnk.buffer<1x3x20x24, nchw>,
               %b: !gnk.buffer<1x64x10x12, nChw16c, bf16>) {
  %w = gn.parameter "w" : tensor<64x3x7x7xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x3x20x24, nchw>, tensor<64x3x7x7xf32>
      into <1x64x10x12, nChw16c, bf16>
  return
}
