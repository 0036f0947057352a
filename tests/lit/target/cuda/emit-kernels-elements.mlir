// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// Four channels at a time; a scale and a shift are vectors of their channels.
// CHECK: gpu.func @affine0
// CHECK-COUNT-3: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: math.fma {{.*}} : vector<4xf32>
// CHECK: llvm.store {{.*}} : vector<4xf32>, !llvm.ptr<1>
// CHECK: gpu.func @add1
// CHECK: arith.addf {{.*}} : vector<4xf32>
// CHECK: llvm.call_intrinsic "llvm.maxnum"
// A gate's channel is one float for all pixels.
// CHECK: gpu.func @multiply2
// CHECK: arith.mulf {{.*}} : vector<4xf32>
func.func @net(%in: !gnk.buffer<1x16x3x3, nchw>, %out: !gnk.buffer<1x16x3x3, nchw>) {
  %s = gn.parameter "s" : tensor<16xf32>
  %t = gn.parameter "t" : tensor<16xf32>
  %p = gnk.pack %s at 0 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  %q = gnk.pack %t at 64 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  %a = gnk.alloc at 0 : <1x16x3x3, nChw16c>
  %b = gnk.alloc at 576 : <1x16x3x3, nChw16c>
  %c = gnk.alloc at 1152 : <1x16x3x3, nChw16c>
  %g = gnk.alloc at 1728 : <1x16x1x1, nChw16c>
  gnk.affine %a scale %p shift %q into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <1x16x3x3, nChw16c> scale tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> into <1x16x3x3, nChw16c>
  gnk.add %a, %b into %c activation relu {gnk.kernel = #gnk.kernel<"add">}
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  gnk.multiply %c, %g into %a {gnk.kernel = #gnk.kernel<"multiply">}
      : <1x16x3x3, nChw16c>, <1x16x1x1, nChw16c> into <1x16x3x3, nChw16c>
  return
}
