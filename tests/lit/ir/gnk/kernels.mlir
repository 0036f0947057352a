// RUN: gnet-opt %s | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --mlir-print-op-generic | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --emit-bytecode | gnet-opt | FileCheck %s

// Layouts, parameters and scratch memory are printed where there are any.
// CHECK-LABEL: func.func @kernels
// CHECK-SAME: attributes {gnk.packed_bytes = 128 : i64}
func.func @kernels(%a: !gnk.buffer<1x16x2x2, nchw>)
    attributes {gnk.packed_bytes = 128 : i64} {
  // CHECK: {gnk.kernel = #gnk.kernel<"activation">}
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"activation">}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: #gnk.kernel<"a", nchw to nChw16c>
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"a", nchw to nChw16c>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: #gnk.kernel<"b", {tile = array<i64: 7, 3>}>
  gnk.activation relu %a into %a
      {gnk.kernel = #gnk.kernel<"b", {tile = array<i64: 7, 3>}>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: #gnk.kernel<"c", scratch 64>
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"c", scratch 64>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // In whatever order they are given.
  // CHECK: #gnk.kernel<"d", nChw8c to nchw, {form = array<i64: 4, 4>}, scratch 64>
  gnk.activation relu %a into %a
      {gnk.kernel = #gnk.kernel<"d", scratch 64, {form = array<i64: 4, 4>}, nChw8c to nchw>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: #gnk.kernel<"d", scratch 64, shared 8>
  gnk.activation relu %a into %a
      {gnk.kernel = #gnk.kernel<"d", shared 8, scratch 64>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // No scratch memory goes without saying.
  // CHECK: #gnk.kernel<"e">
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"e", scratch 0>}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: {gnk.code = {function = @pool0, items = 0 : i64, items_of_image = 56 : i64}}
  gnk.activation relu %a into %a
      {gnk.code = {function = @pool0, items = 0 : i64, items_of_image = 56 : i64}}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // CHECK: {gnk.code = {before = {function = @b, items = 2 : i64, items_of_image = 0 : i64}, function = @c, items = 1 : i64, items_of_image = 0 : i64}}
  gnk.activation relu %a into %a
      {gnk.code = {before = {function = @b, items = 2 : i64, items_of_image = 0 : i64},
                   function = @c, items = 1 : i64, items_of_image = 0 : i64}}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  return
}

// CHECK-LABEL: func.func @packed
func.func @packed() {
  %bias = gn.parameter "a.bias" : tensor<20xf32>
  %matrix = gn.parameter "a.matrix" : tensor<20x7xf32>
  %filters = gn.parameter "a.weight" : tensor<80x3x3x5xf32>
  %matrices = gn.parameter "b.weight" : tensor<64x32x1x1xf32>
  // CHECK: gnk.pack %{{.*}} at 0 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
  %0 = gnk.pack %bias at 0
      : tensor<20xf32> to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
  // CHECK: gnk.pack %{{.*}} at 128 : tensor<20x7xf32> to tensor<20x7xf32, #gnk.packed<[2, 1] x 8, inputs 4>>
  %1 = gnk.pack %matrix at 128
      : tensor<20x7xf32> to tensor<20x7xf32, #gnk.packed<[2, 1] x 8, inputs 4>>
  // CHECK: tensor<80x3x3x5xf32, #gnk.packed<[3, 2] x 16, inputs 16, taps first>>
  %2 = gnk.pack %filters at 832 : tensor<80x3x3x5xf32>
      to tensor<80x3x3x5xf32, #gnk.packed<[3, 2] x 16, inputs 16, taps first>>
  // CHECK: tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, winograd [4, 2]>>
  %3 = gnk.pack %filters at 832 : tensor<80x3x3x5xf32>
      to tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, winograd [4, 2]>>
  // CHECK: tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, taps first, winograd [4, 2]>>
  %4 = gnk.pack %filters at 832 : tensor<80x3x3x5xf32>
      to tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, winograd [4, 2], taps first>>
  // CHECK: tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 12, winograd [4, 2], phases [2, 2]>>
  %7 = gnk.pack %filters at 832 : tensor<80x3x3x5xf32>
      to tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 12, phases [2, 2], winograd [4, 2]>>
  // CHECK: tensor<64x32x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first, halves>>
  %8 = gnk.pack %matrices at 832 : tensor<64x32x1x1xf32>
      to tensor<64x32x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first, halves>>
  // CHECK: tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, pairs>>
  %6 = gnk.pack %filters at 832 : tensor<80x3x3x5xf32>
      to tensor<80x3x3x5xf32, #gnk.packed<[5] x 16, inputs 16, pairs>>
  // There can be more groups than outputs, which are zeros then.
  // CHECK: gnk.pack %{{.*}} at 832 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[4] x 16, inputs 1>>
  %5 = gnk.pack %bias at 832
      : tensor<20xf32> to tensor<20xf32, #gnk.packed<[4] x 16, inputs 1>>
  return
}

// A matrix of three bytes each, which ends with the scales of its outputs.
// CHECK-LABEL: func.func @int24_weights
func.func @int24_weights() {
  %w = gn.parameter "w" : tensor<8x4xf32>
  // CHECK: gnk.pack %{{.*}} at 0 : tensor<8x4xf32> to tensor<8x4xi24, #gnk.packed<[1] x 16, inputs 1>>
  %p = gnk.pack %w at 0 : tensor<8x4xf32>
      to tensor<8x4xi24, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// Bytes stand for numbers, each buffer's for others; weights of i8 begin with
// their scales and sums, which are of no input.
// CHECK-LABEL: func.func @bytes
func.func @bytes(%in: !gnk.buffer<1x4x2x2, nChw16c, !quant.uniform<u8:f32, 0.5:128>>,
                 %out: !gnk.buffer<1x8x2x2, nChw16c, !quant.uniform<u8:f32, 0.1>>) {
  %w = gn.parameter "w" : tensor<8x4x1x1xf32>
  // CHECK: gnk.pack %{{.*}} at 0 : tensor<8x4x1x1xf32> to tensor<8x4x1x1xi8, #gnk.packed<[1] x 16, inputs 16, quads>>
  %p = gnk.pack %w at 0 : tensor<8x4x1x1xf32>
      to tensor<8x4x1x1xi8, #gnk.packed<[1] x 16, inputs 16, quads>>
  // CHECK: : <1x4x2x2, nChw16c, !quant.uniform<u8:f32, 5.000000e-01:128>>, {{.*}} into <1x8x2x2, nChw16c, !quant.uniform<u8:f32, 1.000000e-01>>
  gnk.conv %in, %p into %out strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x2x2, nChw16c, !quant.uniform<u8:f32, 0.5:128>>,
      tensor<8x4x1x1xi8, #gnk.packed<[1] x 16, inputs 16, quads>>
      into <1x8x2x2, nChw16c, !quant.uniform<u8:f32, 0.1>>
  return
}

// Kernels convert what they read and write, and what they compute with.
// CHECK-LABEL: func.func @narrow
func.func @narrow(%in: !gnk.buffer<1x4x2x2, nchw>,
                  %out: !gnk.buffer<1x8x2x2, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x1x1xf32>
  // CHECK: gnk.pack %{{.*}} at 0 : tensor<8x4x1x1xf32> to tensor<8x4x1x1xbf16, #gnk.packed<[1] x 16, inputs 4>>
  %p = gnk.pack %w at 0 : tensor<8x4x1x1xf32>
      to tensor<8x4x1x1xbf16, #gnk.packed<[1] x 16, inputs 4>>
  // CHECK: gnk.reorder %{{.*}} : <1x4x2x2, nchw> into <1x4x2x2, nchw, bf16>
  %a = gnk.alloc : <1x4x2x2, nchw, bf16>
  gnk.reorder %in into %a : <1x4x2x2, nchw> into <1x4x2x2, nchw, bf16>
  // CHECK: gnk.slice %{{.*}} : <1x8x2x2, nchw, bf16> to <1x4x2x2, nchw, bf16, stride 32>
  %b = gnk.alloc : <1x8x2x2, nchw, bf16>
  %s = gnk.slice %b from 4 : <1x8x2x2, nchw, bf16> to <1x4x2x2, nchw, bf16, stride 32>
  // CHECK: gnk.add %{{.*}} : <1x4x2x2, nchw>, <1x4x2x2, nchw, bf16> into <1x4x2x2, nchw, bf16, stride 32>
  gnk.add %in, %a into %s : <1x4x2x2, nchw>, <1x4x2x2, nchw, bf16> into <1x4x2x2, nchw, bf16, stride 32>
  // CHECK: gnk.conv {{.*}} : <1x4x2x2, nchw, bf16>, tensor<8x4x1x1xbf16, {{.*}}> plus !gnk.buffer<1x8x2x2, nchw, bf16> into <1x8x2x2, nchw>
  gnk.conv %a, %p plus %b into %out strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x2x2, nchw, bf16>,
      tensor<8x4x1x1xbf16, #gnk.packed<[1] x 16, inputs 4>>
      plus !gnk.buffer<1x8x2x2, nchw, bf16> into <1x8x2x2, nchw>
  // CHECK: gnk.activation relu {{.*}}gnk.weight_type = f16
  gnk.activation relu %in into %in {gnk.weight_type = f16}
      : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  return
}
