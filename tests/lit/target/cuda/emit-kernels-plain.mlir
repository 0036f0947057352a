// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s

// A thread has one element: inputs of its group, rows and columns of the filter
// that are inside, one product each.
// CHECK: #gnk.launch<@plain0, grid [9, 1, 1], images 0, block [128, 1, 1]>
// CHECK: gpu.func @plain0
// CHECK-COUNT-3: scf.for
// CHECK: llvm.load {{.*}} : !llvm.ptr<1> -> f32
// CHECK: llvm.load {{.*}} : !llvm.ptr<1> -> f32
// CHECK: math.fma {{.*}} : f32
// CHECK: llvm.store {{.*}} : f32, !llvm.ptr<1>
func.func @net(%in: !gnk.buffer<1x15x9x9, nchw>, %out: !gnk.buffer<1x21x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<21x5x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<21x5x3x3xf32>
      to tensor<21x5x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 1, inputs 1>>
  gnk.conv %in, %p into %out strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] groups 3
      {gnk.kernel = #gnk.kernel<"plain", nchw to nchw>}
      : <1x15x9x9, nchw>, tensor<21x5x3x3xf32, #gnk.packed<[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] x 1, inputs 1>> into <1x21x7x7, nchw>
  return
}
