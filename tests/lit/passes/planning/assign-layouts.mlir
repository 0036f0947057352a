// RUN: gnet-opt %s --gnk-assign-layouts | FileCheck %s
// RUN: gnet-opt %s --gnk-assign-layouts=block=8 | FileCheck %s --check-prefix=B8
// RUN: gnet-opt %s --gnk-assign-layouts=block=1 | FileCheck %s --check-prefix=PORTABLE --implicit-check-not=nChw

// PORTABLE-LABEL: func.func @picture

// The first convolution reads the picture as it comes; all is blocked up to
// the linear layer, which takes any layout.
// CHECK-LABEL: func.func @picture
// B8-LABEL: func.func @picture
func.func @picture(%in: !gnk.buffer<1x3x8x8, nchw>,
                   %out: !gnk.buffer<1x10x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x1x1xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x32x8x8, nChw16c>
  // CHECK-NEXT: gnk.conv %{{.*}} into %[[A]] {{.*}} : <1x3x8x8, nchw>
  // B8: %[[A:.*]] = gnk.alloc : <1x32x8x8, nChw8c>
  %a = gnk.alloc : <1x32x8x8, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x3x8x8, nchw>, tensor<32x3x1x1xf32> into <1x32x8x8, nchw>
  // CHECK-NEXT: %[[B:.*]] = gnk.alloc : <1x32x4x4, nChw16c>
  // CHECK-NEXT: gnk.pool max %[[A]] into %[[B]]
  // B8: gnk.alloc : <1x32x4x4, nChw8c>
  %b = gnk.alloc : <1x32x4x4, nchw>
  gnk.pool max %a into %b kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : <1x32x8x8, nchw> into <1x32x4x4, nchw>
  %v = gn.parameter "v" : tensor<10x512xf32>
  // CHECK-NOT: gnk.reorder
  // CHECK: gnk.linear %[[B]], %{{.*}} into %{{.*}} : <1x32x4x4, nChw16c>
  gnk.linear %b, %v into %out
      : <1x32x4x4, nchw>, tensor<10x512xf32> into <1x10x1x1, nchw>
  return
}

// A pool of the picture stays nchw, as the convolution after it wants it.
// CHECK-LABEL: func.func @pooled_picture
func.func @pooled_picture(%in: !gnk.buffer<1x3x8x8, nchw>,
                          %out: !gnk.buffer<1x10x1x1, nchw>) {
  // CHECK: %[[A:.*]] = gnk.alloc : <1x3x4x4, nchw>
  // CHECK-NEXT: gnk.pool max %{{.*}} into %[[A]]
  %a = gnk.alloc : <1x3x4x4, nchw>
  gnk.pool max %in into %a kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : <1x3x8x8, nchw> into <1x3x4x4, nchw>
  %w = gn.parameter "w" : tensor<10x3x4x4xf32>
  // CHECK: gnk.conv %[[A]], %{{.*}} into %[[T:.*]] strides {{.*}} into <1x10x1x1, nChw16c>
  // CHECK-NEXT: gnk.reorder %[[T]] into %{{.*}} : <1x10x1x1, nChw16c> into <1x10x1x1, nchw>
  gnk.conv %a, %w into %out strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x3x4x4, nchw>, tensor<10x3x4x4xf32> into <1x10x1x1, nchw>
  return
}

// Two kernels that need the same reorder share it.
// CHECK-LABEL: func.func @shared
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x16x4x4, nchw>, %[[OUT1:.*]]: !gnk.{{.*}}, %[[OUT2:.*]]: !gnk
func.func @shared(%in: !gnk.buffer<1x16x4x4, nchw>,
                  %out1: !gnk.buffer<1x4x1x1, nchw>,
                  %out2: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %v = gn.parameter "v" : tensor<4x256xf32>
  // CHECK: gnk.reorder %[[IN]] into %[[T:.*]] : <1x16x4x4, nchw> into <1x16x4x4, nChw16c>
  // CHECK: gnk.conv %[[T]],
  // CHECK-NOT: gnk.reorder
  // CHECK: gnk.conv %[[T]],
  // CHECK-NOT: gnk.reorder
  %a = gnk.alloc : <1x16x4x4, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<16x16x1x1xf32> into <1x16x4x4, nchw>
  gnk.linear %a, %v into %out1
      : <1x16x4x4, nchw>, tensor<4x256xf32> into <1x4x1x1, nchw>
  %b = gnk.alloc : <1x16x4x4, nchw>
  gnk.conv %in, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<16x16x1x1xf32> into <1x16x4x4, nchw>
  gnk.linear %b, %v into %out2
      : <1x16x4x4, nchw>, tensor<4x256xf32> into <1x4x1x1, nchw>
  return
}

// A concatenation whose second part begins inside a group of channels is nchw.
// What a convolution writes for it, another reads before it is reordered.
// CHECK-LABEL: func.func @unaligned
// B8-LABEL: func.func @unaligned
func.func @unaligned(%in: !gnk.buffer<1x3x4x4, nchw>,
                     %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<24x3x1x1xf32>
  %v = gn.parameter "v" : tensor<16x24x1x1xf32>
  %u = gn.parameter "u" : tensor<4x640xf32>
  // CHECK: %[[ALL:.*]] = gnk.alloc : <1x40x4x4, nchw>
  // B8: gnk.alloc : <1x40x4x4, nChw8c>
  // B8-NOT: gnk.reorder
  %all = gnk.alloc : <1x40x4x4, nchw>
  %a = gnk.slice %all from 0
      : <1x40x4x4, nchw> to <1x24x4x4, nchw, stride 640>
  %b = gnk.slice %all from 24
      : <1x40x4x4, nchw> to <1x16x4x4, nchw, stride 640>
  // CHECK: %[[A:.*]] = gnk.slice %[[ALL]] from 0
  // CHECK: gnk.conv %{{.*}} into %[[T:.*]] strides {{.*}} into <1x24x4x4, nChw16c>
  // CHECK-NEXT: gnk.reorder %[[T]] into %[[A]]
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x3x4x4, nchw>, tensor<24x3x1x1xf32>
      into <1x24x4x4, nchw, stride 640>
  // CHECK: %[[B:.*]] = gnk.slice %[[ALL]] from 24
  // CHECK: gnk.conv %[[T]], %{{.*}} into %[[S:.*]] strides
  // CHECK-NEXT: gnk.reorder %[[S]] into %[[B]]
  // CHECK-NOT: gnk.reorder
  gnk.conv %a, %v into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x24x4x4, nchw, stride 640>, tensor<16x24x1x1xf32>
      into <1x16x4x4, nchw, stride 640>
  gnk.linear %all, %u into %out
      : <1x40x4x4, nchw>, tensor<4x640xf32> into <1x4x1x1, nchw>
  return
}

// A flattened view is nchw: it comes to view a copy, made when its buffer is
// written, wherever the view stood.
// CHECK-LABEL: func.func @flatten
// B8-LABEL: func.func @flatten
func.func @flatten(%in: !gnk.buffer<1x3x4x4, nchw>,
                   %out: !gnk.buffer<1x256x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<16x3x1x1xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x16x4x4, nChw16c>
  %a = gnk.alloc : <1x16x4x4, nchw>
  %flat = gnk.flatten %a : <1x16x4x4, nchw> to <1x256x1x1, nchw>
  // CHECK: gnk.conv %{{.*}} into %[[A]]
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x3x4x4, nchw>, tensor<16x3x1x1xf32> into <1x16x4x4, nchw>
  // CHECK-NEXT: %[[T:.*]] = gnk.alloc : <1x16x4x4, nchw>
  // CHECK-NEXT: gnk.reorder %[[A]] into %[[T]]
  // CHECK-NEXT: %[[FLAT:.*]] = gnk.flatten %[[T]]
  // CHECK-NEXT: gnk.softmax %[[FLAT]]
  gnk.softmax %flat into %out : <1x256x1x1, nchw> into <1x256x1x1, nchw>
  return
}

// Images of one pixel lie alike, where their channels fill groups: what is
// wanted as nchw is a view.
// CHECK-LABEL: func.func @one_pixel
// B8-LABEL: func.func @one_pixel
func.func @one_pixel(%in: !gnk.buffer<1x3x4x4, nchw>,
                     %out: !gnk.buffer<1x16x1x1, nchw>,
                     %other: !gnk.buffer<1x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<16x3x4x4xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x16x1x1, nChw16c>
  %a = gnk.alloc : <1x16x1x1, nchw>
  // CHECK: gnk.conv %{{.*}} into %[[A]]
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x3x4x4, nchw>, tensor<16x3x4x4xf32> into <1x16x1x1, nchw>
  // CHECK-NEXT: %[[VIEW:.*]] = gnk.flatten %[[A]] : <1x16x1x1, nChw16c> to <1x16x1x1, nchw>
  // CHECK-NEXT: gnk.softmax %[[VIEW]]
  // B8: gnk.flatten %{{.*}} : <1x16x1x1, nChw8c> to <1x16x1x1, nchw>
  gnk.softmax %a into %out : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  %v = gn.parameter "v" : tensor<20x3x4x4xf32>
  // CHECK: %[[B:.*]] = gnk.alloc : <1x20x1x1, nChw16c>
  %b = gnk.alloc : <1x20x1x1, nchw>
  gnk.conv %in, %v into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x3x4x4, nchw>, tensor<20x3x4x4xf32> into <1x20x1x1, nchw>
  // CHECK: gnk.reorder %[[B]] into %[[T:.*]] :
  // CHECK: gnk.softmax %[[T]]
  gnk.softmax %b into %other : <1x20x1x1, nchw> into <1x20x1x1, nchw>
  return
}

// Written through a flattened view, a buffer is nchw.
// CHECK-LABEL: func.func @flattened_destination
func.func @flattened_destination(%in: !gnk.buffer<1x256x1x1, nchw>,
                                 %out: !gnk.buffer<1x16x4x4, nchw>) {
  // CHECK: %[[A:.*]] = gnk.alloc : <1x16x4x4, nchw>
  // CHECK-NEXT: %[[FLAT:.*]] = gnk.flatten %[[A]]
  // CHECK-NEXT: gnk.activation relu %{{.*}} into %[[FLAT]]
  %a = gnk.alloc : <1x16x4x4, nchw>
  %flat = gnk.flatten %a : <1x16x4x4, nchw> to <1x256x1x1, nchw>
  gnk.activation relu %in into %flat : <1x256x1x1, nchw> into <1x256x1x1, nchw>
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  // CHECK: gnk.reorder %[[A]] into %[[T:.*]] :
  // CHECK: gnk.conv %[[T]],
  gnk.conv %a, %w into %out strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<16x16x1x1xf32> into <1x16x4x4, nchw>
  return
}

// Groups of 8 channels: blocked by 8, nchw where 16 are a block. In a depthwise
// convolution each channel stands for itself.
// CHECK-LABEL: func.func @groups
// B8-LABEL: func.func @groups
func.func @groups(%in: !gnk.buffer<1x32x4x4, nchw>,
                  %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<32x8x1x1xf32>
  %d = gn.parameter "d" : tensor<32x1x1x1xf32>
  %v = gn.parameter "v" : tensor<4x512xf32>
  // CHECK: gnk.conv {{.*}} groups 4 : <1x32x4x4, nchw>, {{.*}} into <1x32x4x4, nchw>
  // B8: gnk.conv {{.*}} groups 4 : <1x32x4x4, nChw8c>, {{.*}} into <1x32x4x4, nChw8c>
  %a = gnk.alloc : <1x32x4x4, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 4 : <1x32x4x4, nchw>, tensor<32x8x1x1xf32> into <1x32x4x4, nchw>
  // CHECK: gnk.conv {{.*}} groups 32 : <1x32x4x4, nChw16c>, {{.*}} into <1x32x4x4, nChw16c>
  // B8: gnk.conv {{.*}} groups 32 : <1x32x4x4, nChw8c>, {{.*}} into <1x32x4x4, nChw8c>
  %b = gnk.alloc : <1x32x4x4, nchw>
  gnk.conv %a, %d into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 32 : <1x32x4x4, nchw>, tensor<32x1x1x1xf32> into <1x32x4x4, nchw>
  gnk.linear %b, %v into %out
      : <1x32x4x4, nchw>, tensor<4x512xf32> into <1x4x1x1, nchw>
  return
}

// A padded kernel wider than 7 that steps by more than one: oneDNN has no
// kernel for it in groups of 8.
// CHECK-LABEL: func.func @wide
// B8-LABEL: func.func @wide
func.func @wide(%in: !gnk.buffer<1x3x64x64, nchw>,
                %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<64x3x11x11xf32>
  %v = gn.parameter "v" : tensor<4x14400xf32>
  // CHECK: gnk.conv {{.*}} into <1x64x15x15, nChw16c>
  // B8: gnk.conv {{.*}} into <1x64x15x15, nchw>
  %a = gnk.alloc : <1x64x15x15, nchw>
  gnk.conv %in, %w into %a strides [4, 4] padding [2, 2, 2, 2] dilations [1, 1]
      : <1x3x64x64, nchw>, tensor<64x3x11x11xf32> into <1x64x15x15, nchw>
  gnk.linear %a, %v into %out
      : <1x64x15x15, nchw>, tensor<4x14400xf32> into <1x4x1x1, nchw>
  return
}

// What fills up a group of channels stands for itself as well: depthwise
// convolutions of any number of channels are blocked.
// CHECK-LABEL: func.func @depthwise
func.func @depthwise(%in: !gnk.buffer<1x16x4x4, nchw>,
                     %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<24x16x1x1xf32>
  %d = gn.parameter "d" : tensor<24x1x1x1xf32>
  %v = gn.parameter "v" : tensor<4x384xf32>
  %a = gnk.alloc : <1x24x4x4, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<24x16x1x1xf32> into <1x24x4x4, nchw>
  // CHECK: gnk.conv {{.*}} groups 24 : <1x24x4x4, nChw16c>, {{.*}} into <1x24x4x4, nChw16c>
  // CHECK-NOT: gnk.reorder
  %b = gnk.alloc : <1x24x4x4, nchw>
  gnk.conv %a, %d into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 24 : <1x24x4x4, nchw>, tensor<24x1x1x1xf32> into <1x24x4x4, nchw>
  gnk.linear %b, %v into %out
      : <1x24x4x4, nchw>, tensor<4x384xf32> into <1x4x1x1, nchw>
  return
}

// A gate has the layout of the image that it multiplies: what a linear layer
// makes, a vector, is reordered, not the image.
// CHECK-LABEL: func.func @gate
func.func @gate(%in: !gnk.buffer<1x16x4x4, nchw>,
                %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<24x16x1x1xf32>
  %l = gn.parameter "l" : tensor<24x384xf32>
  %v = gn.parameter "v" : tensor<4x384xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x24x4x4, nChw16c>
  %a = gnk.alloc : <1x24x4x4, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<24x16x1x1xf32> into <1x24x4x4, nchw>
  // CHECK: gnk.linear %[[A]], %{{.*}} into %[[VECTOR:.*]] :
  %gate = gnk.alloc : <1x24x1x1, nchw>
  gnk.linear %a, %l into %gate
      : <1x24x4x4, nchw>, tensor<24x384xf32> into <1x24x1x1, nchw>
  // CHECK: gnk.reorder %[[VECTOR]] into %[[GATE:.*]] : <1x24x1x1, nchw> into <1x24x1x1, nChw16c>
  // CHECK: gnk.multiply %[[A]], %[[GATE]] into %{{.*}} : <1x24x4x4, nChw16c>, <1x24x1x1, nChw16c> into <1x24x4x4, nChw16c>
  // CHECK-NOT: gnk.reorder
  %b = gnk.alloc : <1x24x4x4, nchw>
  gnk.multiply %a, %gate into %b
      : <1x24x4x4, nchw>, <1x24x1x1, nchw> into <1x24x4x4, nchw>
  gnk.linear %b, %v into %out
      : <1x24x4x4, nchw>, tensor<4x384xf32> into <1x4x1x1, nchw>
  return
}

// Between two buffers of different layouts, a pool runs in that of the larger:
// its small result is reordered.
// CHECK-LABEL: func.func @smaller
func.func @smaller(%in: !gnk.buffer<1x3x8x8, nchw>,
                   %out: !gnk.buffer<1x32x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<32x3x1x1xf32>
  %a = gnk.alloc : <1x32x8x8, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x3x8x8, nchw>, tensor<32x3x1x1xf32> into <1x32x8x8, nchw>
  // CHECK: gnk.pool max %{{.*}} into %[[T:.*]] kernel {{.*}} : <1x32x8x8, nChw16c>
  // CHECK-NEXT: gnk.reorder %[[T]] into %{{.*}} : <1x32x4x4, nChw16c> into <1x32x4x4, nchw>
  gnk.pool max %a into %out kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : <1x32x8x8, nchw> into <1x32x4x4, nchw>
  return
}

// A copy into a buffer of its own in the same layout goes.
// CHECK-LABEL: func.func @copy
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x4x4x4, nchw>, %[[OUT:.*]]: !gnk
func.func @copy(%in: !gnk.buffer<1x4x4x4, nchw>,
                %out: !gnk.buffer<1x4x4x4, nchw>) {
  // CHECK-NEXT: gnk.softmax %[[IN]] into %[[OUT]]
  // CHECK-NEXT: return
  %a = gnk.alloc : <1x4x4x4, nchw>
  gnk.reorder %in into %a : <1x4x4x4, nchw> into <1x4x4x4, nchw>
  gnk.softmax %a into %out : <1x4x4x4, nchw> into <1x4x4x4, nchw>
  return
}

// A kernel that has been chosen says what it needs, whatever other kernels of
// the operation could do; one that says nothing works in any layout.
// CHECK-LABEL: func.func @chosen
// B8-LABEL: func.func @chosen
func.func @chosen(%in: !gnk.buffer<1x32x8x8, nchw>,
                  %out: !gnk.buffer<1x32x8x8, nchw>) {
  %w = gn.parameter "w" : tensor<32x32x1x1xf32>
  // CHECK-NOT: gnk.reorder
  // CHECK: gnk.conv {{.*}} #gnk.kernel<"plain", nchw to nchw>} : <1x32x8x8, nchw>, tensor<32x32x1x1xf32> into <1x32x8x8, nchw>
  // B8-NOT: gnk.reorder
  // B8: gnk.conv
  %a = gnk.alloc : <1x32x8x8, nchw>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"plain", nchw to nchw>}
      : <1x32x8x8, nchw>, tensor<32x32x1x1xf32> into <1x32x8x8, nchw>
  // CHECK-NOT: gnk.reorder
  // CHECK: gnk.activation {{.*}} : <1x32x8x8, nchw> into <1x32x8x8, nchw>
  // CHECK-NOT: gnk.reorder
  // CHECK: return
  gnk.activation relu %a into %out {gnk.kernel = #gnk.kernel<"activation">}
      : <1x32x8x8, nchw> into <1x32x8x8, nchw>
  return
}

// A copy of the input is as narrow as what is made of it, one of the output is
// the output's.
// CHECK-LABEL: func.func @narrow
func.func @narrow(%in: !gnk.buffer<1x16x4x4, nchw>,
                  %out: !gnk.buffer<1x16x4x4, nchw>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  // CHECK: gnk.reorder %{{.*}} : <1x16x4x4, nchw> into <1x16x4x4, nChw16c, bf16>
  // CHECK-NEXT: gnk.conv {{.*}} : <1x16x4x4, nChw16c, bf16>, {{.*}} into <1x16x4x4, nChw16c, bf16>
  %a = gnk.alloc : <1x16x4x4, nchw, bf16>
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x16x4x4, nchw>, tensor<16x16x1x1xf32> into <1x16x4x4, nchw, bf16>
  // CHECK: gnk.conv {{.*}} : <1x16x4x4, nChw16c, bf16>, {{.*}} into <1x16x4x4, nChw16c>
  // CHECK-NEXT: gnk.reorder %{{.*}} : <1x16x4x4, nChw16c> into <1x16x4x4, nchw>
  gnk.conv %a, %w into %out strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : <1x16x4x4, nchw, bf16>, tensor<16x16x1x1xf32> into <1x16x4x4, nchw>
  return
}
