// RUN: gnet-opt %s --gnk-fuse-add | FileCheck %s

// The convolution waits for the other branch, which is computed after it.
// CHECK-LABEL: func.func @residual
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x16x3x3, nchw>, %[[OUT:.*]]: !gnk.buffer<1x16x3x3, nchw>)
func.func @residual(%in: !gnk.buffer<1x16x3x3, nchw>,
                    %out: !gnk.buffer<1x16x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  // CHECK: %[[X:.*]] = gnk.alloc
  // CHECK: gnk.reorder %[[IN]] into %[[X]]
  %x = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.reorder %in into %x : <1x16x3x3, nchw> into <1x16x3x3, nChw16c>
  // CHECK-NOT: gnk.conv
  %t = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %w into %t strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x3x3, nChw16c>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  // CHECK: %[[Y:.*]] = gnk.alloc
  // CHECK: gnk.pool max %[[X]] into %[[Y]]
  %y = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.pool max %x into %y kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      : <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK: %[[D:.*]] = gnk.alloc
  // CHECK: gnk.conv %[[X]], %{{.*}} plus %[[Y]] into %[[D]] strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu
  %d = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.add %t, %y into %d activation relu
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK-NOT: gnk.add
  // CHECK: gnk.reorder %[[D]] into %[[OUT]]
  gnk.reorder %d into %out : <1x16x3x3, nChw16c> into <1x16x3x3, nchw>
  return
}

// Of two convolutions the later one adds the other's result.
// CHECK-LABEL: func.func @projected
func.func @projected(%x: !gnk.buffer<1x16x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %v = gn.parameter "v" : tensor<16x16x1x1xf32>
  // CHECK: %[[W:.*]] = gn.parameter "w"
  // CHECK: %[[V:.*]] = gn.parameter "v"
  // CHECK: %[[S:.*]] = gnk.alloc
  // CHECK: gnk.conv %{{.*}}, %[[W]] into %[[S]]
  // CHECK: gnk.conv %{{.*}}, %[[V]] plus %[[S]] into
  %s = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %w into %s strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  %t = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %v into %t strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  %d = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.add %s, %t into %d
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  gnk.softmax %d into %d : <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  return
}

// Depthwise likewise; other groups stay.
// CHECK-LABEL: func.func @groups
func.func @groups(%in: !gnk.buffer<1x16x3x3, nchw>) {
  %x = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.reorder %in into %x : <1x16x3x3, nchw> into <1x16x3x3, nChw16c>
  %s = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.reorder %in into %s : <1x16x3x3, nchw> into <1x16x3x3, nChw16c>
  %d = gn.parameter "d" : tensor<16x1x1x1xf32>
  %g = gn.parameter "g" : tensor<16x8x1x1xf32>
  // CHECK: gnk.conv %{{.*}} plus %{{.*}} into {{.*}} groups 16 activation relu6
  // CHECK-NOT: gnk.add
  %t = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %d into %t strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 16
      : <1x16x3x3, nChw16c>, tensor<16x1x1x1xf32> into <1x16x3x3, nChw16c>
  gnk.add %t, %s into %s activation relu6
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK: gnk.conv {{.*}} groups 2 :
  // CHECK: gnk.add
  %u = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %g into %u strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 2
      : <1x16x3x3, nChw16c>, tensor<16x8x1x1xf32> into <1x16x3x3, nChw16c>
  gnk.add %u, %s into %s
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  return
}

// What someone else reads too, what has an activation, factors, and nchw stay.
// CHECK-LABEL: func.func @stay
func.func @stay(%x: !gnk.buffer<1x16x3x3, nchw>,
                %out: !gnk.buffer<1x16x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %d = gnk.alloc : <1x16x3x3, nChw16c>
  %read = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %w into %read strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  // CHECK: gnk.add
  gnk.add %read, %read into %d
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  %active = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %w into %active strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] activation relu
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  %e = gnk.alloc : <1x16x3x3, nChw16c>
  // CHECK: gnk.add
  gnk.add %d, %active into %e
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  %scaled = gnk.alloc : <1x16x3x3, nChw16c>
  gnk.conv %x, %w into %scaled strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nChw16c>
  %f = gnk.alloc : <1x16x3x3, nChw16c>
  // CHECK: gnk.add
  gnk.add %e, %scaled into %f factors [1.0, 0.17]
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  %plain = gnk.alloc : <1x16x3x3, nchw>
  gnk.conv %x, %w into %plain strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x16x3x3, nchw>, tensor<16x16x1x1xf32> into <1x16x3x3, nchw>
  // CHECK: gnk.add
  gnk.add %x, %plain into %out
      : <1x16x3x3, nchw>, <1x16x3x3, nchw> into <1x16x3x3, nchw>
  return
}

// CHECK: func.func private @declared
func.func private @declared(!gnk.buffer<1x16x3x3, nchw>)
