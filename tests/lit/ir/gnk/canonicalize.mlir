// RUN: gnet-opt %s --canonicalize | FileCheck %s

// A slice of everything is its buffer, and a buffer that nothing touches goes.
// CHECK-LABEL: func.func @whole
// CHECK-SAME: %[[IN:.*]]: !gnk.buffer<1x4x2x2, nchw>, %[[OUT:.*]]: !gnk
func.func @whole(%in: !gnk.buffer<1x4x2x2, nchw>,
                 %out: !gnk.buffer<1x4x2x2, nchw>) {
  // CHECK-NEXT: gnk.activation relu %[[IN]] into %[[OUT]]
  // CHECK-NEXT: return
  %unused = gnk.alloc : <1x4x2x2, nchw>
  %slice = gnk.slice %in from 0 : <1x4x2x2, nchw> to <1x4x2x2, nchw>
  gnk.activation relu %slice into %out : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  return
}
