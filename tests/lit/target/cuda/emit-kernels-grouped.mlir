// RUN: gnet-opt %s --gnk-emit-cuda-kernels --split-input-file | FileCheck %s

// Depthwise: a thread has four channels of a pixel, and loads four weights a
// tap. No tap outside is read.
// CHECK-LABEL: func.func @depthwise
// CHECK: #gnk.launch<@grouped0, grid [2, 1, 1], images 0, block [128, 1, 1]>
// CHECK: gpu.func @grouped0
// The bias begins the sum.
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: scf.for
// CHECK: scf.for
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: math.fma {{.*}} : vector<4xf32>
// CHECK: llvm.call_intrinsic "llvm.maxnum"
// CHECK: llvm.store {{.*}} {alignment = 16 : i64} : vector<4xf32>, !llvm.ptr<1>
func.func @depthwise(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<16x1x3x3xf32>
  %bias = gn.parameter "b" : tensor<16xf32>
  %p = gnk.pack %w at 0 : tensor<16x1x3x3xf32>
      to tensor<16x1x3x3xf32, #gnk.packed<[1] x 16, inputs 1>>
  %q = gnk.pack %bias at 576 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  %a = gnk.alloc at 0 : <1x16x7x7, nChw16c>
  %b = gnk.alloc at 3136 : <1x16x7x7, nChw16c>
  gnk.conv %a, %p bias %q into %b strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] groups 16 activation relu
      {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c>}
      : <1x16x7x7, nChw16c>, tensor<16x1x3x3xf32, #gnk.packed<[1] x 16, inputs 1>>, tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> into <1x16x7x7, nChw16c>
  return
}

// -----

// Groups of eight channels: each input of a group is multiplied by the weights
// of four outputs.
// CHECK-LABEL: func.func @groups_of_eight
// CHECK: gpu.func @grouped0
// CHECK: scf.for
// CHECK: scf.for
// CHECK: scf.for
// CHECK: llvm.load {{.*}} : !llvm.ptr<1> -> f32
// CHECK: vector.broadcast {{.*}} : f32 to vector<4xf32>
// CHECK: llvm.load {{.*}} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: math.fma {{.*}} : vector<4xf32>
func.func @groups_of_eight(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<16x8x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x8x3x3xf32>
      to tensor<16x8x3x3xf32, #gnk.packed<[1] x 16, inputs 8>>
  %a = gnk.alloc at 0 : <1x16x7x7, nChw16c>
  %b = gnk.alloc at 3136 : <1x16x7x7, nChw16c>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] groups 2
      {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c>}
      : <1x16x7x7, nChw16c>, tensor<16x8x3x3xf32, #gnk.packed<[1] x 16, inputs 8>> into <1x16x7x7, nChw16c>
  return
}
