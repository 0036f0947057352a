// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v4 | FileCheck %s --check-prefix=NONE
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 --gnk-pack-weights=cpu=znver5 --gnk-emit-kernels=cpu=znver5 | FileCheck %s

// With instructions for it, products of tiles of 4 x 4 are of numbers rounded to
// bf16, filters as inputs: transforms of those add and subtract, and lose little.
// CHOSEN: #gnk.kernel<"winograd", {{.*}}form = array<i64: 2, 2>, pairs = array<i64: 8>
// CHOSEN-SAME: gnk.weight_type = bf16
// NONE: gnk.conv
// NONE-NOT: pairs
// CHECK: func.func @winograd0(
// CHECK-SAME: memref<1048576xbf16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512bf16.dpbf16ps.512"
func.func @net(%a: !gnk.buffer<1x256x14x14, nChw16c, bf16>,
               %b: !gnk.buffer<1x256x14x14, nChw16c, bf16>) {
  %w = gn.parameter "w" : tensor<256x256x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x256x14x14, nChw16c, bf16>, tensor<256x256x3x3xf32>
      into <1x256x14x14, nChw16c, bf16>
  return
}
