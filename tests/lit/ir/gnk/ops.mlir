// RUN: gnet-opt %s | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --mlir-print-op-generic | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --emit-bytecode | gnet-opt | FileCheck %s

// CHECK-LABEL: func.func private @types
// CHECK-SAME: !gnk.buffer<2x64x28x28, nchw>, !gnk.buffer<1x17x5x3, nChw16c>
// CHECK-SAME: !gnk.buffer<1x17x5x3, nChw8c>
// CHECK-SAME: !gnk.buffer<2x64x28x28, nChw16c, stride 200704>
// CHECK-SAME: !gnk.buffer<2x3x5x5, nchw>, !gnk.buffer<2x3x5x5, nchw, bf16>
// CHECK-SAME: !gnk.buffer<2x64x28x28, nChw16c, f16, stride 200704>
func.func private @types(
    !gnk.buffer<2x64x28x28, nchw>, !gnk.buffer<1x17x5x3, nChw16c>,
    !gnk.buffer<1x17x5x3, nChw8c>,
    !gnk.buffer<2x64x28x28, nChw16c, stride 200704>,
    !gnk.buffer<2x3x5x5, nchw, f32>, !gnk.buffer<2x3x5x5, nchw, bf16>,
    !gnk.buffer<2x64x28x28, nChw16c, f16, stride 200704>)

// The stride of a dense buffer goes without saying: 32 channels of 5 x 3.
// CHECK-LABEL: func.func private @dense_stride
// CHECK-SAME: (!gnk.buffer<2x17x5x3, nChw16c>)
func.func private @dense_stride(!gnk.buffer<2x17x5x3, nChw16c, stride 480>)

// CHECK-LABEL: func.func @memory
// CHECK-SAME: gnk.arena_bytes = 12288 : i64, gnk.memory = {arena = 12288 : i64, live = 12288 : i64, sum = 12288 : i64}
func.func @memory() attributes {
    gnk.arena_bytes = 12288 : i64,
    gnk.memory = {arena = 12288 : i64, live = 12288 : i64, sum = 12288 : i64}} {
  // CHECK: %[[A:.*]] = gnk.alloc : <2x48x4x4, nChw16c>
  %a = gnk.alloc : <2x48x4x4, nChw16c>
  // CHECK: gnk.alloc at 128 : <2x48x4x4, nchw>
  %b = gnk.alloc at 128 : <2x48x4x4, nchw>
  // CHECK: gnk.slice %[[A]] from 16 : <2x48x4x4, nChw16c> to <2x32x4x4, nChw16c, stride 768>
  %c = gnk.slice %a from 16
      : <2x48x4x4, nChw16c> to <2x32x4x4, nChw16c, stride 768>
  // CHECK: %[[S:.*]] = gnk.slice %{{.*}} from 3 : <2x48x4x4, nchw> to <2x5x4x4, nchw, stride 768>
  %d = gnk.slice %b from 3 : <2x48x4x4, nchw> to <2x5x4x4, nchw, stride 768>
  // CHECK: gnk.flatten %[[S]] : <2x5x4x4, nchw, stride 768> to <2x80x1x1, nchw, stride 768>
  %e = gnk.flatten %d
      : <2x5x4x4, nchw, stride 768> to <2x80x1x1, nchw, stride 768>
  return
}

// The last slice of a blocked buffer may end inside a group of channels.
// CHECK-LABEL: func.func @last_slice
func.func @last_slice(%a: !gnk.buffer<1x20x4x4, nChw16c>) {
  // CHECK: gnk.slice %{{.*}} from 16 : <1x20x4x4, nChw16c> to <1x4x4x4, nChw16c, stride 512>
  %b = gnk.slice %a from 16
      : <1x20x4x4, nChw16c> to <1x4x4x4, nChw16c, stride 512>
  return
}

// CHECK-LABEL: func.func @conv
func.func @conv(%image: !gnk.buffer<2x3x9x9, nchw>,
                %result: !gnk.buffer<2x32x5x5, nChw16c>,
                %grouped: !gnk.buffer<2x32x3x3, nChw16c>) {
  %w = gn.parameter "a.weight" : tensor<32x3x3x3xf32>
  %b = gn.parameter "a.bias" : tensor<32xf32>
  // CHECK: gnk.conv %{{.*}}, %{{.*}} bias %{{.*}} into %{{.*}} strides [2, 2] padding [1, 1, 1, 1] dilations [1, 1] activation relu : <2x3x9x9, nchw>, tensor<32x3x3x3xf32>, tensor<32xf32> into <2x32x5x5, nChw16c>
  gnk.conv %image, %w bias %b into %result strides [2, 2]
      padding [1, 1, 1, 1] dilations [1, 1] activation relu
      : <2x3x9x9, nchw>, tensor<32x3x3x3xf32>, tensor<32xf32>
      into <2x32x5x5, nChw16c>
  %v = gn.parameter "b.weight" : tensor<32x16x2x2xf32>
  // CHECK: gnk.conv %{{.*}}, %{{.*}} into %{{.*}} strides [1, 1] padding [0, 0, 0, 0] dilations [2, 2] groups 2 : <2x32x5x5, nChw16c>, tensor<32x16x2x2xf32> into <2x32x3x3, nChw16c>
  gnk.conv %result, %v into %grouped strides [1, 1] padding [0, 0, 0, 0]
      dilations [2, 2] groups 2
      : <2x32x5x5, nChw16c>, tensor<32x16x2x2xf32> into <2x32x3x3, nChw16c>
  return
}

// CHECK-LABEL: func.func @linear
func.func @linear(%image: !gnk.buffer<2x16x3x3, nChw8c>,
                  %result: !gnk.buffer<2x10x1x1, nchw>) {
  %w = gn.parameter "a.weight" : tensor<10x144xf32>
  %b = gn.parameter "a.bias" : tensor<10xf32>
  // CHECK: gnk.linear %{{.*}}, %{{.*}} bias %{{.*}} into %{{.*}} activation relu : <2x16x3x3, nChw8c>, tensor<10x144xf32>, tensor<10xf32> into <2x10x1x1, nchw>
  gnk.linear %image, %w bias %b into %result activation relu
      : <2x16x3x3, nChw8c>, tensor<10x144xf32>, tensor<10xf32>
      into <2x10x1x1, nchw>
  // CHECK: gnk.linear %{{.*}}, %{{.*}} into %{{.*}} : <2x16x3x3, nChw8c>, tensor<10x144xf32> into <2x10x1x1, nchw>
  gnk.linear %image, %w into %result
      : <2x16x3x3, nChw8c>, tensor<10x144xf32> into <2x10x1x1, nchw>
  return
}

// CHECK-LABEL: func.func @by_channel
func.func @by_channel(%a: !gnk.buffer<2x16x3x3, nChw8c>,
                      %b: !gnk.buffer<2x16x3x3, nChw8c>) {
  %v = gn.parameter "v" : tensor<16xf32>
  // CHECK: gnk.affine %{{.*}} scale %{{.*}} shift %{{.*}} into %{{.*}} activation relu : <2x16x3x3, nChw8c> scale tensor<16xf32> shift tensor<16xf32> into <2x16x3x3, nChw8c>
  gnk.affine %a scale %v shift %v into %b activation relu
      : <2x16x3x3, nChw8c> scale tensor<16xf32> shift tensor<16xf32>
      into <2x16x3x3, nChw8c>
  // CHECK: gnk.affine %{{.*}} shift %{{.*}} into %{{.*}} : <2x16x3x3, nChw8c> shift tensor<16xf32> into <2x16x3x3, nChw8c>
  gnk.affine %a shift %v into %b
      : <2x16x3x3, nChw8c> shift tensor<16xf32> into <2x16x3x3, nChw8c>
  // CHECK: gnk.activation tanh(1.715900e+00, 5.000000e-01) %{{.*}} into %{{.*}} : <2x16x3x3, nChw8c> into <2x16x3x3, nChw8c>
  gnk.activation tanh(1.7159, 0.5) %a into %b
      : <2x16x3x3, nChw8c> into <2x16x3x3, nChw8c>
  return
}

// CHECK-LABEL: func.func @sums
func.func @sums(%a: !gnk.buffer<1x16x3x3, nChw16c>,
                %b: !gnk.buffer<1x16x3x3, nChw16c>,
                %flat: !gnk.buffer<1x9x1x1, nchw>,
                %result: !gnk.buffer<1x5x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %bias = gn.parameter "b" : tensor<16xf32>
  %centres = gn.parameter "c" : tensor<5x9xf32>
  // CHECK: gnk.add %{{.*}}, %{{.*}} into %{{.*}} factors [1.000000e+00, 1.700000e-01] activation relu : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  gnk.add %a, %b into %b factors [1.0, 0.17] activation relu
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK: gnk.add %{{.*}}, %{{.*}} into %{{.*}} : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  gnk.add %a, %b into %b
      : <1x16x3x3, nChw16c>, <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK: gnk.conv %{{.*}}, %{{.*}} bias %{{.*}} plus %{{.*}} into %{{.*}} strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] activation relu : <1x16x3x3, nChw16c>, tensor<16x16x1x1xf32>, tensor<16xf32> plus !gnk.buffer<1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  gnk.conv %a, %w bias %bias plus %b into %b strides [1, 1]
      padding [0, 0, 0, 0] dilations [1, 1] activation relu
      : <1x16x3x3, nChw16c>, tensor<16x16x1x1xf32>, tensor<16xf32>
      plus !gnk.buffer<1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  // CHECK: gnk.rbf %{{.*}}, %{{.*}} into %{{.*}} : <1x9x1x1, nchw>, tensor<5x9xf32> into <1x5x1x1, nchw>
  gnk.rbf %flat, %centres into %result
      : <1x9x1x1, nchw>, tensor<5x9xf32> into <1x5x1x1, nchw>
  return
}

// CHECK-LABEL: func.func @pool
func.func @pool(%a: !gnk.buffer<1x16x8x8, nchw>,
                %floor: !gnk.buffer<1x16x3x3, nchw>,
                %ceil: !gnk.buffer<1x16x4x4, nchw>) {
  // CHECK: gnk.pool max %{{.*}} into %{{.*}} kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x16x8x8, nchw> into <1x16x3x3, nchw>
  gnk.pool max %a into %floor kernel [3, 3] strides [2, 2]
      padding [0, 0, 0, 0] : <1x16x8x8, nchw> into <1x16x3x3, nchw>
  // CHECK: gnk.pool avg %{{.*}} into %{{.*}} kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] : <1x16x8x8, nchw> into <1x16x4x4, nchw>
  gnk.pool avg %a into %ceil kernel [3, 3] strides [2, 2]
      padding [0, 0, 0, 0] : <1x16x8x8, nchw> into <1x16x4x4, nchw>
  // CHECK: gnk.pool avg_count_padding %{{.*}} into %{{.*}} kernel [3, 3] strides [2, 2] padding [1, 1, 0, 0] : <1x16x8x8, nchw> into <1x16x4x4, nchw>
  gnk.pool avg_count_padding %a into %ceil kernel [3, 3] strides [2, 2]
      padding [1, 1, 0, 0] : <1x16x8x8, nchw> into <1x16x4x4, nchw>
  return
}

// CHECK-LABEL: func.func @others
func.func @others(%a: !gnk.buffer<1x16x8x8, nchw>,
                  %b: !gnk.buffer<1x16x8x8, nchw>,
                  %c: !gnk.buffer<1x16x8x8, nChw16c>) {
  // CHECK: gnk.lrn %{{.*}} into %{{.*}} size 5 alpha 1.000000e-04 beta 7.500000e-01 k 2.000000e+00 : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  gnk.lrn %a into %b size 5 alpha 1.0e-4 beta 0.75 k 2.0
      : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  // CHECK: gnk.activation relu %{{.*}} into %{{.*}} : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  gnk.activation relu %a into %b : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  // CHECK: gnk.softmax %{{.*}} into %{{.*}} : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  gnk.softmax %a into %b : <1x16x8x8, nchw> into <1x16x8x8, nchw>
  // CHECK: gnk.reorder %{{.*}} into %{{.*}} : <1x16x8x8, nchw> into <1x16x8x8, nChw16c>
  gnk.reorder %a into %c : <1x16x8x8, nchw> into <1x16x8x8, nChw16c>
  return
}

// CHECK-LABEL: func.func @products
func.func @products(%a: !gnk.buffer<2x20x3x3, nChw16c>,
                    %gate: !gnk.buffer<2x20x1x1, nChw16c>) {
  // CHECK: gnk.multiply %{{.*}}, %{{.*}} into %{{.*}} activation silu : <2x20x3x3, nChw16c>, <2x20x1x1, nChw16c> into <2x20x3x3, nChw16c>
  gnk.multiply %a, %gate into %a activation silu
      : <2x20x3x3, nChw16c>, <2x20x1x1, nChw16c> into <2x20x3x3, nChw16c>
  // CHECK: gnk.multiply %{{.*}}, %{{.*}} into %{{.*}} : <2x20x3x3, nChw16c>, <2x20x3x3, nChw16c> into <2x20x3x3, nChw16c>
  gnk.multiply %a, %a into %a
      : <2x20x3x3, nChw16c>, <2x20x3x3, nChw16c> into <2x20x3x3, nChw16c>
  return
}
