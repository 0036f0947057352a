// RUN: gnet-opt %s --verify-diagnostics --split-input-file

// expected-error @below {{gnk.arena_bytes needs to be an i64 from 0}}
func.func @f() attributes {gnk.arena_bytes = -64 : i64} {
  return
}

// -----

// expected-error @below {{gnk.arena_bytes needs to be an i64 from 0}}
func.func @f() attributes {gnk.arena_bytes = "64"} {
  return
}

// -----

// expected-error @below {{gnk.memory needs `sum` in bytes}}
func.func @f() attributes {gnk.memory = {arena = 64 : i64, live = 64 : i64}} {
  return
}

// -----

// expected-error @below {{gnk.memory needs `arena` in bytes}}
func.func @f() attributes {gnk.memory = 64 : i64} {
  return
}

// -----

// expected-error @below {{the gnk dialect has no attribute gnk.arena}}
func.func @f() attributes {gnk.arena = 64 : i64} {
  return
}

// -----

func.func @f() {
  // expected-error @below {{makes a dense buffer; a stride is a slice's}}
  %a = gnk.alloc : <2x4x2x2, nchw, stride 32>
  return
}

// -----

func.func @f() {
  // expected-error @below {{offset needs to be a multiple of 64 from 0}}
  %a = gnk.alloc at 32 : <2x4x2x2, nchw>
  return
}

// -----

func.func @f() {
  // expected-error @below {{offset needs to be a multiple of 64 from 0}}
  %a = gnk.alloc at -64 : <2x4x2x2, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x8x2x2, nchw>) {
  // expected-error @below {{4 channels from 5 are not within 8}}
  %b = gnk.slice %a from 5 : <1x8x2x2, nchw> to <1x4x2x2, nchw, stride 32>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x8x2x2, nchw>) {
  // expected-error @below {{4 channels from -1 are not within 8}}
  %b = gnk.slice %a from -1 : <1x8x2x2, nchw> to <1x4x2x2, nchw, stride 32>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x8x2x2, nchw>) {
  // expected-error @below {{4 channels from 9223372036854775807 are not within 8}}
  %b = gnk.slice %a from 9223372036854775807
      : <1x8x2x2, nchw> to <1x4x2x2, nchw, stride 32>
  return
}

// -----

func.func @f(%a: !gnk.buffer<2x8x2x2, nchw>) {
  // expected-error @below {{differs from its buffer in more than its channels}}
  %b = gnk.slice %a from 0 : <2x8x2x2, nchw> to <2x4x2x2, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x8x1x1, nchw>) {
  // expected-error @below {{8 channels from 1 are not within 8}}
  %b = gnk.slice %a from 1 : <1x8x1x1, nchw> to <1x2x2x2, nchw, stride 8>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x32x1x1, nChw8c>) {
  // expected-error @below {{differs from its buffer in more than its channels}}
  %b = gnk.slice %a from 0 : <1x32x1x1, nChw8c> to <1x8x2x2, nChw8c>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x32x2x2, nChw16c>) {
  // expected-error @below {{cuts a group of 16 channels}}
  %b = gnk.slice %a from 8
      : <1x32x2x2, nChw16c> to <1x16x2x2, nChw16c, stride 128>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x32x2x2, nChw16c>) {
  // expected-error @below {{cuts a group of 16 channels}}
  %b = gnk.slice %a from 0
      : <1x32x2x2, nChw16c> to <1x8x2x2, nChw16c, stride 128>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x16x2x2, nChw16c>) {
  // expected-error @below {{needs layout nchw}}
  %b = gnk.flatten %a : <1x16x2x2, nChw16c> to <1x64x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x16x2x2, nchw>) {
  // expected-error @below {{gives the same elements as a vector}}
  %b = gnk.flatten %a : <1x16x2x2, nchw> to <1x32x2x1, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  // expected-error @below {{needs two strides, two dilations and four paddings}}
  gnk.conv %a, %w into %b strides [1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x5x5, nchw>, tensor<8x4x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>,
                %w: tensor<8x?x3x3xf32>) {
  // expected-error @below {{needs filters of a known size}}
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x5x5, nchw>, tensor<8x?x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  // expected-error @below {{filters do not fit the channels}}
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 2 : <1x4x5x5, nchw>, tensor<8x4x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x1x3x3xf32>
  // expected-error @below {{filters do not fit the channels}}
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups -4 : <1x4x5x5, nchw>, tensor<8x1x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  // expected-error @below {{gives 5x5, not the destination's size}}
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1]
      : <1x4x5x5, nchw>, tensor<8x4x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  // expected-error @below {{gives -1x5, not the destination's size}}
  gnk.conv %a, %w into %b strides [0, 1]
      padding [1, 1, 1, 1] dilations [9223372036854775807, 1]
      : <1x4x5x5, nchw>, tensor<8x4x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  %c = gn.parameter "c" : tensor<7xf32>
  // expected-error @below {{7 values by channel for 8 channels}}
  gnk.conv %a, %w bias %c into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x5x5, nchw>, tensor<8x4x3x3xf32>, tensor<7xf32>
      into <1x8x3x3, nchw>
  return
}

// -----

func.func @conv(%a: !gnk.buffer<2x4x5x5, nchw>, %b: !gnk.buffer<1x8x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<8x4x3x3xf32>
  // expected-error @below {{source and destination differ in their batch}}
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <2x4x5x5, nchw>, tensor<8x4x3x3xf32> into <1x8x3x3, nchw>
  return
}

// -----

func.func @linear(%a: !gnk.buffer<1x4x5x5, nchw>,
                  %b: !gnk.buffer<1x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x99xf32>
  // expected-error @below {{weight does not fit source and destination}}
  gnk.linear %a, %w into %b
      : <1x4x5x5, nchw>, tensor<8x99xf32> into <1x8x1x1, nchw>
  return
}

// -----

func.func @linear(%a: !gnk.buffer<1x4x5x5, nchw>,
                  %b: !gnk.buffer<1x8x1x1, nChw8c>) {
  %w = gn.parameter "w" : tensor<8x100xf32>
  // expected-error @below {{needs a destination of layout nchw}}
  gnk.linear %a, %w into %b
      : <1x4x5x5, nchw>, tensor<8x100xf32> into <1x8x1x1, nChw8c>
  return
}

// -----

func.func @linear(%a: !gnk.buffer<1x4x5x5, nchw>,
                  %b: !gnk.buffer<1x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x100xf32>
  %c = gn.parameter "c" : tensor<9xf32>
  // expected-error @below {{9 values by channel for 8 channels}}
  gnk.linear %a, %w bias %c into %b
      : <1x4x5x5, nchw>, tensor<8x100xf32>, tensor<9xf32> into <1x8x1x1, nchw>
  return
}

// -----

func.func @linear(%a: !gnk.buffer<1x4x5x5, nchw>,
                  %b: !gnk.buffer<2x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x100xf32>
  // expected-error @below {{source and destination differ in their batch}}
  gnk.linear %a, %w into %b
      : <1x4x5x5, nchw>, tensor<8x100xf32> into <2x8x1x1, nchw>
  return
}

// -----

func.func @pool(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x4x2x2, nchw>) {
  // expected-error @below {{needs a kernel and strides of two, and four paddings}}
  gnk.pool max %a into %b kernel [3, 3] strides [2, 2] padding [0, 0]
      : <1x4x5x5, nchw> into <1x4x2x2, nchw>
  return
}

// -----

func.func @pool(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x4x3x2, nchw>) {
  // expected-error @below {{windows do not fit source and destination}}
  gnk.pool max %a into %b kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      : <1x4x5x5, nchw> into <1x4x3x2, nchw>
  return
}

// -----

func.func @pool(%a: !gnk.buffer<1x4x5x5, nchw>, %b: !gnk.buffer<1x5x2x2, nchw>) {
  // expected-error @below {{windows do not fit source and destination}}
  gnk.pool max %a into %b kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      : <1x4x5x5, nchw> into <1x5x2x2, nchw>
  return
}

// -----

func.func @pool(%a: !gnk.buffer<1x8x5x5, nchw>,
                %b: !gnk.buffer<1x8x2x2, nChw8c>) {
  // expected-error @below {{source and destination differ in their layout}}
  gnk.pool avg %a into %b kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      : <1x8x5x5, nchw> into <1x8x2x2, nChw8c>
  return
}

// -----

func.func @pool(%a: !gnk.buffer<1x8x5x5, nchw>, %b: !gnk.buffer<3x8x2x2, nchw>) {
  // expected-error @below {{source and destination differ in their batch}}
  gnk.pool avg %a into %b kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      : <1x8x5x5, nchw> into <3x8x2x2, nchw>
  return
}

// -----

func.func @lrn(%a: !gnk.buffer<1x8x5x5, nchw>, %b: !gnk.buffer<1x8x5x5, nchw>) {
  // expected-error @below {{size needs to be odd and positive}}
  gnk.lrn %a into %b size 4 alpha 1.0 beta 0.75 k 1.0
      : <1x8x5x5, nchw> into <1x8x5x5, nchw>
  return
}

// -----

func.func @lrn(%a: !gnk.buffer<1x8x5x5, nchw>, %b: !gnk.buffer<1x8x5x4, nchw>) {
  // expected-error @below {{source and destination differ in their shape}}
  gnk.lrn %a into %b size 5 alpha 1.0 beta 0.75 k 1.0
      : <1x8x5x5, nchw> into <1x8x5x4, nchw>
  return
}

// -----

func.func @affine(%a: !gnk.buffer<1x8x5x5, nchw>,
                  %b: !gnk.buffer<1x8x5x5, nchw>) {
  %v = gn.parameter "v" : tensor<1xf32>
  // expected-error @below {{1 values by channel for 8 channels}}
  gnk.affine %a scale %v into %b
      : <1x8x5x5, nchw> scale tensor<1xf32> into <1x8x5x5, nchw>
  return
}

// -----

func.func @affine(%a: !gnk.buffer<1x8x5x5, nchw>,
                  %b: !gnk.buffer<1x8x5x5, nchw>) {
  %v = gn.parameter "v" : tensor<9xf32>
  // expected-error @below {{9 values by channel for 8 channels}}
  gnk.affine %a shift %v into %b
      : <1x8x5x5, nchw> shift tensor<9xf32> into <1x8x5x5, nchw>
  return
}

// -----

func.func @add(%a: !gnk.buffer<1x8x5x5, nchw>, %b: !gnk.buffer<1x8x5x4, nchw>,
               %c: !gnk.buffer<1x8x5x5, nchw>) {
  // expected-error @below {{addend and destination differ in their shape}}
  gnk.add %a, %b into %c
      : <1x8x5x5, nchw>, <1x8x5x4, nchw> into <1x8x5x5, nchw>
  return
}

// -----

func.func @add(%a: !gnk.buffer<1x8x5x5, nchw>, %b: !gnk.buffer<1x8x5x5, nChw8c>,
               %c: !gnk.buffer<1x8x5x5, nchw>) {
  // expected-error @below {{addend and destination differ in their layout}}
  gnk.add %a, %b into %c
      : <1x8x5x5, nchw>, <1x8x5x5, nChw8c> into <1x8x5x5, nchw>
  return
}

// -----

func.func @add(%a: !gnk.buffer<1x8x5x5, nchw>,
               %c: !gnk.buffer<1x8x5x5, nchw>) {
  // expected-error @below {{needs two factors}}
  gnk.add %a, %a into %c factors [1.0]
      : <1x8x5x5, nchw>, <1x8x5x5, nchw> into <1x8x5x5, nchw>
  return
}

// -----

func.func @conv_addend(%a: !gnk.buffer<1x8x5x5, nchw>,
                       %b: !gnk.buffer<1x8x5x4, nchw>,
                       %c: !gnk.buffer<1x8x5x5, nchw>) {
  %w = gn.parameter "w" : tensor<8x8x1x1xf32>
  // expected-error @below {{addend and destination differ in their shape}}
  gnk.conv %a, %w plus %b into %c strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x8x5x5, nchw>, tensor<8x8x1x1xf32>
      plus !gnk.buffer<1x8x5x4, nchw> into <1x8x5x5, nchw>
  return
}

// -----

func.func @rbf(%a: !gnk.buffer<1x8x1x1, nchw>, %c: !gnk.buffer<1x5x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<5x9xf32>
  // expected-error @below {{weight does not fit source and destination}}
  gnk.rbf %a, %w into %c
      : <1x8x1x1, nchw>, tensor<5x9xf32> into <1x5x1x1, nchw>
  return
}

// -----

func.func @rbf(%a: !gnk.buffer<1x8x1x1, nChw8c>,
               %c: !gnk.buffer<1x5x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<5x8xf32>
  // expected-error @below {{needs a source of layout nchw}}
  gnk.rbf %a, %w into %c
      : <1x8x1x1, nChw8c>, tensor<5x8xf32> into <1x5x1x1, nchw>
  return
}

// -----

func.func @relu(%a: !gnk.buffer<1x8x5x5, nchw>,
                %b: !gnk.buffer<1x8x5x5, nChw8c>) {
  // expected-error @below {{source and destination differ in their layout}}
  gnk.activation relu %a into %b : <1x8x5x5, nchw> into <1x8x5x5, nChw8c>
  return
}

// -----

func.func @softmax(%a: !gnk.buffer<1x8x5x5, nchw>,
                   %b: !gnk.buffer<2x8x5x5, nchw>) {
  // expected-error @below {{source and destination differ in their shape}}
  gnk.softmax %a into %b : <1x8x5x5, nchw> into <2x8x5x5, nchw>
  return
}

// -----

func.func @reorder(%a: !gnk.buffer<1x8x5x5, nchw>,
                   %b: !gnk.buffer<1x7x5x5, nChw8c>) {
  // expected-error @below {{source and destination differ in their shape}}
  gnk.reorder %a into %b : <1x8x5x5, nchw> into <1x7x5x5, nChw8c>
  return
}

// -----

func.func @multiply(%a: !gnk.buffer<2x8x5x5, nchw>,
                    %b: !gnk.buffer<2x8x5x1, nchw>) {
  // expected-error @below {{gate needs the source's shape, or c x 1 x 1}}
  gnk.multiply %a, %b into %a
      : <2x8x5x5, nchw>, <2x8x5x1, nchw> into <2x8x5x5, nchw>
  return
}

// -----

func.func @multiply(%a: !gnk.buffer<2x8x5x5, nchw>,
                    %b: !gnk.buffer<1x8x1x1, nchw>) {
  // expected-error @below {{gate needs the source's shape, or c x 1 x 1}}
  gnk.multiply %a, %b into %a
      : <2x8x5x5, nchw>, <1x8x1x1, nchw> into <2x8x5x5, nchw>
  return
}

// -----

func.func @multiply(%a: !gnk.buffer<2x8x5x5, nChw8c>,
                    %b: !gnk.buffer<2x8x1x1, nchw>) {
  // expected-error @below {{source and gate differ in their layout}}
  gnk.multiply %a, %b into %a
      : <2x8x5x5, nChw8c>, <2x8x1x1, nchw> into <2x8x5x5, nChw8c>
  return
}

// -----

func.func @multiply(%a: !gnk.buffer<2x8x5x5, nchw>,
                    %b: !gnk.buffer<2x8x5x4, nchw>) {
  // expected-error @below {{source and destination differ in their shape}}
  gnk.multiply %a, %a into %b
      : <2x8x5x5, nchw>, <2x8x5x5, nchw> into <2x8x5x4, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x2x2, nchw, bf16>) {
  // expected-error @below {{differs from its buffer in more than its channels}}
  %b = gnk.slice %a from 0 : <1x4x2x2, nchw, bf16> to <1x2x2x2, nchw, stride 16>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x2x2, nchw, bf16>) {
  // expected-error @below {{gives the same elements as a vector}}
  %b = gnk.flatten %a : <1x4x2x2, nchw, bf16> to <1x16x1x1, nchw, f16>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x2x2, nchw, bf16>,
             %b: !gnk.buffer<1x4x2x2, nchw, f16>) {
  // expected-error @below {{reads or writes both 'bf16' and 'f16'; beside f32 it can be one of them}}
  gnk.activation relu %a into %b
      : <1x4x2x2, nchw, bf16> into <1x4x2x2, nchw, f16>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x2x2, nchw, f16>) {
  %w = gn.parameter "w" : tensor<4x4x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<4x4x1x1xf32>
      to tensor<4x4x1x1xbf16, #gnk.packed<[1] x 16, inputs 4>>
  // expected-error @below {{reads or writes both 'f16' and 'bf16'; beside f32 it can be one of them}}
  gnk.conv %a, %p into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x2x2, nchw, f16>,
      tensor<4x4x1x1xbf16, #gnk.packed<[1] x 16, inputs 4>>
      into <1x4x2x2, nchw, f16>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x1x1, nchw>) {
  %bias = gn.parameter "b" : tensor<4xf32>
  %p = gnk.pack %bias at 0 : tensor<4xf32>
      to tensor<4xbf16, #gnk.packed<[1] x 16, inputs 1>>
  // expected-error @below {{operand #1 must be 1D tensor of 32-bit float values}}
  gnk.affine %a scale %p into %a
      : <1x4x1x1, nchw> scale tensor<4xbf16, #gnk.packed<[1] x 16, inputs 1>>
      into <1x4x1x1, nchw>
  return
}

// -----

func.func @f() {
  %w = gn.parameter "w" : tensor<4x4x1x1xf32>
  // expected-error @below {{result #0 must be ranked tensor of 32-bit float or tf32 type or bfloat16 type or 16-bit float or 8-bit signless integer or 24-bit signless integer values}}
  %p = gnk.pack %w at 0 : tensor<4x4x1x1xf32>
      to tensor<4x4x1x1xi16, #gnk.packed<[1] x 16, inputs 4>>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x1x1, nchw>) {
  // expected-error @below {{gnk.weight_type needs to be f32, bf16, f16, i24 or i8, of a kernel}}
  gnk.activation relu %a into %a {gnk.weight_type = i16}
      : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// -----

func.func @f() {
  // expected-error @below {{gnk.weight_type needs to be f32, bf16, f16, i24 or i8, of a kernel}}
  %a = gnk.alloc {gnk.weight_type = bf16} : <1x4x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x4x1x1, nchw>) {
  // expected-error @below {{gnk.kept needs to be a string of a kernel}}
  gnk.activation relu %a into %a {gnk.kept} : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// -----

func.func @f() {
  // expected-error @below {{gnk.kept needs to be a string of a kernel}}
  %a = gnk.alloc {gnk.kept = "why"} : <1x4x1x1, nchw>
  return
}
