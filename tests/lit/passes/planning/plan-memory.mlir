// RUN: gnet-opt %s --gnk-plan-memory | FileCheck %s

// In a chain the third buffer takes the place of the first. 1x5x3x3 is 180
// bytes, in lines of 64: 192.
// CHECK-LABEL: func.func @chain
// CHECK-SAME: gnk.arena_bytes = 384 : i64
// CHECK-SAME: gnk.memory = {arena = 384 : i64, live = 384 : i64, sum = 576 : i64}
func.func @chain(%in: !gnk.buffer<1x5x3x3, nchw>,
                 %out: !gnk.buffer<1x5x3x3, nchw>) {
  // CHECK: gnk.alloc at 0 :
  // CHECK: gnk.alloc at 192 :
  // CHECK: gnk.alloc at 0 :
  %a = gnk.alloc : <1x5x3x3, nchw>
  gnk.activation relu %in into %a : <1x5x3x3, nchw> into <1x5x3x3, nchw>
  %b = gnk.alloc : <1x5x3x3, nchw>
  gnk.activation relu %a into %b : <1x5x3x3, nchw> into <1x5x3x3, nchw>
  %c = gnk.alloc : <1x5x3x3, nchw>
  gnk.activation relu %b into %c : <1x5x3x3, nchw> into <1x5x3x3, nchw>
  gnk.activation relu %c into %out : <1x5x3x3, nchw> into <1x5x3x3, nchw>
  return
}

// A buffer is live from the first to the last use of a view of it.
// CHECK-LABEL: func.func @views
// CHECK-SAME: gnk.memory = {arena = 384 : i64, live = 384 : i64, sum = 384 : i64}
func.func @views(%in: !gnk.buffer<1x16x1x1, nchw>,
                 %out: !gnk.buffer<1x16x1x1, nchw>) {
  // CHECK: %[[ALL:.*]] = gnk.alloc at 0 : <1x64x1x1, nchw>
  // CHECK: %[[A:.*]] = gnk.alloc at 256 : <1x16x1x1, nchw>
  // CHECK: %[[B:.*]] = gnk.alloc at 320 : <1x16x1x1, nchw>
  %all = gnk.alloc : <1x64x1x1, nchw>
  %s0 = gnk.slice %all from 0 : <1x64x1x1, nchw> to <1x16x1x1, nchw, stride 64>
  %s1 = gnk.slice %all from 16
      : <1x64x1x1, nchw> to <1x16x1x1, nchw, stride 64>
  gnk.activation relu %in into %s0 : <1x16x1x1, nchw> into <1x16x1x1, nchw, stride 64>
  %a = gnk.alloc : <1x16x1x1, nchw>
  gnk.activation relu %in into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  %b = gnk.alloc : <1x16x1x1, nchw>
  gnk.activation relu %a into %b : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.activation relu %b into %s1 : <1x16x1x1, nchw> into <1x16x1x1, nchw, stride 64>
  // A kernel may read one part of a buffer and write another.
  %s2 = gnk.slice %all from 32
      : <1x64x1x1, nchw> to <1x16x1x1, nchw, stride 64>
  gnk.activation relu %s0 into %s2
      : <1x16x1x1, nchw, stride 64> into <1x16x1x1, nchw, stride 64>
  gnk.activation relu %s2 into %out : <1x16x1x1, nchw, stride 64> into <1x16x1x1, nchw>
  return
}

// Groups of channels are filled up, in each image: 2 x 16 x 2 x 2 floats.
// CHECK-LABEL: func.func @blocked
// CHECK-SAME: gnk.arena_bytes = 512 : i64
func.func @blocked(%in: !gnk.buffer<2x5x2x2, nchw>,
                   %out: !gnk.buffer<2x5x2x2, nchw>) {
  %a = gnk.alloc : <2x5x2x2, nChw16c>
  gnk.reorder %in into %a : <2x5x2x2, nchw> into <2x5x2x2, nChw16c>
  gnk.reorder %a into %out : <2x5x2x2, nChw16c> into <2x5x2x2, nchw>
  return
}

// What was planned before is planned anew.
// CHECK-LABEL: func.func @again
// CHECK-SAME: gnk.arena_bytes = 64 : i64
func.func @again(%in: !gnk.buffer<1x1x1x1, nchw>,
                 %out: !gnk.buffer<1x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 4096 : i64} {
  // CHECK: gnk.alloc at 0 :
  %a = gnk.alloc at 4032 : <1x1x1x1, nchw>
  gnk.activation relu %in into %a : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  gnk.activation relu %a into %out : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// CHECK-LABEL: func.func @nothing
// CHECK-SAME: gnk.memory = {arena = 0 : i64, live = 0 : i64, sum = 0 : i64}
func.func @nothing(%in: !gnk.buffer<1x1x1x1, nchw>,
                   %out: !gnk.buffer<1x1x1x1, nchw>) {
  gnk.activation relu %in into %out : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// One buffer, written twice.
// CHECK-LABEL: func.func @in_place
// CHECK-SAME: gnk.arena_bytes = 64
func.func @in_place(%in: !gnk.buffer<1x4x2x2, nchw>,
                    %out: !gnk.buffer<1x4x2x2, nchw>) {
  // CHECK: %[[A:.*]] = gnk.alloc at 0
  %a = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation relu %in into %a : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  // CHECK: gnk.add %[[A]], %{{.*}} into %[[A]]
  gnk.add %a, %in into %a
      : <1x4x2x2, nchw>, <1x4x2x2, nchw> into <1x4x2x2, nchw>
  gnk.softmax %a into %out : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  return
}
