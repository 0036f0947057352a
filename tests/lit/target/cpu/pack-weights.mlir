// RUN: gnet-opt %s --gnk-pack-weights | FileCheck %s
// RUN: gnet-opt %s --gnk-pack-weights=cpu=x86-64-v3 | FileCheck %s --check-prefix=AVX2
// RUN: not gnet-opt %s --gnk-pack-weights=cpu=pentium 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// UNKNOWN: error: unknown CPU 'pentium'

// Tensors lie in the order of the run, each from a multiple of 64 bytes on:
// 20 values are filled up to 32, 128 bytes; filters of 3 inputs are not.
// CHECK-LABEL: func.func @order
// CHECK-SAME: attributes {gnk.packed_bytes = 3712 : i64}
// CHECK: %[[W:.*]] = gn.parameter "w"
// CHECK: %[[C:.*]] = gn.parameter "c"
// CHECK: %[[S:.*]] = gn.parameter "s"
// CHECK-NEXT: %[[SP:.*]] = gnk.pack %[[S]] at 0 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
// CHECK-NEXT: gnk.affine %{{.*}} shift %[[SP]] into
// CHECK-NEXT: %[[WP:.*]] = gnk.pack %[[W]] at 128 : tensor<20x3x3x3xf32> to tensor<20x3x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 3>>
// CHECK-NEXT: %[[CP:.*]] = gnk.pack %[[C]] at 3584 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
// CHECK-NEXT: gnk.conv %{{.*}}, %[[WP]] bias %[[CP]] into
// AVX2-LABEL: func.func @order
// AVX2: gnk.pack %{{.*}} at 0 : tensor<20xf32> to tensor<20xf32, #gnk.packed<[3] x 8, inputs 1>>
// AVX2: gnk.pack %{{.*}} at 128 : tensor<20x3x3x3xf32> to tensor<20x3x3x3xf32, #gnk.packed<[1, 1, 1] x 8, inputs 3>>
// AVX2: gnk.pack %{{.*}} at 2752 : tensor<20xf32>
func.func @order(%a: !gnk.buffer<1x3x5x5, nchw>,
                 %b: !gnk.buffer<1x20x3x3, nChw16c>) {
  %w = gn.parameter "w" : tensor<20x3x3x3xf32>
  %c = gn.parameter "c" : tensor<20xf32>
  %s = gn.parameter "s" : tensor<20xf32>
  gnk.affine %b shift %s into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <1x20x3x3, nChw16c> shift tensor<20xf32> into <1x20x3x3, nChw16c>
  gnk.conv %a, %w bias %c into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct", nchw to nChw16c,
                                                 {tile = array<i64: 3, 1>}>}
      : <1x3x5x5, nchw>, tensor<20x3x3x3xf32>, tensor<20xf32>
      into <1x20x3x3, nChw16c>
  return
}

// A tensor that two steps want alike is packed once, and once more for a step
// that wants it otherwise.
// CHECK-LABEL: func.func @shared
// CHECK-SAME: attributes {gnk.packed_bytes = 24576 : i64}
// CHECK: %[[W:.*]] = gn.parameter "w"
// CHECK-NEXT: %[[P:.*]] = gnk.pack %[[W]] at 0 : {{.*}} #gnk.packed<[2] x 16, inputs 16>>
// CHECK-NEXT: gnk.conv %{{.*}}, %[[P]] into
// CHECK-NEXT: gnk.conv %{{.*}}, %[[P]] into
// CHECK-NEXT: %[[Q:.*]] = gnk.pack %[[W]] at 12288 : {{.*}} #gnk.packed<[1, 1] x 16, inputs 16>>
// CHECK-NEXT: gnk.conv %{{.*}}, %[[Q]] into
// CHECK-NEXT: return
func.func @shared(%a: !gnk.buffer<1x32x3x3, nChw16c>,
                  %b: !gnk.buffer<1x32x3x1, nChw16c>) {
  %w = gn.parameter "w" : tensor<32x32x1x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                                 {tile = array<i64: 1, 2>}>}
      : <1x32x3x3, nChw16c>, tensor<32x32x1x3xf32> into <1x32x3x1, nChw16c>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                                 {tile = array<i64: 1, 2>}>}
      : <1x32x3x3, nChw16c>, tensor<32x32x1x3xf32> into <1x32x3x1, nChw16c>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                                 {tile = array<i64: 1, 1>}>}
      : <1x32x3x3, nChw16c>, tensor<32x32x1x3xf32> into <1x32x3x1, nChw16c>
  return
}

// How each kind wants its tensors: transformed for winograd, by output channel
// in plain, a block of a few inputs in grouped.
// CHECK-LABEL: func.func @kinds
// CHECK: tensor<32x32x1x3xf32, #gnk.packed<[2] x 16, inputs 16, taps first, winograd [1, 4]>>
// CHECK: tensor<32x32x1x3xf32, #gnk.packed<[1, 1, 1, {{.*}}, 1] x 1, inputs 1>>
// CHECK: tensor<32x4x1x3xf32, #gnk.packed<[1, 1] x 16, inputs 4>>
// CHECK: tensor<20x32xf32, #gnk.packed<[2] x 16, inputs 1>>
// CHECK: tensor<20x32xf32, #gnk.packed<[1, 1] x 16, inputs 1>>
func.func @kinds(%a: !gnk.buffer<1x32x3x8, nChw16c>,
                 %b: !gnk.buffer<1x32x3x6, nChw16c>,
                 %c: !gnk.buffer<1x32x3x8, nchw>,
                 %d: !gnk.buffer<1x32x3x6, nchw>,
                 %e: !gnk.buffer<1x32x1x1, nchw>,
                 %f: !gnk.buffer<1x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<32x32x1x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 1, 4>, rows = array<i64: 1>,
           tile = array<i64: 2, 2>}, scratch 4096>}
      : <1x32x3x8, nChw16c>, tensor<32x32x1x3xf32> into <1x32x3x6, nChw16c>
  gnk.conv %c, %w into %d strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"plain", nchw to nchw>}
      : <1x32x3x8, nchw>, tensor<32x32x1x3xf32> into <1x32x3x6, nchw>
  %g = gn.parameter "g" : tensor<32x4x1x3xf32>
  gnk.conv %a, %g into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 8
      {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c>}
      : <1x32x3x8, nChw16c>, tensor<32x4x1x3xf32> into <1x32x3x6, nChw16c>
  %m = gn.parameter "m" : tensor<20x32xf32>
  gnk.linear %e, %m into %f
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw, {tile = array<i64: 1, 2>}>}
      : <1x32x1x1, nchw>, tensor<20x32xf32> into <1x20x1x1, nchw>
  gnk.rbf %e, %m into %f {gnk.kernel = #gnk.kernel<"rbf", nchw to nchw>}
      : <1x32x1x1, nchw>, tensor<20x32xf32> into <1x20x1x1, nchw>
  return
}

// Words of three bytes, and behind them a scale for each of 32 outputs.
// CHECK-LABEL: func.func @int24_weights
// CHECK-SAME: attributes {gnk.packed_bytes = 3200 : i64}
// CHECK: %[[P:.*]] = gnk.pack %{{.*}} at 0 : tensor<20x32xf32> to tensor<20x32xi24, #gnk.packed<[2] x 16, inputs 1>>
// CHECK-NEXT: gnk.linear %{{.*}}, %[[P]] into
// CHECK-NOT: gnk.weight_type
func.func @int24_weights(%e: !gnk.buffer<1x32x1x1, nchw>,
                        %f: !gnk.buffer<1x20x1x1, nchw>) {
  %m = gn.parameter "m" : tensor<20x32xf32>
  gnk.linear %e, %m into %f
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {bits = array<i64: 24>, tile = array<i64: 1, 2>}>,
       gnk.weight_type = i24}
      : <1x32x1x1, nchw>, tensor<20x32xf32> into <1x20x1x1, nchw>
  return
}

// Nothing to pack: a kernel without tensors, a step of the library.
// CHECK-LABEL: func.func @none
// CHECK-SAME: attributes {gnk.packed_bytes = 0 : i64}
// CHECK-NOT: gnk.pack
// CHECK: gnk.linear %{{.*}}, %[[M:.*]] into %{{.*}} : <1x32x1x1, nchw>, tensor<20x32xf32> into
func.func @none(%e: !gnk.buffer<1x32x1x1, nchw>,
                %f: !gnk.buffer<1x20x1x1, nchw>) {
  gnk.softmax %f into %f {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x20x1x1, nchw> into <1x20x1x1, nchw>
  %m = gn.parameter "m" : tensor<20x32xf32>
  gnk.linear %e, %m into %f
      : <1x32x1x1, nchw>, tensor<20x32xf32> into <1x20x1x1, nchw>
  return
}
