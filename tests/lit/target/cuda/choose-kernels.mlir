// RUN: gnet-opt %s --gnk-choose-cuda-kernels | FileCheck %s
// RUN: not gnet-opt %s --gnk-choose-cuda-kernels=card=abacus 2>&1 | FileCheck %s --check-prefix=CARD

// CARD: error: unknown card 'abacus'; known are a100, h100, h200, rtx4090

// A picture's few channels are read as they come.
// CHECK-LABEL: func.func @picture
// CHECK: #gnk.kernel<"tiled", nchw to nChw16c, {{.*}}nanoseconds
func.func @picture(%a: !gnk.buffer<1x3x9x9, nchw>,
                   %b: !gnk.buffer<1x32x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x3x3xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x3x9x9, nchw>, tensor<32x3x3x3xf32> into <1x32x4x4, nchw>
  return
}

// Few pixels of many channels leave most of a card idle, unless the depth is
// split.
// CHECK-LABEL: func.func @deep
// CHECK: #gnk.kernel<"tiled", nChw16c to nChw16c, {nanoseconds = array<i64: {{[0-9]+}}>, part = array<i64: {{[0-9]+, [0-9]+}}>, splits = array<i64: {{[2-9]|[1-9][0-9]}}>, stages = array<i64: {{[34]}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}, scratch {{[1-9]}}
func.func @deep(%a: !gnk.buffer<1x832x7x7, nchw>,
                %b: !gnk.buffer<1x128x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<128x832x1x1xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x832x7x7, nchw>, tensor<128x832x1x1xf32> into <1x128x7x7, nchw>
  return
}

// CHECK-LABEL: func.func @depthwise
// CHECK: #gnk.kernel<"grouped", nChw16c to nChw16c
func.func @depthwise(%a: !gnk.buffer<1x24x9x9, nchw>,
                     %b: !gnk.buffer<1x24x9x9, nchw>) {
  %w = gn.parameter "w" : tensor<24x1x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] groups 24
      : <1x24x9x9, nchw>, tensor<24x1x3x3xf32> into <1x24x9x9, nchw>
  return
}

// Groups that no block of 16 channels holds.
// CHECK-LABEL: func.func @odd_groups
// CHECK: #gnk.kernel<"plain", nchw to nchw
func.func @odd_groups(%a: !gnk.buffer<1x15x9x9, nchw>,
                      %b: !gnk.buffer<1x21x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<21x5x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 3
      : <1x15x9x9, nchw>, tensor<21x5x3x3xf32> into <1x21x7x7, nchw>
  return
}

// What has its kernel keeps it.
// CHECK-LABEL: func.func @chosen
// CHECK: {gnk.kernel = #gnk.kernel<"mine">}
func.func @chosen(%a: !gnk.buffer<1x16x9x9, nchw>,
                  %b: !gnk.buffer<1x16x9x9, nchw>) {
  gnk.activation relu %a into %b {gnk.kernel = #gnk.kernel<"mine">}
      : <1x16x9x9, nchw> into <1x16x9x9, nchw>
  return
}

// Weights of 16 bits are multiplied as such; the network's input is converted on
// the way, where others are copied as they are.
// CHECK-LABEL: func.func @narrow
// CHECK: gnk.conv {{.*}}#gnk.kernel<"tiled", nchw to nChw16c, {bf16 = array<i64: 1>
// CHECK: gnk.conv {{.*}}#gnk.kernel<"tiled", nChw16c to nChw16c, {bf16 = array<i64: 1>
// CHECK: gnk.conv {{.*}}#gnk.kernel<"plain", nchw to nchw
func.func @narrow(%a: !gnk.buffer<1x3x9x9, nchw>,
                  %b: !gnk.buffer<1x32x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x3x3xf32>
  %v = gn.parameter "v" : tensor<32x32x1x1xf32>
  %c = gnk.alloc : <1x32x4x4, nchw, bf16>
  gnk.conv %a, %w into %c strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x3x9x9, nchw>, tensor<32x3x3x3xf32> into <1x32x4x4, nchw, bf16>
  %d = gnk.alloc : <1x32x4x4, nchw>
  gnk.conv %c, %v into %d strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x32x4x4, nchw, bf16>, tensor<32x32x1x1xf32> into <1x32x4x4, nchw>
  gnk.conv %d, %v into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x32x4x4, nchw>, tensor<32x32x1x1xf32> into <1x32x4x4, nchw>
  return
}

// As are those of tf32, in 32 bits.
// CHECK-LABEL: func.func @rounded
// CHECK: gnk.conv {{.*}}#gnk.kernel<"tiled", nchw to nChw16c, {{.*}}tf32 = array<i64: 1>
// CHECK: gnk.conv {{.*}}#gnk.kernel<"tiled", nChw16c to nChw16c, {{.*}}tf32 = array<i64: 1>
func.func @rounded(%a: !gnk.buffer<1x3x9x9, nchw>,
                   %b: !gnk.buffer<1x32x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x3x3xf32>
  %v = gn.parameter "v" : tensor<32x32x1x1xf32>
  %c = gnk.alloc : <1x32x4x4, nchw, tf32>
  gnk.conv %a, %w into %c strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = tf32}
      : <1x3x9x9, nchw>, tensor<32x3x3x3xf32> into <1x32x4x4, nchw, tf32>
  gnk.conv %c, %v into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = tf32}
      : <1x32x4x4, nchw, tf32>, tensor<32x32x1x1xf32> into <1x32x4x4, nchw>
  return
}
