// RUN: gnet-opt %s --gnk-pack-cuda-weights | FileCheck %s

// As many lanes as tiles have, for every tile; a bias likewise.
// CHECK-LABEL: func.func @tiled
// CHECK-SAME: gnk.packed_bytes = 8448 : i64
// CHECK: gnk.pack %{{.*}} at 0 : tensor<40x20x1x1xf32> to tensor<40x20x1x1xf32, #gnk.packed<[4] x 16, inputs 16>>
// CHECK: gnk.pack %{{.*}} at 8192 : tensor<40xf32> to tensor<40xf32, #gnk.packed<[4] x 16, inputs 1>>
func.func @tiled(%a: !gnk.buffer<1x20x3x3, nchw>, %b: !gnk.buffer<1x40x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<40x20x1x1xf32>
  %bias = gn.parameter "b" : tensor<40xf32>
  %s = gnk.alloc at 0 : <1x20x3x3, nChw16c>
  %d = gnk.alloc at 1152 : <1x40x3x3, nChw16c>
  gnk.conv %s, %w bias %bias into %d strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {part = array<i64: 4, 4>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 64, 64>}>}
      : <1x20x3x3, nChw16c>, tensor<40x20x1x1xf32>, tensor<40xf32> into <1x40x3x3, nChw16c>
  return
}

// CHECK-LABEL: func.func @linear
// CHECK: gnk.pack %{{.*}} at 0 : tensor<20x7xf32> to tensor<20x7xf32, #gnk.packed<[1, 1] x 16, inputs 1>>
func.func @linear(%a: !gnk.buffer<1x7x1x1, nchw>, %b: !gnk.buffer<1x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<20x7xf32>
  gnk.linear %a, %w into %b {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <1x7x1x1, nchw>, tensor<20x7xf32> into <1x20x1x1, nchw>
  return
}

// In the type that was decided on, which the tensor's type then tells; values
// by channel stay as they are.
// CHECK-LABEL: func.func @narrow
// CHECK-SAME: gnk.packed_bytes = 576 : i64
// CHECK: gnk.pack %{{.*}} at 0 : tensor<20x7xf32> to tensor<20x7xbf16, #gnk.packed<[1, 1] x 16, inputs 1>>
// CHECK: gnk.pack %{{.*}} at 448 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
// CHECK-NOT: gnk.weight_type
func.func @narrow(%a: !gnk.buffer<1x7x1x1, nchw>, %b: !gnk.buffer<1x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<20x7xf32>
  %bias = gn.parameter "b" : tensor<20xf32>
  gnk.linear %a, %w bias %bias into %b {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>, gnk.weight_type = bf16}
      : <1x7x1x1, nchw>, tensor<20x7xf32>, tensor<20xf32> into <1x20x1x1, nchw>
  return
}
