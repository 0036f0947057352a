// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// Chunks are copied two stages ahead. Each round waits for its own, for all
// threads, and asks for another; then it multiplies. Splits leave their sums,
// which a second kernel adds up.
// CHECK: #gnk.launch<@tiled0, grid [2, 2, 2], images 0, block [64, 1, 1], shared 13824>, #gnk.launch<@sum1, grid [7, 1, 1], images 0, block [128, 1, 1]>
// CHECK: llvm.mlir.global external @shared() {addr_space = 3 : i32, alignment = 1024 : i64} : !llvm.array<0 x i8>
// CHECK: gpu.func @tiled0
// CHECK: nvvm.cp.async.shared.global {{.*}}, 16, cache = cg
// CHECK: nvvm.cp.async.commit.group
// CHECK: nvvm.cp.async.shared.global {{.*}}, 16, cache = cg
// CHECK: nvvm.cp.async.commit.group
// CHECK: scf.for
// CHECK: nvvm.cp.async.wait.group 1
// CHECK: gpu.barrier
// CHECK: nvvm.cp.async.shared.global {{.*}}, 16, cache = cg
// CHECK: nvvm.cp.async.commit.group
// CHECK: llvm.load {{.*}} : !llvm.ptr<3> -> vector<4xf32>
// CHECK: math.fma {{.*}} : vector<4xf32>
// CHECK: nvvm.cp.async.wait.group 0
// CHECK: gpu.func @sum1
func.func @net(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<64x64x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<64x64x3x3xf32>
      to tensor<64x64x3x3xf32, #gnk.packed<[2, 2] x 16, inputs 16>>
  %a = gnk.alloc at 0 : <1x64x7x7, nChw16c>
  %b = gnk.alloc at 12544 : <1x64x7x7, nChw16c>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] activation relu
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {part = array<i64: 4, 4>, splits = array<i64: 2>, stages = array<i64: 3>, tile = array<i64: 32, 32>}, scratch 6272>}
      : <1x64x7x7, nChw16c>, tensor<64x64x3x3xf32, #gnk.packed<[2, 2] x 16, inputs 16>> into <1x64x7x7, nChw16c>
  return
}
