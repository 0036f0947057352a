// RUN: gnet-opt %s --gnk-emit-cuda-kernels --split-input-file | FileCheck %s

// A vector's largest and then its sum are joined across lanes and, by shared
// memory, across warps.
// CHECK-LABEL: func.func @vector
// CHECK: #gnk.launch<@softmax0, grid [1, 1, 1], images 0, block [64, 1, 1], shared 16>
// CHECK: gpu.func @softmax0
// CHECK: scf.for
// CHECK: llvm.call_intrinsic "llvm.maxnum"
// CHECK-COUNT-5: gpu.shuffle xor
// CHECK: gpu.barrier
// CHECK: scf.for
// CHECK-COUNT-5: gpu.shuffle xor
// CHECK: gpu.barrier
// CHECK: arith.divf
// CHECK: scf.for
func.func @vector(%in: !gnk.buffer<1x40x1x1, nchw>, %out: !gnk.buffer<1x40x1x1, nchw>) {
  gnk.softmax %in into %out {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x40x1x1, nchw> into <1x40x1x1, nchw>
  return
}

// -----

// Of several pixels each is a thread's alone.
// CHECK-LABEL: func.func @pixels
// CHECK: #gnk.launch<@softmax0, grid [2, 1, 1], images 0, block [64, 1, 1]>
// CHECK: gpu.func @softmax0
// CHECK-NOT: gpu.shuffle
// CHECK-NOT: gpu.barrier
// CHECK-COUNT-3: scf.for
func.func @pixels(%in: !gnk.buffer<1x5x9x8, nchw>, %out: !gnk.buffer<1x5x9x8, nchw>) {
  gnk.softmax %in into %out {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x5x9x8, nchw> into <1x5x9x8, nchw>
  return
}
