// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// As a product, of squared differences.
// CHECK: #gnk.launch<@rbf0, grid [1, 1, 1], images 0,
// CHECK: gpu.func @rbf0
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: arith.subf {{.*}} : vector<4xf32>
// CHECK: math.fma {{.*}} : vector<4xf32>
// CHECK: gpu.barrier
func.func @net(%in: !gnk.buffer<1x84x1x1, nchw>, %out: !gnk.buffer<1x10x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<10x84xf32>
  %p = gnk.pack %w at 0 : tensor<10x84xf32>
      to tensor<10x84xf32, #gnk.packed<[1] x 16, inputs 1>>
  gnk.rbf %in, %p into %out {gnk.kernel = #gnk.kernel<"rbf", nchw to nchw>}
      : <1x84x1x1, nchw>, tensor<10x84xf32, #gnk.packed<[1] x 16, inputs 1>> into <1x10x1x1, nchw>
  return
}
