// RUN: gnet-opt %s --gnk-plan-memory --verify-diagnostics --split-input-file

func.func @in_place(%in: !gnk.buffer<1x4x1x1, nchw>) {
  // expected-error @below {{writes into its own source}}
  gnk.lrn %in into %in size 5 alpha 1.0 beta 0.75 k 1.0
      : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// -----

// A convolution may overwrite what it adds, not what it convolves.
func.func @source_of_a_conv(%in: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<4x4x1x1xf32>
  // expected-error @below {{writes into its own source}}
  gnk.conv %in, %w plus %in into %in strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x1x1, nchw>, tensor<4x4x1x1xf32>
      plus !gnk.buffer<1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// -----

func.func @views(%in: !gnk.buffer<1x4x2x2, nchw>) {
  %a = gnk.slice %in from 0 : <1x4x2x2, nchw> to <1x2x2x2, nchw, stride 16>
  %b = gnk.slice %in from 1 : <1x4x2x2, nchw> to <1x2x2x2, nchw, stride 16>
  // expected-error @below {{writes into its own source}}
  gnk.activation relu %a into %b
      : <1x2x2x2, nchw, stride 16> into <1x2x2x2, nchw, stride 16>
  return
}

// -----

func.func @flattened(%in: !gnk.buffer<1x4x2x2, nchw>) {
  %a = gnk.flatten %in : <1x4x2x2, nchw> to <1x16x1x1, nchw>
  %b = gnk.slice %a from 8 : <1x16x1x1, nchw> to <1x8x1x1, nchw, stride 16>
  %c = gnk.slice %in from 3 : <1x4x2x2, nchw> to <1x1x2x2, nchw, stride 16>
  %d = gnk.flatten %c
      : <1x1x2x2, nchw, stride 16> to <1x4x1x1, nchw, stride 16>
  %e = gnk.slice %b from 4
      : <1x8x1x1, nchw, stride 16> to <1x4x1x1, nchw, stride 16>
  // expected-error @below {{writes into its own source}}
  gnk.softmax %e into %d
      : <1x4x1x1, nchw, stride 16> into <1x4x1x1, nchw, stride 16>
  return
}
