// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// A thread has a group of channels of a pixel: single floats from planes, four
// vectors into a block. What fills up the last group is zeros.
// CHECK: gpu.func @reorder0
// CHECK-COUNT-4: scf.if
// CHECK: llvm.store {{.*}} {alignment = 16 : i64} : vector<4xf32>, !llvm.ptr<1>
// CHECK-COUNT-3: llvm.store {{.*}} {alignment = 16 : i64} : vector<4xf32>, !llvm.ptr<1>
// And back, without those.
// CHECK: gpu.func @reorder1
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: scf.if
// CHECK: llvm.store {{.*}} {alignment = 4 : i64} : f32, !llvm.ptr<1>
func.func @net(%in: !gnk.buffer<1x20x3x3, nchw>, %out: !gnk.buffer<1x20x3x3, nchw>) {
  %a = gnk.alloc at 0 : <1x20x3x3, nChw16c>
  gnk.reorder %in into %a {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x3x3, nchw> into <1x20x3x3, nChw16c>
  gnk.reorder %a into %out {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x3x3, nChw16c> into <1x20x3x3, nchw>
  return
}
