// RUN: gnet-opt %s --gnk-choose-kernels | FileCheck %s --check-prefixes=CHECK,FAST
// RUN: gnet-opt %s --gnk-choose-kernels=exact | FileCheck %s --check-prefixes=CHECK,EXACT
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v3 | FileCheck %s --check-prefixes=AVX2,V3
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver4 | FileCheck %s --check-prefix=ZEN4
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v2 | FileCheck %s --check-prefix=AVX2
// RUN: not gnet-opt %s --gnk-choose-kernels=cpu=pentium 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// UNKNOWN: error: unknown CPU 'pentium'; known are native, x86-64-v4, x86-64-v3, x86-64-v2

// Fewer channels than a block are read as they come.
// CHECK-LABEL: func.func @picture
// CHECK: #gnk.kernel<"direct", nchw to nChw16c, {cycles = array<i64: {{[0-9]+}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}>
// AVX2-LABEL: func.func @picture
// AVX2: #gnk.kernel<"direct", nchw to nChw8c, {{.*}}tile
func.func @picture(%a: !gnk.buffer<1x3x9x9, nchw>,
                   %b: !gnk.buffer<1x32x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x3x3xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x3x9x9, nchw>, tensor<32x3x3x3xf32> into <1x32x4x4, nchw>
  return
}

// Many channels are worth the transforms, where a result may be rounded more.
// CHECK-LABEL: func.func @many_channels
// FAST: #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: {{[0-9]+}}>, form = array<i64: [[M:[2-7]]], [[M]]>, rows = array<i64: {{[0-9]+}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}, scratch {{[1-9]}}
// EXACT: #gnk.kernel<"direct", nChw16c to nChw16c, {cycles = array<i64: {{[0-9]+}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}>
// AVX2-LABEL: func.func @many_channels
// AVX2: #gnk.kernel<"winograd", nChw8c to nChw8c
func.func @many_channels(%a: !gnk.buffer<1x128x28x28, nchw>,
                         %b: !gnk.buffer<1x128x28x28, nchw>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> into <1x128x28x28, nchw>
  return
}

// Tiles of 9 x 9 products save more than their transforms take; where as many
// products are left, as of 14 x 14 results, they only have more weights. Those
// of 5 x 5 results fit such a map best, where products take longer than weights.
// CHECK-LABEL: func.func @larger_tiles
// FAST: form = array<i64: 7, 7>
// FAST: form = array<i64: [[N:[345]]], [[N]]>
// AVX2-LABEL: func.func @larger_tiles
// V3: form = array<i64: 7, 7>
// V3: form = array<i64: [[N:[345]]], [[N]]>
// ZEN4-LABEL: func.func @larger_tiles
// ZEN4: form = array<i64: 7, 7>
// ZEN4: form = array<i64: 5, 5>
func.func @larger_tiles(%a: !gnk.buffer<1x64x56x56, nchw>,
                        %b: !gnk.buffer<1x64x56x56, nchw>,
                        %c: !gnk.buffer<1x192x14x14, nchw>,
                        %d: !gnk.buffer<1x192x14x14, nchw>) {
  %v = gn.parameter "v" : tensor<64x64x3x3xf32>
  gnk.conv %a, %v into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x64x56x56, nchw>, tensor<64x64x3x3xf32> into <1x64x56x56, nchw>
  %w = gn.parameter "w" : tensor<192x192x3x3xf32>
  gnk.conv %c, %w into %d strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x192x14x14, nchw>, tensor<192x192x3x3xf32> into <1x192x14x14, nchw>
  return
}

// All tiles of several images share the weights that they read, where getting
// them takes longer than multiplying.
// CHECK-LABEL: func.func @small_maps
// FAST: #gnk.kernel<"winograd", nChw16c to nChw16c, {cycles = array<i64: {{[0-9]+}}>, form = array<i64: {{[2-7], [2-7]}}>, images = array<i64: {{2|4|8|16}}>, rows = array<i64: {{[0-9]+}}>, tile = {{.*}}}, scratch {{[1-9]}}
// AVX2-LABEL: func.func @small_maps
// V3: images = array<i64: {{2|4|8|16}}>
func.func @small_maps(%a: !gnk.buffer<16x192x7x7, nchw>,
                      %b: !gnk.buffer<16x384x7x7, nchw>) {
  %w = gn.parameter "w" : tensor<384x192x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <16x192x7x7, nchw>, tensor<384x192x3x3xf32> into <16x384x7x7, nchw>
  return
}

// Along one axis tiles of 10 products lose no more than those of 8 x 8.
// CHECK-LABEL: func.func @one_axis
// FAST: form = array<i64: 1, 4>
// FAST: form = array<i64: 4, 1>
// AVX2-LABEL: func.func @one_axis
// AVX2: form = array<i64: 1, 4>
// AVX2: form = array<i64: 4, 1>
func.func @one_axis(%a: !gnk.buffer<1x160x17x17, nchw>,
                    %b: !gnk.buffer<1x192x17x17, nchw>) {
  %w = gn.parameter "w" : tensor<192x160x1x7xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 3, 0, 3]
      dilations [1, 1]
      : <1x160x17x17, nchw>, tensor<192x160x1x7xf32> into <1x192x17x17, nchw>
  %v = gn.parameter "v" : tensor<192x160x7x1xf32>
  gnk.conv %a, %v into %b strides [1, 1] padding [3, 0, 3, 0]
      dilations [1, 1]
      : <1x160x17x17, nchw>, tensor<192x160x7x1xf32> into <1x192x17x17, nchw>
  return
}

// These cannot be transformed: they step, have holes, or no neighbours.
// CHECK-LABEL: func.func @no_transform
// CHECK-COUNT-3: gnk.conv {{.*}} #gnk.kernel<"direct", nChw16c to nChw16c
func.func @no_transform(%a: !gnk.buffer<1x128x28x28, nchw>,
                        %b: !gnk.buffer<1x128x14x14, nchw>,
                        %c: !gnk.buffer<1x128x28x28, nchw>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [1, 1, 0, 0]
      dilations [1, 1]
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> into <1x128x14x14, nchw>
  gnk.conv %a, %w into %c strides [1, 1] padding [2, 2, 2, 2]
      dilations [2, 2]
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> into <1x128x28x28, nchw>
  %v = gn.parameter "v" : tensor<128x128x1x1xf32>
  gnk.conv %a, %v into %c strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x128x28x28, nchw>, tensor<128x128x1x1xf32> into <1x128x28x28, nchw>
  return
}

// Groups of whole blocks, groups that divide a block, and such that neither.
// CHECK-LABEL: func.func @groups
// CHECK: groups 2 {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c
// CHECK: groups 8 {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c, {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: groups 32 {gnk.kernel = #gnk.kernel<"grouped", nChw16c to nChw16c, {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: groups 4 {gnk.kernel = #gnk.kernel<"plain", nchw to nchw, {cycles = array<i64: {{[0-9]+}}>}>}
func.func @groups(%a: !gnk.buffer<1x32x4x4, nchw>,
                  %b: !gnk.buffer<1x32x4x4, nchw>,
                  %c: !gnk.buffer<1x12x4x4, nchw>,
                  %d: !gnk.buffer<1x12x4x4, nchw>) {
  %w2 = gn.parameter "w2" : tensor<32x16x1x1xf32>
  gnk.conv %a, %w2 into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 2
      : <1x32x4x4, nchw>, tensor<32x16x1x1xf32> into <1x32x4x4, nchw>
  %w8 = gn.parameter "w8" : tensor<32x4x1x1xf32>
  gnk.conv %a, %w8 into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 8
      : <1x32x4x4, nchw>, tensor<32x4x1x1xf32> into <1x32x4x4, nchw>
  %w32 = gn.parameter "w32" : tensor<32x1x1x1xf32>
  gnk.conv %a, %w32 into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 32
      : <1x32x4x4, nchw>, tensor<32x1x1x1xf32> into <1x32x4x4, nchw>
  %w4 = gn.parameter "w4" : tensor<12x3x1x1xf32>
  gnk.conv %c, %w4 into %d strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 4
      : <1x12x4x4, nchw>, tensor<12x3x1x1xf32> into <1x12x4x4, nchw>
  return
}

// What works in any layouts that are alike demands none.
// CHECK-LABEL: func.func @others
// CHECK: gnk.pool {{.*}}#gnk.kernel<"pool", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.lrn {{.*}}#gnk.kernel<"lrn", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.affine {{.*}}#gnk.kernel<"affine", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.activation {{.*}}#gnk.kernel<"activation", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.add {{.*}}#gnk.kernel<"add", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.multiply {{.*}}#gnk.kernel<"multiply", {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.reorder {{.*}}#gnk.kernel<"reorder", {cycles = array<i64: {{[0-9]+}}>}>}
// FAST: gnk.linear {{.*}}#gnk.kernel<"linear", nchw to nchw, {bits = array<i64: 24>, cycles = array<i64: {{[0-9]+}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}>, gnk.weight_type = i24}
// EXACT: gnk.linear {{.*}}#gnk.kernel<"linear", nchw to nchw, {cycles = array<i64: {{[0-9]+}}>, tile = array<i64: {{[0-9]+, [0-9]+}}>}>
// CHECK: gnk.rbf {{.*}}#gnk.kernel<"rbf", nchw to nchw, {cycles = array<i64: {{[0-9]+}}>}>}
// CHECK: gnk.softmax {{.*}}#gnk.kernel<"softmax", nchw to nchw, {cycles = array<i64: {{[0-9]+}}>}>}
func.func @others(%a: !gnk.buffer<1x16x1x1, nchw>) {
  gnk.pool max %a into %a kernel [1, 1] strides [1, 1] padding [0, 0, 0, 0]
      : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.lrn %a into %a size 5 alpha 1.0 beta 0.75 k 1.0
      : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.affine %a into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.activation relu %a into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.add %a, %a into %a
      : <1x16x1x1, nchw>, <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.multiply %a, %a into %a
      : <1x16x1x1, nchw>, <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.reorder %a into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  %w = gn.parameter "w" : tensor<16x16xf32>
  gnk.linear %a, %w into %a
      : <1x16x1x1, nchw>, tensor<16x16xf32> into <1x16x1x1, nchw>
  gnk.rbf %a, %w into %a
      : <1x16x1x1, nchw>, tensor<16x16xf32> into <1x16x1x1, nchw>
  gnk.softmax %a into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  return
}

// CHECK-LABEL: func.func @chosen
// CHECK: gnk.activation {{.*}} {gnk.kernel = #gnk.kernel<"mine">}
func.func @chosen(%a: !gnk.buffer<1x16x1x1, nchw>) {
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"mine">}
      : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  return
}
