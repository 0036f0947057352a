// RUN: gnet-opt %s --gnk-emit-cuda-kernels --split-input-file | FileCheck %s

// Its own channels and the four on either side, where there are any; t^-0.75 is
// made of 1 / sqrt.
// CHECK-LABEL: func.func @lrn
// CHECK: gpu.func @lrn0
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK-COUNT-2: scf.if
// CHECK-NOT: math.log
// CHECK-COUNT-8: llvm.call_intrinsic "llvm.nvvm.rsqrt.approx.f"
// CHECK-NOT: math.log
// CHECK: llvm.store {{.*}} {alignment = 16 : i64} : vector<4xf32>, !llvm.ptr<1>
func.func @lrn(%in: !gnk.buffer<1x32x3x3, nchw>, %out: !gnk.buffer<1x32x3x3, nchw>) {
  %a = gnk.alloc at 0 : <1x32x3x3, nChw16c>
  %b = gnk.alloc at 1152 : <1x32x3x3, nChw16c>
  gnk.lrn %a into %b size 5 alpha 1.0e-4 beta 0.75 k 1.0 {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x32x3x3, nChw16c> into <1x32x3x3, nChw16c>
  return
}

// -----

// Many neighbours are walked over, each a single channel.
// CHECK-LABEL: func.func @wide
// CHECK: gpu.func @lrn0
// CHECK-COUNT-4: scf.for
// CHECK-NOT: rsqrt
func.func @wide(%in: !gnk.buffer<1x32x3x3, nchw>, %out: !gnk.buffer<1x32x3x3, nchw>) {
  %a = gnk.alloc at 0 : <1x32x3x3, nChw16c>
  %b = gnk.alloc at 1152 : <1x32x3x3, nChw16c>
  gnk.lrn %a into %b size 21 alpha 1.0e-4 beta 1.0 k 1.0 {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x32x3x3, nChw16c> into <1x32x3x3, nChw16c>
  return
}
