// RUN: gnet-opt %s --gnk-elide-concat=report --verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @copies
// CHECK-COUNT-5: gnk.reorder
// CHECK-NOT: gnk.reorder
// CHECK-LABEL: func.func @itself
func.func @copies(%in: !gnk.buffer<1x4x1x1, nchw>,
                  %out: !gnk.buffer<1x20x1x1, nchw>,
                  %blocked: !gnk.buffer<1x2x2x1, nchw>) {
  %s0 = gnk.slice %out from 0 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  // expected-remark @below {{stays a copy: its source is an argument}}
  gnk.reorder %in into %s0 : <1x4x1x1, nchw> into <1x4x1x1, nchw, stride 20>

  %image = gnk.alloc : <1x2x2x1, nchw>
  gnk.activation relu %blocked into %image : <1x2x2x1, nchw> into <1x2x2x1, nchw>
  %flat = gnk.flatten %image : <1x2x2x1, nchw> to <1x4x1x1, nchw>
  %s1 = gnk.slice %out from 4 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  // expected-remark @below {{stays a copy: its source is a flattened view}}
  gnk.reorder %flat into %s1 : <1x4x1x1, nchw> into <1x4x1x1, nchw, stride 20>

  // Of two copies of one buffer the first goes.
  %twice = gnk.alloc : <1x4x1x1, nchw>
  gnk.activation relu %in into %twice : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  %s2 = gnk.slice %out from 8 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  gnk.reorder %twice into %s2 : <1x4x1x1, nchw> into <1x4x1x1, nchw, stride 20>
  %s3 = gnk.slice %out from 12 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  // expected-remark @below {{stays a copy: its source is already part of a concatenation}}
  gnk.reorder %twice into %s3 : <1x4x1x1, nchw> into <1x4x1x1, nchw, stride 20>

  // The fifth reorder copies nothing into a slice.
  %other = gnk.alloc : <1x4x1x1, nChw8c>
  gnk.reorder %in into %other : <1x4x1x1, nchw> into <1x4x1x1, nChw8c>
  %s4 = gnk.slice %out from 16 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  // expected-remark @below {{stays a copy: it changes the layout}}
  gnk.reorder %other into %s4 : <1x4x1x1, nChw8c> into <1x4x1x1, nchw, stride 20>
  return
}

func.func @itself(%in: !gnk.buffer<1x4x1x1, nchw>,
                  %out: !gnk.buffer<1x4x1x1, nchw>) {
  %a = gnk.alloc : <1x4x1x1, nchw>
  gnk.activation relu %in into %a : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  %s = gnk.slice %a from 0 : <1x4x1x1, nchw> to <1x4x1x1, nchw>
  // expected-remark @below {{stays a copy: its source is the buffer that it copies into}}
  gnk.reorder %a into %s : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// Who reads the image again finds it as it was, not in the output.
func.func @vector(%in: !gnk.buffer<1x4x2x2, nchw>,
                  %out: !gnk.buffer<1x20x1x1, nchw>) {
  %image = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation relu %in into %image : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  %s0 = gnk.slice %out from 0 : <1x20x1x1, nchw> to <1x4x2x2, nchw, stride 20>
  // expected-remark @below {{stays a copy: it becomes a part of a vector}}
  gnk.reorder %image into %s0 : <1x4x2x2, nchw> into <1x4x2x2, nchw, stride 20>
  %s1 = gnk.slice %out from 16 : <1x20x1x1, nchw> to <1x4x1x1, nchw, stride 20>
  gnk.pool avg %image into %s1 kernel [2, 2] strides [1, 1] padding [0, 0, 0, 0]
      : <1x4x2x2, nchw> into <1x4x1x1, nchw, stride 20>
  return
}

func.func @types(%in: !gnk.buffer<1x4x1x1, nchw>,
                 %out: !gnk.buffer<1x4x1x1, nchw>) {
  %a = gnk.alloc : <1x4x1x1, nchw, bf16>
  gnk.activation relu %in into %a
      : <1x4x1x1, nchw> into <1x4x1x1, nchw, bf16>
  %s = gnk.slice %out from 0 : <1x4x1x1, nchw> to <1x4x1x1, nchw>
  // expected-remark @below {{stays a copy: it changes the type}}
  gnk.reorder %a into %s : <1x4x1x1, nchw, bf16> into <1x4x1x1, nchw>
  return
}
