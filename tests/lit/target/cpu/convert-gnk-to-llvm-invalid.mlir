// RUN: gnet-opt %s --convert-gnk-to-llvm -split-input-file -verify-diagnostics

// expected-error@+1 {{a package is made of one planned network, alone in its module}}
module {}

// -----

// expected-error@+1 {{a package is made of one planned network, alone in its module}}
module {
  func.func private @declared(!gnk.buffer<1x1x1x1, nchw>, !gnk.buffer<1x1x1x1, nchw>)
}

// -----

module {
  // expected-error@+1 {{a network has two buffers, its input and its output, and no result}}
  func.func @one(%input: !gnk.buffer<1x1x1x1, nchw>) {
    return
  }
}

// -----

module {
  // expected-error@+1 {{input and output need to be dense nchw buffers of f32}}
  func.func @blocked(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x8x1x1, nChw8c>) {
    return
  }
}

// -----

module {
  // expected-error@+1 {{input and output need to be dense nchw buffers of f32}}
  func.func @tensors(%input: tensor<1x1x1x1xf32>, %output: tensor<1x1x1x1xf32>) {
    return
  }
}

// -----

module {
  // expected-error@+1 {{input and output differ in their batch}}
  func.func @batches(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<2x1x1x1, nchw>) {
    return
  }
}

// -----

module {
  // expected-error@+1 {{has no gnk.arena_bytes; run gnk-plan-memory first}}
  func.func @unplanned(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>) {
    return
  }
}

// -----

module {
  func.func @no_offset(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    // expected-error@+1 {{has no place in the arena; run gnk-plan-memory first}}
    %0 = gnk.alloc : !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @past_the_arena(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    // expected-error@+1 {{reaches past the arena's 64 bytes}}
    %0 = gnk.alloc at 64 : !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @other_shape(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    // expected-note@+1 {{first seen here}}
    %0 = gn.parameter "a" : tensor<1xf32>
    // expected-error@+1 {{has another shape than before}}
    %1 = gn.parameter "a" : tensor<2xf32>
    return
  }
}

// -----

module {
  func.func @not_lowered(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    // expected-error@+1 {{is no part of a planned network}}
    %0 = builtin.unrealized_conversion_cast %input : !gnk.buffer<1x1x1x1, nchw> to tensor<1x1x1x1xf32>
    return
  }
}

// -----

module {
  // expected-error@+1 {{needs gn.input = {order, scale, mean, stddev}, how a picture becomes an input}}
  func.func @no_input(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    gnk.activation relu %input into %output : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @mixed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    gnk.activation relu %input into %output {gnk.code = {function = @activation0, items = 0 : i64, items_of_image = 1 : i64}} : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    // expected-error@+1 {{is generated and others are not, or the other way round}}
    gnk.activation relu %input into %output : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @mixed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    gnk.activation relu %input into %output : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    // expected-error@+1 {{is generated and others are not, or the other way round}}
    gnk.activation relu %input into %output {gnk.code = {function = @activation0, items = 0 : i64, items_of_image = 1 : i64}} : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @past_the_packed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64, gnk.packed_bytes = 64 : i64} {
    %0 = gn.parameter "a" : tensor<1xf32>
    // expected-error@+1 {{reaches past the 64 bytes of packed tensors}}
    %1 = gnk.pack %0 at 64 : tensor<1xf32> to tensor<1xf32, #gnk.packed<[1] x 16, inputs 1>>
    return
  }
}

// -----

module {
  func.func @past_the_packed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64, gnk.packed_bytes = 0 : i64} {
    %0 = gn.parameter "a" : tensor<1xf32>
    // expected-error@+1 {{reaches past the 0 bytes of packed tensors}}
    %1 = gnk.pack %0 at 0 : tensor<1xf32> to tensor<1xf32, #gnk.packed<[1] x 16, inputs 1>>
    return
  }
}

// -----

module {
  func.func @past_the_packed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64, gnk.packed_bytes = 63 : i64} {
    %0 = gn.parameter "a" : tensor<1xf32>
    // expected-error@+1 {{reaches past the 63 bytes of packed tensors}}
    %1 = gnk.pack %0 at 0 : tensor<1xf32> to tensor<1xf32, #gnk.packed<[1] x 16, inputs 1>>
    return
  }
}

// -----

module {
  func.func @not_packed(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    %0 = gn.parameter "a" : tensor<1xf32>
    // expected-error@+1 {{has a tensor that is not packed; run gnk-pack-weights first}}
    gnk.affine %input shift %0 into %output {gnk.code = {function = @activation0, items = 0 : i64, items_of_image = 1 : i64}} : !gnk.buffer<1x1x1x1, nchw> shift tensor<1xf32> into !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

module {
  func.func @without_code(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
      attributes {gnk.arena_bytes = 64 : i64} {
    // expected-error@+1 {{has a kernel, but no code; run gnk-emit-kernels first}}
    gnk.activation relu %input into %output {gnk.kernel = #gnk.kernel<"activation">} : !gnk.buffer<1x1x1x1, nchw> into !gnk.buffer<1x1x1x1, nchw>
    return
  }
}

// -----

// Of two modules of kernels, which is it?
// expected-error@+1 {{a package is made of one planned network, alone in its module}}
module {
  func.func @two_modules(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>) {
    return
  }
  module {}
  module {}
}
