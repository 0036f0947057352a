// RUN: gnet-opt %s --gnk-elide-concat --verify-diagnostics --split-input-file
// RUN: gnet-opt %s --gnk-assign-layouts --verify-diagnostics --split-input-file
// RUN: gnet-opt %s --gnk-plan-memory --verify-diagnostics --split-input-file

// What is declared elsewhere is not planned here.
func.func private @declared(tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>

// -----

// expected-error @below {{needs one block and no result}}
func.func @result(%x: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  return %x : tensor<1x2x3x3xf32>
}

// -----

// expected-error @below {{needs dense nchw buffers of f32 as arguments, not '!gnk.buffer<1x16x3x3, nChw16c>'}}
func.func @blocked(%x: !gnk.buffer<1x16x3x3, nChw16c>) {
  return
}

// -----

// expected-error @below {{needs dense nchw buffers of f32 as arguments, not '!gnk.buffer<1x4x3x3, nchw, stride 72>'}}
func.func @strided(%x: !gnk.buffer<1x4x3x3, nchw, stride 72>) {
  return
}

// -----

// expected-error @below {{needs dense nchw buffers of f32 as arguments, not 'i32'}}
func.func @number(%x: i32) {
  return
}

// -----

func.func private @other(!gnk.buffer<1x4x3x3, nchw>)
func.func @call(%x: !gnk.buffer<1x4x3x3, nchw>) {
  // expected-error @below {{is no part of a program of kernels}}
  call @other(%x) : (!gnk.buffer<1x4x3x3, nchw>) -> ()
  return
}

// -----

func.func @layer(%x: !gnk.buffer<1x4x3x3, nchw>) {
  %v = gn.parameter "v" : tensor<1x2x3x3xf32>
  // expected-error @below {{is no part of a program of kernels}}
  %0 = gn.relu %v : tensor<1x2x3x3xf32>
  return
}

// -----

// expected-error @below {{needs dense nchw buffers of f32 as arguments, not '!gnk.buffer<1x4x3x3, nchw, bf16>'}}
func.func @narrow(%x: !gnk.buffer<1x4x3x3, nchw, bf16>) {
  return
}
