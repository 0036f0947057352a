// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=CHOSEN
// RUN: sed 's/x3x/x4x/g' %s | gnet-opt --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=NONE
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 --gnk-pack-weights=cpu=znver5 --gnk-emit-kernels=cpu=znver5 | FileCheck %s

// A picture's bytes are copied, the channels of a pixel side by side: 25 rows of
// 15 times 6 bytes. The 21 of a filter's row are six quads, those of four
// channels are quads by themselves.
// CHOSEN: #gnk.kernel<"direct", nchw to nChw16c, {{.*}}runs = array<i64: 6>{{.*}}, shared 563>
// NONE: gnk.conv
// NONE-NOT: runs
// CHECK: gnk.pack {{.*}}#gnk.packed<{{.*}}inputs 24, phases [1, 7], quads>
// CHECK: func.func @direct0_before
// CHECK: vector.load {{.*}} vector<16xi8>
// CHECK: vector.shuffle {{.*}} : vector<32xi8>, vector<32xi8>
// CHECK: llvm.store {{.*}} : vector<48xi8>, !llvm.ptr
// CHECK: func.func @direct0(
// CHECK-SAME: memref<563xf32>
// CHECK: llvm.load {{.*}} {alignment = 1 : i64} : !llvm.ptr -> f32
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"
func.func @net(%a: !gnk.buffer<1x3x20x24, nchw, !quant.uniform<u8:f32, 0.5:7>>,
               %b: !gnk.buffer<1x64x10x12, nChw16c, !quant.uniform<u8:f32, 0.25>>) {
  %w = gn.parameter "w" : tensor<64x3x7x7xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1] {gnk.weight_type = i8}
      : <1x3x20x24, nchw, !quant.uniform<u8:f32, 0.5:7>>, tensor<64x3x7x7xf32>
      into <1x64x10x12, nChw16c, !quant.uniform<u8:f32, 0.25>>
  return
}
