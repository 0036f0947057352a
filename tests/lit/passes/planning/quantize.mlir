// RUN: gnet-opt %s --gnk-quantize=calibration=%S/Inputs/ranges.json | FileCheck %s
// RUN: gnet-opt %s --gnk-quantize="calibration=%S/Inputs/ranges.json keep=right" | FileCheck %s --check-prefix=KEEP
// RUN: not gnet-opt %s --gnk-quantize=calibration=none.json 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not gnet-opt %s --gnk-quantize="calibration=%S/Inputs/ranges.json keep=ring" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// NONE: error: 'none.json': No such file or directory
// UNKNOWN: error: no kernel computes 'ring' by itself

// What reads the input reads a copy of it. A max pool gives on what it reads. The
// two branches of a concatenation have one range.
// CHECK-LABEL: func.func @net
// KEEP-LABEL: func.func @net
func.func @net(%in: !gnk.buffer<1x3x8x8, nchw> loc("image"),
               %out: !gnk.buffer<1x4x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<4x3x1x1xf32>
  %v = gn.parameter "v" : tensor<4x4x1x1xf32>
  %b = gn.parameter "b" : tensor<4xf32>
  %f = gn.parameter "f" : tensor<4x128xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x4x8x8, nchw, !quant.uniform<u8:f32, 0.20000000298023224>>
  %a = gnk.alloc : <1x4x8x8, nchw>
  // CHECK: %[[I:.*]] = gnk.alloc : <1x3x8x8, nchw, !quant.uniform<u8:f32, 1.000000e+00:128>>
  // CHECK: gnk.reorder %{{.*}} into %[[I]]
  // CHECK: gnk.conv %[[I]], %{{.*}} into %[[A]] {{.*}} {gnk.weight_type = i8}
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x3x8x8, nchw>, tensor<4x3x1x1xf32> into <1x4x8x8, nchw> loc("stem")
  // CHECK: %[[P:.*]] = gnk.alloc : <1x4x4x4, nchw, !quant.uniform<u8:f32, 0.20000000298023224>>
  %p = gnk.alloc : <1x4x4x4, nchw>
  gnk.pool max %a into %p kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : <1x4x8x8, nchw> into <1x4x4x4, nchw> loc("pool")
  // From -1 to 102: 103 / 255 a step, of which 2 are below 0.
  // CHECK: %[[C:.*]] = gnk.alloc : <1x8x4x4, nchw, !quant.uniform<u8:f32, 0.4039{{[0-9]*}}:2>>
  // KEEP: gnk.alloc : <1x8x4x4, nchw>
  %c = gnk.alloc : <1x8x4x4, nchw>
  %l = gnk.slice %c from 0 : <1x8x4x4, nchw> to <1x4x4x4, nchw, stride 128>
  // A correction is added to the bias, folded.
  // CHECK: %[[S:.*]] = gn.constant
  // CHECK-SAME: 5.000000e-01, 0.000000e+00, 0.000000e+00, -2.500000e-01
  // CHECK: %[[SUM:.*]] = gn.fold_bias {{.*}}%[[S]]
  // CHECK: gnk.conv %[[P]], %{{.*}} bias %[[SUM]] into {{.*}} {gnk.weight_type = i8}
  // KEEP: gnk.conv {{.*}} {gnk.kept = "in one buffer with what keep names", gnk.weight_type = i8}
  gnk.conv %p, %v bias %b into %l strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : <1x4x4x4, nchw>, tensor<4x4x1x1xf32>, tensor<4xf32>
      into <1x4x4x4, nchw, stride 128> loc("left")
  %r = gnk.slice %c from 4 : <1x8x4x4, nchw> to <1x4x4x4, nchw, stride 128>
  // CHECK: gnk.conv {{.*}} {gnk.weight_type = i8}
  // KEEP: gnk.conv {{.*}} {gnk.kept = "keep names it"}
  gnk.conv %p, %v into %r strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x4x4, nchw>, tensor<4x4x1x1xf32>
      into <1x4x4x4, nchw, stride 128> loc("right")
  // Of a sum of three the first two have no range of their own. A range of 0
  // alone is one of steps of 1.
  // CHECK: gnk.alloc : <1x8x4x4, nchw>
  %t = gnk.alloc : <1x8x4x4, nchw>
  // CHECK: gnk.add {{.*}} {gnk.kept = "the calibration has no range of it"}
  gnk.add %c, %c into %t : <1x8x4x4, nchw>, <1x8x4x4, nchw> into <1x8x4x4, nchw> loc("sum")
  // CHECK: %[[D:.*]] = gnk.alloc : <1x8x4x4, nchw, !quant.uniform<u8:f32, 1.000000e+00>>
  %d = gnk.alloc : <1x8x4x4, nchw>
  gnk.add %t, %c into %d : <1x8x4x4, nchw>, <1x8x4x4, nchw> into <1x8x4x4, nchw> loc("sum")
  %e = gnk.flatten %d : <1x8x4x4, nchw> to <1x128x1x1, nchw>
  // CHECK: gnk.alloc : <1x4x1x1, nchw>
  %s = gnk.alloc : <1x4x1x1, nchw>
  // CHECK: gnk.linear {{.*}} {gnk.kept = "only softmax or the output takes it", gnk.weight_type = i8}
  gnk.linear %e, %f into %s : <1x128x1x1, nchw>, tensor<4x128xf32> into <1x4x1x1, nchw> loc("fc")
  gnk.softmax %s into %out : <1x4x1x1, nchw> into <1x4x1x1, nchw> loc("prob")
  return
}

// What stays float32 is read as that.
// KEEP-LABEL: func.func @after
// CHECK-LABEL: func.func @after
func.func @after(%in: !gnk.buffer<1x4x8x8, nchw>,
                 %out: !gnk.buffer<1x4x8x8, nchw>) {
  %v = gn.parameter "v" : tensor<4x4x1x1xf32>
  // CHECK: gnk.alloc : <1x4x8x8, nchw>
  %a = gnk.alloc : <1x4x8x8, nchw>
  // CHECK: gnk.activation relu {{.*}} {gnk.kept = "the calibration has no range of it"}
  gnk.activation relu %in into %a : <1x4x8x8, nchw> into <1x4x8x8, nchw> loc("other")
  // CHECK: %[[B:.*]] = gnk.alloc : <1x4x8x8, nchw, !quant
  %b = gnk.alloc : <1x4x8x8, nchw>
  // CHECK: gnk.conv %{{.*}} into %[[B]] {{.*}} {gnk.kept = "what it reads stays fp32"}
  gnk.conv %a, %v into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x8x8, nchw>, tensor<4x4x1x1xf32> into <1x4x8x8, nchw> loc("right")
  // Without a range of the input
  // CHECK: gnk.conv {{.*}} {gnk.kept = "it reads the input"}
  %c = gnk.alloc : <1x4x8x8, nchw>
  gnk.conv %in, %v into %c strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x8x8, nchw>, tensor<4x4x1x1xf32> into <1x4x8x8, nchw> loc("left")
  gnk.add %b, %c into %out : <1x4x8x8, nchw>, <1x4x8x8, nchw> into <1x4x8x8, nchw> loc("last")
  return
}
