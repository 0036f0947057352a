// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// A block of threads has 16 outputs. Four weights are asked for before the first
// is needed; sums are joined by shuffles, then through shared memory.
// CHECK: #gnk.launch<@linear0, grid [3, 1, 1], images 0, block [64, 1, 1], shared 128>
// CHECK: gpu.func @linear0
// CHECK: scf.for
// CHECK-COUNT-4: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: scf.yield
// CHECK: scf.for
// CHECK-COUNT-12: gpu.shuffle xor
// CHECK: llvm.store {{.*}} : vector<4xf32>, !llvm.ptr<3>
// CHECK: gpu.barrier
// CHECK: llvm.load {{.*}} : !llvm.ptr<3> -> f32
// The last block has fewer outputs than threads that could store one.
// CHECK: arith.cmpi slt, {{.*}}
// CHECK: scf.if
// CHECK: llvm.call_intrinsic "llvm.maxnum"
// CHECK: llvm.store {{.*}} : f32, !llvm.ptr<1>
func.func @net(%in: !gnk.buffer<1x70x1x1, nchw>, %out: !gnk.buffer<1x40x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<40x70xf32>
  %p = gnk.pack %w at 0 : tensor<40x70xf32>
      to tensor<40x70xf32, #gnk.packed<[1, 1, 1] x 16, inputs 1>>
  gnk.linear %in, %p into %out activation relu
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <1x70x1x1, nchw>, tensor<40x70xf32, #gnk.packed<[1, 1, 1] x 16, inputs 1>> into <1x40x1x1, nchw>
  return
}
