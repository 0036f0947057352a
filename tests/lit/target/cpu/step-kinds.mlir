// RUN: gnet-opt %s --convert-gnk-to-llvm | FileCheck %s

// What a profile calls a convolution tells whether its channels are divided
// into groups, and whether each is one of its own.
func.func @net(%gray: !gnk.buffer<1x1x8x8, nchw>,
               %output: !gnk.buffer<1x8x8x8, nchw>)
    attributes {gn.input = {order = "gray", scale = 1.0 : f64,
                            mean = array<f64: 0.0>,
                            stddev = array<f64: 1.0>},
                gnk.arena_bytes = 4096 : i64} {
  // CHECK-DAG: ("conv 3x3\00")
  %w0 = gn.parameter "a.weight" : tensor<8x1x3x3xf32>
  %a = gnk.alloc at 0 : !gnk.buffer<1x8x8x8, nchw>
  gnk.conv %gray, %w0 into %a strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] : !gnk.buffer<1x1x8x8, nchw>, tensor<8x1x3x3xf32> into !gnk.buffer<1x8x8x8, nchw> loc("a")
  // CHECK-DAG: ("grouped 5x5\00")
  %w1 = gn.parameter "b.weight" : tensor<8x4x5x5xf32>
  %b = gnk.alloc at 2048 : !gnk.buffer<1x8x8x8, nchw>
  gnk.conv %a, %w1 into %b strides [1, 1] padding [2, 2, 2, 2] dilations [1, 1] groups 2 : !gnk.buffer<1x8x8x8, nchw>, tensor<8x4x5x5xf32> into !gnk.buffer<1x8x8x8, nchw> loc("b")
  // CHECK-DAG: ("depthwise 3x3\00")
  %w2 = gn.parameter "c.weight" : tensor<8x1x3x3xf32>
  gnk.conv %b, %w2 into %output strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1] groups 8 : !gnk.buffer<1x8x8x8, nchw>, tensor<8x1x3x3xf32> into !gnk.buffer<1x8x8x8, nchw> loc("c")
  return
}
