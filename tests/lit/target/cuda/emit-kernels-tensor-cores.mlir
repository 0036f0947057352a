// RUN: gnet-opt %s --gnk-emit-cuda-kernels --lower-cuda-kernels | FileCheck %s

// Pixels come to the tensor cores by ldmatrix as they are; what is stored is
// rounded to tf32.
// CHECK: llvm.func @tiled0
// CHECK: nvvm.cp.async.shared.global
// CHECK: nvvm.ldmatrix {{.*}}num = 4
// CHECK-NOT: nvvm.convert.float.to.tf32
// CHECK: nvvm.mma.sync {{.*}}shape = #nvvm.shape<m = 16, n = 8, k = 8>
// CHECK: nvvm.convert.float.to.tf32
// CHECK: llvm.store {{.*}} : vector<2xi32>, !llvm.ptr<1>
func.func @net(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<32x32x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<32x32x1x1xf32>
      to tensor<32x32x1x1xtf32, #gnk.packed<[2] x 16, inputs 16, together 16>>
  %a = gnk.alloc at 0 : <1x32x7x7, nChw16c, tf32>
  %b = gnk.alloc at 6272 : <1x32x7x7, nChw16c, tf32>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {part = array<i64: 16, 16>, splits = array<i64: 1>, stages = array<i64: 3>, tf32 = array<i64: 1>, tile = array<i64: 32, 32>}>}
      : <1x32x7x7, nChw16c, tf32>, tensor<32x32x1x1xtf32, #gnk.packed<[2] x 16, inputs 16, together 16>> into <1x32x7x7, nChw16c, tf32>
  return
}
