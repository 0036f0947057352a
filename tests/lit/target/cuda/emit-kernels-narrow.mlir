// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// Of 16 bits a chunk is 32 deep. Pixels of a type that is not the tile's come
// through registers: all loads of a chunk, the product of another, then stores.
// CHECK: gpu.func @tiled0
// CHECK: scf.for
// CHECK: nvvm.cp.async.wait.group 1
// CHECK: gpu.barrier
// CHECK: nvvm.cp.async.shared.global {{.*}}, 16, cache = cg
// CHECK: nvvm.cp.async.commit.group
// CHECK-COUNT-16: llvm.load {{.*}} : !llvm.ptr<1> -> f32
// CHECK-COUNT-3: nvvm.ldmatrix {{.*}}layout = #nvvm.mma_layout<row>{{.*}}num = 4
// CHECK: nvvm.mma.sync {{.*}}multiplicandAPtxType = #nvvm.mma_type<bf16>
// CHECK: llvm.nvvm.ff2bf16x2.rn
// CHECK: llvm.store {{.*}} : vector<4xi32>, !llvm.ptr<3>
// CHECK: nvvm.cp.async.wait.group 0
// Two sums are stored as a word.
// CHECK: llvm.nvvm.ff2bf16x2.rn
// CHECK: llvm.store {{.*}} : i32, !llvm.ptr<1>

// Pairs of bf16 are loaded as words, whose halves are floats' upper halves.
// CHECK: gpu.func @pool1
// CHECK: llvm.load {{.*}} {alignment = 8 : i64} : !llvm.ptr<1> -> vector<2xi32>
// CHECK: arith.shli
// CHECK: arith.andi
// CHECK: llvm.maxnum
// CHECK: llvm.store {{.*}} {alignment = 8 : i64} : vector<2xi32>, !llvm.ptr<1>

// A reorder converts.
// CHECK: gpu.func @reorder2
// CHECK: llvm.load {{.*}} : !llvm.ptr<1> -> vector<2xi32>
// CHECK: llvm.store {{.*}} : f32, !llvm.ptr<1>
func.func @net(%in: !gnk.buffer<1x3x18x18, nchw>, %out: !gnk.buffer<1x32x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<32x3x3x3xf32>
      to tensor<32x3x3x3xbf16, #gnk.packed<[2] x 16, inputs 3, together 32>>
  %a = gnk.alloc at 0 : <1x32x16x16, nChw16c, bf16>
  gnk.conv %in, %p into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nchw to nChw16c, {bf16 = array<i64: 1>, part = array<i64: 32, 16>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 64, 32>}>}
      : <1x3x18x18, nchw>, tensor<32x3x3x3xbf16, #gnk.packed<[2] x 16, inputs 3, together 32>> into <1x32x16x16, nChw16c, bf16>
  %b = gnk.alloc at 16384 : <1x32x7x7, nChw16c, bf16>
  gnk.pool max %a into %b kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x32x16x16, nChw16c, bf16> into <1x32x7x7, nChw16c, bf16>
  gnk.reorder %b into %out {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x32x7x7, nChw16c, bf16> into <1x32x7x7, nchw>
  return
}
