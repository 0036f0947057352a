// RUN: gnet-opt %s --gnk-emit-cuda-kernels=early=true --lower-cuda-kernels | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-cuda-kernels --lower-cuda-kernels | FileCheck %s --check-prefix=LATE

// A kernel that may begin before the launches before it have ended first waits
// for them, then lets those behind it be launched.
// CHECK: llvm.func @pool0
// CHECK-NOT: llvm.load
// CHECK: llvm.inline_asm has_side_effects {{.*}} "griddepcontrol.wait;", "~{memory}"
// CHECK-NEXT: llvm.inline_asm has_side_effects {{.*}} "griddepcontrol.launch_dependents;", "~{memory}"
// CHECK: llvm.load

// LATE: llvm.func @pool0
// LATE-NOT: griddepcontrol
func.func @net(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %a = gnk.alloc at 0 : <1x16x7x7, nChw16c>
  %b = gnk.alloc at 3136 : <1x16x3x3, nChw16c>
  gnk.pool max %a into %b kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x7x7, nChw16c> into <1x16x3x3, nChw16c>
  return
}
