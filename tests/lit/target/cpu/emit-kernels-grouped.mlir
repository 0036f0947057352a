// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// A depthwise convolution: the weights of a row of the kernel are loaded once,
// each column of the source too, for all pixels that read it. Of 5 columns the
// first is read by pixels 0 and 1, those in the middle by three: 2 + 3 * 3 + 2.
// CHECK-LABEL: func.func @depthwise
// CHECK: items = 0 : i64, items_of_image = 6 : i64
// CHECK: func.func @grouped0(%[[IN:.*]]: memref<480xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<480xf32>, %[[W:.*]]: memref<288xf32>, %[[BIAS:.*]]: memref<32xf32>,
// CHECK: vector.load %[[BIAS]]
// CHECK: %[[SUMS:.*]]:5 = scf.for {{.*}} iter_args(%[[S0:[^ ]*]] = %{{[^ ]*}} %[[S1:[^ ]*]] =
// CHECK: %[[W0:.*]] = vector.load %[[W]]
// CHECK: %[[W1:.*]] = vector.load %[[W]]
// CHECK: %[[W2:.*]] = vector.load %[[W]]
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK-NEXT: vector.fma %[[X]], %[[W0]], %[[S1]]
// CHECK-NEXT: vector.fma %[[X]], %[[W1]], %[[S0]]
// CHECK-COUNT-11: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK: arith.maxnumf
// CHECK-COUNT-5: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
func.func @depthwise(%a: !gnk.buffer<1x20x3x5, nChw16c>,
                     %b: !gnk.buffer<1x20x3x5, nChw16c>) {
  %w = gn.parameter "w" : tensor<20x1x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<20x1x3x3xf32>
      to tensor<20x1x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 1>>
  %c = gn.parameter "c" : tensor<20xf32>
  %q = gnk.pack %c at 1152 : tensor<20xf32>
      to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
  gnk.conv %a, %p bias %q into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] groups 20 activation relu
      {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c>}
      : <1x20x3x5, nChw16c>,
        tensor<20x1x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 1>>,
        tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
      into <1x20x3x5, nChw16c>
  return
}

// -----

// Of groups of 4 channels each lane takes one input after the other.
// CHECK-LABEL: func.func @groups_of_4
// CHECK: func.func @grouped0(%[[IN:[^:]*]]: memref<16xf32>,
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: %[[I0:.*]] = vector.shuffle %[[X]], %[[X]] [0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12]
// CHECK: vector.fma %[[I0]]
// CHECK: %[[I1:.*]] = vector.shuffle %[[X]], %[[X]] [1, 1, 1, 1, 5, 5, 5, 5, 9, 9, 9, 9, 13, 13, 13, 13]
// CHECK: vector.fma %[[I1]]
// CHECK: %[[I2:.*]] = vector.shuffle %[[X]], %[[X]] [2, 2
// CHECK: %[[I3:.*]] = vector.shuffle %[[X]], %[[X]] [3, 3
// CHECK: vector.fma %[[I3]]
// CHECK-NOT: vector.fma
func.func @groups_of_4(%a: !gnk.buffer<1x16x1x1, nChw16c>,
                       %b: !gnk.buffer<1x16x1x1, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x4x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<16x4x1x1xf32>
      to tensor<16x4x1x1xf32, #gnk.packed<[1] x 16, inputs 4>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 4
      {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c>}
      : <1x16x1x1, nChw16c>,
        tensor<16x4x1x1xf32, #gnk.packed<[1] x 16, inputs 4>>
      into <1x16x1x1, nChw16c>
  return
}
