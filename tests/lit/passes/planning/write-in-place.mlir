// RUN: gnet-opt %s --gnk-write-in-place | FileCheck %s

// CHECK-LABEL: func.func @chain
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x4x3x3, nchw>, %[[OUT:.*]]: !gnk.buffer<1x4x3x3, nchw>)
func.func @chain(%in: !gnk.buffer<1x4x3x3, nchw>,
                 %out: !gnk.buffer<1x4x3x3, nchw>) {
  // Never the input, which is the application's.
  // CHECK: %[[A:.*]] = gnk.alloc
  // CHECK-NEXT: gnk.activation relu %[[IN]] into %[[A]]
  %a = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation relu %in into %a : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK-NEXT: gnk.activation sigmoid %[[A]] into %[[A]]
  %b = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation sigmoid %a into %b : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK-NEXT: gnk.add %[[IN]], %[[A]] into %[[A]]
  %c = gnk.alloc : <1x4x3x3, nchw>
  gnk.add %in, %b into %c
      : <1x4x3x3, nchw>, <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK-NEXT: gnk.add %[[A]], %[[A]] into %[[A]]
  %d = gnk.alloc : <1x4x3x3, nchw>
  gnk.add %c, %c into %d
      : <1x4x3x3, nchw>, <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK-NEXT: gnk.softmax %[[A]] into %[[OUT]]
  gnk.softmax %d into %out : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  return
}

// A convolution writes over what it adds, not over its source.
// CHECK-LABEL: func.func @conv
func.func @conv(%in: !gnk.buffer<1x4x3x3, nchw>,
                %out: !gnk.buffer<1x4x3x3, nchw>) {
  %w = gn.parameter "w" : tensor<4x4x1x1xf32>
  // CHECK: gnk.activation relu %{{.*}} into %[[A:.*]] :
  %a = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation relu %in into %a : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK: %[[B:.*]] = gnk.alloc
  // CHECK: gnk.conv %[[A]], %{{.*}} plus %[[A]] into %[[B]]
  %b = gnk.alloc : <1x4x3x3, nchw>
  gnk.conv %a, %w plus %a into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x3x3, nchw>, tensor<4x4x1x1xf32>
      plus !gnk.buffer<1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK: gnk.conv %{{.*}}, %{{.*}} plus %[[B]] into %[[B]]
  %c = gnk.alloc : <1x4x3x3, nchw>
  gnk.conv %in, %w plus %b into %c strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x3x3, nchw>, tensor<4x4x1x1xf32>
      plus !gnk.buffer<1x4x3x3, nchw> into <1x4x3x3, nchw>
  gnk.softmax %c into %out : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  return
}

// A product writes over its image, and over a gate of the image's shape.
// CHECK-LABEL: func.func @multiply
func.func @multiply(%in: !gnk.buffer<1x4x3x3, nchw>,
                    %small: !gnk.buffer<1x4x1x1, nchw>,
                    %out: !gnk.buffer<1x4x3x3, nchw>) {
  // CHECK: gnk.activation relu %{{.*}} into %[[A:.*]] :
  %a = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation relu %in into %a : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK: gnk.activation sigmoid %{{.*}} into %[[GATE:.*]] :
  %gate = gnk.alloc : <1x4x1x1, nchw>
  gnk.activation sigmoid %small into %gate
      : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  // CHECK: gnk.multiply %[[A]], %[[GATE]] into %[[A]]
  %b = gnk.alloc : <1x4x3x3, nchw>
  gnk.multiply %a, %gate into %b
      : <1x4x3x3, nchw>, <1x4x1x1, nchw> into <1x4x3x3, nchw>
  // CHECK: gnk.multiply %{{.*}}, %[[A]] into %[[A]]
  %c = gnk.alloc : <1x4x3x3, nchw>
  gnk.multiply %in, %b into %c
      : <1x4x3x3, nchw>, <1x4x3x3, nchw> into <1x4x3x3, nchw>
  gnk.softmax %c into %out : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  return
}

// What is read later, also through a view, is not overwritten.
// CHECK-LABEL: func.func @read_later
func.func @read_later(%in: !gnk.buffer<1x4x3x3, nchw>,
                      %out: !gnk.buffer<1x4x3x3, nchw>,
                      %flat: !gnk.buffer<1x36x1x1, nchw>) {
  // CHECK: gnk.activation relu %{{.*}} into %[[A:.*]] :
  %a = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation relu %in into %a : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK: gnk.activation sigmoid %[[A]] into %[[B:.*]] :
  %b = gnk.alloc : <1x4x3x3, nchw>
  gnk.activation sigmoid %a into %b : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  %view = gnk.flatten %b : <1x4x3x3, nchw> to <1x36x1x1, nchw>
  // CHECK: gnk.add %[[A]], %[[B]] into %[[A]]
  %c = gnk.alloc : <1x4x3x3, nchw>
  gnk.add %a, %b into %c
      : <1x4x3x3, nchw>, <1x4x3x3, nchw> into <1x4x3x3, nchw>
  // CHECK: gnk.softmax %[[A]]
  gnk.softmax %c into %out : <1x4x3x3, nchw> into <1x4x3x3, nchw>
  gnk.softmax %view into %flat : <1x36x1x1, nchw> into <1x36x1x1, nchw>
  return
}

// CHECK: func.func private @declared
func.func private @declared(!gnk.buffer<1x4x3x3, nchw>)
