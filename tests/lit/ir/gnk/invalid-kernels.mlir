// RUN: gnet-opt %s --verify-diagnostics --split-input-file

// expected-error @below {{a kernel has a name, and scratch and shared memory from 0}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"">}

// -----

// expected-error @below {{a kernel has a name, and scratch and shared memory from 0}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", scratch -1>}

// -----

// expected-error @below {{expected '<'}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel}

// -----

// expected-error @below {{expected string}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<pool>}

// -----

// expected-error @below {{expected a layout: nchw, nChw16c or nChw8c}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", nhwc to nchw>}

// -----

// expected-error @below {{expected a layout: nchw, nChw16c or nChw8c}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", nchw to nhwc>}

// -----

// expected-error @below {{expected 'to'}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", nchw>}

// -----

// expected-error @below {{expected valid keyword}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", nchw to "nchw">}

// -----

// expected-error @below {{expected integer value}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", scratch many>}

// -----

// expected-error @below {{a kernel's parameters are a dictionary}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool", [1, 2]>}

// -----

// expected-error @below {{expected '>'}}
func.func private @kernel() attributes {test.kernel = #gnk.kernel<"pool" scratch 1>}

// -----

// expected-error @below {{a packed tensor has groups of blocks, all from 1}}
func.func private @packed(tensor<16xf32, #gnk.packed<[] x 16, inputs 1>>)

// -----

// expected-error @below {{a packed tensor has groups of blocks, all from 1}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1, 0] x 16, inputs 1>>)

// -----

// expected-error @below {{a packed tensor has groups of blocks, all from 1}}
func.func private @packed(tensor<16xf32, #gnk.packed<[-1] x 16, inputs 1>>)

// -----

// expected-error @below {{a packed tensor has groups of blocks, all from 1}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 0, inputs 1>>)

// -----

// expected-error @below {{a packed tensor has groups of blocks, all from 1}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 0>>)

// -----

// expected-error @below {{winograd needs a height and a width}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, winograd [4]>>)

// -----

// expected-error @below {{winograd needs a height and a width}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, winograd [4, 4, 4]>>)

// -----

// expected-error @below {{winograd needs a height and a width}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, winograd [4, 0]>>)

// -----

// expected-error @below {{quads need a multiple of 4 inputs}}
func.func private @packed(tensor<16xi8, #gnk.packed<[1] x 16, inputs 6, quads>>)

// -----

func.func @f() {
  %w = gn.parameter "w" : tensor<16xf32>
  // expected-error @below {{makes i8 of filters as they are, or of a matrix}}
  %p = gnk.pack %w at 0 : tensor<16xf32> to tensor<16xi8, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @f() {
  %w = gn.parameter "w" : tensor<16x16x3x3xf32>
  // expected-error @below {{makes i8 of filters as they are, or of a matrix}}
  %p = gnk.pack %w at 0 : tensor<16x16x3x3xf32>
      to tensor<16x16x3x3xi8, #gnk.packed<[1] x 16, inputs 16, winograd [4, 4]>>
  return
}

// -----

func.func @f() {
  %w = gn.parameter "w" : tensor<16x16x3x3xf32>
  // expected-error @below {{makes i24 of a matrix, whose inputs lie one by one}}
  %p = gnk.pack %w at 0 : tensor<16x16x3x3xf32>
      to tensor<16x16x3x3xi24, #gnk.packed<[1] x 16, inputs 16>>
  return
}

// -----

func.func @f() {
  %w = gn.parameter "w" : tensor<16x16xf32>
  // expected-error @below {{makes i24 of a matrix, whose inputs lie one by one}}
  %p = gnk.pack %w at 0 : tensor<16x16xf32>
      to tensor<16x16xi24, #gnk.packed<[1] x 16, inputs 16, pairs>>
  return
}

// -----

// expected-error @below {{pairs need an even number of inputs}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, pairs>>)

// -----

// expected-error @below {{expected '<'}}
func.func private @packed(tensor<16xf32, #gnk.packed>)

// -----

// expected-error @below {{expected '['}}
func.func private @packed(tensor<16xf32, #gnk.packed<1 x 16, inputs 1>>)

// -----

// expected-error @below {{expected integer value}}
func.func private @packed(tensor<16xf32, #gnk.packed<[one] x 16, inputs 1>>)

// -----

// expected-error @below {{expected 'x'}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1], inputs 1>>)

// -----

// expected-error @below {{expected integer value}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x lanes, inputs 1>>)

// -----

// expected-error @below {{expected ','}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16>>)

// -----

// expected-error @below {{expected 'inputs'}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, outputs 1>>)

// -----

// expected-error @below {{expected integer value}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs many>>)

// -----

// expected-error @below {{expected 'first'}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, taps last>>)

// -----

// expected-error @below {{expected 'winograd'}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, fft [4, 4]>>)

// -----

// expected-error @below {{expected '['}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1, winograd 4>>)

// -----

// expected-error @below {{expected '>'}}
func.func private @packed(tensor<16xf32, #gnk.packed<[1] x 16, inputs 1 taps first>>)

// -----

func.func @pack(%w: tensor<16xf32>) {
  // expected-error @below {{gives its tensor of a known shape a #gnk.packed encoding}}
  %p = gnk.pack %w at 0
      : tensor<16xf32> to tensor<16xf32>
  return
}

// -----

func.func @pack(%w: tensor<16xf32>) {
  // expected-error @below {{gives its tensor of a known shape a #gnk.packed encoding}}
  %p = gnk.pack %w at 0
      : tensor<16xf32> to tensor<16xf32, "some">
  return
}

// -----

func.func @pack(%w: tensor<16xf32>) {
  // expected-error @below {{gives its tensor of a known shape a #gnk.packed encoding}}
  %p = gnk.pack %w at 0
      : tensor<16xf32> to tensor<15xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<?xf32>) {
  // expected-error @below {{gives its tensor of a known shape a #gnk.packed encoding}}
  %p = gnk.pack %w at 0
      : tensor<?xf32> to tensor<?xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>) {
  // expected-error @below {{gives its tensor of a known shape a #gnk.packed encoding}}
  %p = gnk.pack %w at 0
      : tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16x3x3xf32>) {
  // expected-error @below {{packs tensors of 1, 2 or 4 dimensions}}
  %p = gnk.pack %w at 0
      : tensor<16x3x3xf32> to tensor<16x3x3xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16x3x3x3x3xf32>) {
  // expected-error @below {{packs tensors of 1, 2 or 4 dimensions}}
  %p = gnk.pack %w at 0
      : tensor<16x3x3x3x3xf32> to tensor<16x3x3x3x3xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<f32>) {
  // expected-error @below {{packs tensors of 1, 2 or 4 dimensions}}
  %p = gnk.pack %w at 0
      : tensor<f32> to tensor<f32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16x9xf32>) {
  // expected-error @below {{cuts and transforms filters, tensors of 4 dimensions}}
  %p = gnk.pack %w at 0
      : tensor<16x9xf32> to tensor<16x9xf32, #gnk.packed<[1] x 16, inputs 1, winograd [4, 4]>>
  return
}

// -----

func.func @pack(%w: tensor<16x9xf32>) {
  // expected-error @below {{cuts and transforms filters, tensors of 4 dimensions}}
  %p = gnk.pack %w at 0
      : tensor<16x9xf32> to tensor<16x9xf32, #gnk.packed<[1] x 16, inputs 1, phases [2, 2]>>
  return
}

// -----

func.func @pack(%w: tensor<16x3x3x3xf32>) {
  %p = gnk.pack %w at 0
      // expected-error @below {{phases are so many along the height and the width}}
      : tensor<16x3x3x3xf32> to tensor<16x3x3x3xf32, #gnk.packed<[1] x 16, inputs 1, phases [2]>>
  return
}

// -----

func.func @pack(%w: tensor<16x3x3x3xf32>) {
  // expected-error @below {{cuts the outputs and the inputs of 1 x 1 filters into halves}}
  %p = gnk.pack %w at 0
      : tensor<16x3x3x3xf32> to tensor<16x3x3x3xf32, #gnk.packed<[1] x 16, inputs 1, halves>>
  return
}

// -----

func.func @pack(%w: tensor<16x5x1x1xf32>) {
  // expected-error @below {{cuts the outputs and the inputs of 1 x 1 filters into halves}}
  %p = gnk.pack %w at 0
      : tensor<16x5x1x1xf32> to tensor<16x5x1x1xf32, #gnk.packed<[1] x 16, inputs 1, halves>>
  return
}

// -----

func.func @pack(%w: tensor<64x6x1x1xf32>) {
  // expected-error @below {{has groups of 1 blocks for 32 outputs}}
  %p = gnk.pack %w at 0
      : tensor<64x6x1x1xf32> to tensor<64x6x1x1xf32, #gnk.packed<[1] x 16, inputs 1, halves>>
  return
}

// -----

// expected-error @below {{what is cut into halves is not transformed otherwise}}
func.func private @packed(tensor<16x6x1x1xf32, #gnk.packed<[1] x 16, inputs 1, winograd [2, 2], halves>>)

// -----

func.func @pack(%w: tensor<17xf32>) {
  // expected-error @below {{has groups of 1 blocks for 17 outputs}}
  %p = gnk.pack %w at 0
      : tensor<17xf32> to tensor<17xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<49xf32>) {
  // expected-error @below {{has groups of 3 blocks for 49 outputs}}
  %p = gnk.pack %w at 0
      : tensor<49xf32> to tensor<49xf32, #gnk.packed<[2, 1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16xf32>) {
  // expected-error @below {{offset needs to be a multiple of 64 from 0}}
  %p = gnk.pack %w at 32
      : tensor<16xf32> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

func.func @pack(%w: tensor<16xf32>) {
  // expected-error @below {{offset needs to be a multiple of 64 from 0}}
  %p = gnk.pack %w at -64
      : tensor<16xf32> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  return
}

// -----

// expected-error @below {{gnk.packed_bytes needs to be an i64 from 0}}
func.func @f() attributes {gnk.packed_bytes = -1 : i64} {
  return
}

// -----

// expected-error @below {{gnk.packed_bytes needs to be an i64 from 0}}
func.func @f() attributes {gnk.packed_bytes = 64 : i32} {
  return
}

// -----

// expected-error @below {{gnk.packed_bytes needs to be an i64 from 0}}
func.func @f() attributes {gnk.packed_bytes = "64"} {
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.kernel needs to be a #gnk.kernel of a kernel}}
  gnk.activation relu %a into %a {gnk.kernel = "activation"}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

// An alloc computes nothing.
func.func @f() {
  // expected-error @below {{gnk.kernel needs to be a #gnk.kernel of a kernel}}
  %a = gnk.alloc {gnk.kernel = #gnk.kernel<"alloc">} : <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = @f}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {items = 1 : i64, items_of_image = 0 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {function = "f", items = 1 : i64, items_of_image = 0 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {function = @f, items_of_image = 0 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {function = @f, items = 1 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {function = @f, items = -1 : i64, items_of_image = 0 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {function = @f, items = 1 : i64, items_of_image = 1 : i32}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {before = {function = @g, items = 1 : i64},
                   function = @f, items = 1 : i64, items_of_image = 1 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @f(%a: !gnk.buffer<1x1x1x1, nchw>) {
  // expected-error @below {{gnk.code needs a function, items and items_of_image}}
  gnk.activation relu %a into %a
      {gnk.code = {before = @g, function = @f, items = 1 : i64,
                   items_of_image = 1 : i64}}
      : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

// expected-error @below {{gnk.cpu needs to be a string of a module}}
func.func private @net() attributes {gnk.cpu = "x86-64-v3"}

// -----

// expected-error @below {{gnk.cpu needs to be a string of a module}}
module attributes {gnk.cpu = 3 : i64} {}
