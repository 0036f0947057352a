// RUN: gnet-opt %s --gnk-plan-memory --verify-diagnostics --split-input-file

func.func @in_place(%in: !gnk.buffer<1x4x1x1, nchw>) {
  // expected-error @below {{writes into its own source}}
  gnk.relu %in into %in : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// -----

func.func @views(%in: !gnk.buffer<1x4x2x2, nchw>) {
  %a = gnk.slice %in from 0 : <1x4x2x2, nchw> to <1x2x2x2, nchw, stride 16>
  %b = gnk.slice %in from 1 : <1x4x2x2, nchw> to <1x2x2x2, nchw, stride 16>
  // expected-error @below {{writes into its own source}}
  gnk.relu %a into %b
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
  gnk.relu %e into %d
      : <1x4x1x1, nchw, stride 16> into <1x4x1x1, nchw, stride 16>
  return
}
