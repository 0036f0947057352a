// RUN: gnet-opt %s --gnk-assign-types="activations=bf16 weights=f16" | FileCheck %s
// RUN: gnet-opt %s --gnk-assign-types="activations=bf16 report" 2>&1 | FileCheck %s --check-prefix=REPORT
// RUN: gnet-opt %s --gnk-assign-types | FileCheck %s --check-prefix=FLOAT
// RUN: gnet-opt %s --gnk-assign-types=weights=f32 | FileCheck %s --check-prefix=GIVEN
// RUN: not gnet-opt %s --gnk-assign-types=activations=bf8 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not gnet-opt %s --gnk-assign-types=weights=half 2>&1 | FileCheck %s --check-prefix=WEIGHTS

// RUN: not gnet-opt %s --gnk-assign-types="activations=bf16 keep=none" 2>&1 | FileCheck %s --check-prefix=NONE

// NONE: error: no kernel computes 'none' by itself: it is part of another layer's; keep that one
// UNKNOWN: error: gnk-assign-types takes activations of f32, tf32, bf16 or f16, not 'bf8'
// WEIGHTS: error: gnk-assign-types takes weights of f32, tf32, bf16 or f16, not 'half'
// FLOAT-NOT: bf16
// FLOAT-NOT: gnk.weight_type
// GIVEN: gnk.conv {{.*}}gnk.weight_type = f32
// GIVEN: gnk.linear {{.*}}gnk.weight_type = f32

// Arguments stay as they are, and what softmax alone reads.
// CHECK-LABEL: func.func @net
// CHECK-SAME: (%{{.*}}: !gnk.buffer<1x3x8x8, nchw>, %{{.*}}: !gnk.buffer<1x4x1x1, nchw>)
func.func @net(%in: !gnk.buffer<1x3x8x8, nchw>,
               %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<4x3x3x3xf32>
  %b = gn.parameter "b" : tensor<4xf32>
  %v = gn.parameter "v" : tensor<4x8xf32>
  // CHECK: %[[C:.*]] = gnk.alloc : <1x8x6x6, nchw, bf16>
  // CHECK: gnk.slice %[[C]] from 0 : <1x8x6x6, nchw, bf16> to <1x4x6x6, nchw, bf16, stride 288>
  %c = gnk.alloc : <1x8x6x6, nchw>
  %s = gnk.slice %c from 0 : <1x8x6x6, nchw> to <1x4x6x6, nchw, stride 288>
  // CHECK: gnk.conv {{.*}} {gnk.weight_type = f16} : <1x3x8x8, nchw>, tensor<4x3x3x3xf32>, tensor<4xf32> into <1x4x6x6, nchw, bf16, stride 288>
  gnk.conv %in, %w bias %b into %s strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x3x8x8, nchw>, tensor<4x3x3x3xf32>, tensor<4xf32>
      into <1x4x6x6, nchw, stride 288>
  %t = gnk.slice %c from 4 : <1x8x6x6, nchw> to <1x4x6x6, nchw, stride 288>
  // Values by channel stay.
  // CHECK: gnk.affine
  // CHECK-NOT: gnk.weight_type
  // CHECK: : <1x4x6x6, nchw, bf16, stride 288> scale
  gnk.affine %s scale %b into %t
      : <1x4x6x6, nchw, stride 288> scale tensor<4xf32>
      into <1x4x6x6, nchw, stride 288>
  %p = gnk.alloc : <1x8x1x1, nchw>
  gnk.pool avg %c into %p kernel [6, 6] strides [1, 1] padding [0, 0, 0, 0]
      : <1x8x6x6, nchw> into <1x8x1x1, nchw>
  // CHECK: %[[L:.*]] = gnk.alloc : <1x4x1x1, nchw>
  // CHECK: gnk.linear {{.*}} {gnk.kept = "only softmax or the output takes it", gnk.weight_type = f16} : <1x8x1x1, nchw, bf16>, tensor<4x8xf32> into <1x4x1x1, nchw>
  // CHECK: gnk.softmax %[[L]]
  // REPORT: remark: stays f32: only softmax or the output takes it
  %l = gnk.alloc : <1x4x1x1, nchw>
  gnk.linear %p, %v into %l : <1x8x1x1, nchw>, tensor<4x8xf32>
      into <1x4x1x1, nchw>
  gnk.softmax %l into %out : <1x4x1x1, nchw> into <1x4x1x1, nchw>
  return
}

// Not where others read it, too, nor where nobody does.
// CHECK-LABEL: func.func @shared
func.func @shared(%in: !gnk.buffer<1x4x2x2, nchw>,
                  %out: !gnk.buffer<1x16x1x1, nchw>,
                  %other: !gnk.buffer<1x4x2x2, nchw>) {
  // CHECK: gnk.alloc : <1x4x2x2, nchw, bf16>
  %a = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation sigmoid %in into %a : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  // CHECK: gnk.flatten %{{.*}} : <1x4x2x2, nchw, bf16> to <1x16x1x1, nchw, bf16>
  %f = gnk.flatten %a : <1x4x2x2, nchw> to <1x16x1x1, nchw>
  gnk.softmax %f into %out : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  gnk.activation relu %a into %other : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  // CHECK: gnk.alloc : <1x4x2x2, nchw, bf16>
  %b = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation relu %in into %b : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  return
}

// What goes into one of several outputs is the application's.
// CHECK-LABEL: func.func @outputs
func.func @outputs(%in: !gnk.buffer<1x4x2x2, nchw>,
                   %out: !gnk.buffer<1x32x1x1, nchw>) {
  // CHECK: gnk.alloc : <1x4x2x2, nchw, bf16>
  %a = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation sigmoid %in into %a : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  // CHECK: gnk.alloc : <1x4x2x2, nchw>
  %b = gnk.alloc : <1x4x2x2, nchw>
  gnk.activation relu %a into %b : <1x4x2x2, nchw> into <1x4x2x2, nchw>
  %s = gnk.slice %out from 0 : <1x32x1x1, nchw> to <1x4x2x2, nchw, stride 32>
  gnk.reorder %a into %s : <1x4x2x2, nchw> into <1x4x2x2, nchw, stride 32>
  %t = gnk.slice %out from 16 : <1x32x1x1, nchw> to <1x4x2x2, nchw, stride 32>
  gnk.reorder %b into %t : <1x4x2x2, nchw> into <1x4x2x2, nchw, stride 32>
  return
}
