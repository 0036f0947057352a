// RUN: gnet-opt %s --gnk-assign-types="activations=bf16 weights=bf16 keep=block,stem" | FileCheck %s
// RUN: gnet-opt %s --gnk-assign-types="activations=bf16 weights=bf16 keep=block,stem report" 2>&1 | FileCheck %s --check-prefix=REPORT

// Layers that are named, or lie in a module that is, have weights and results
// of f32; so has what is joined with one of them in a buffer. Each is told why.
func.func @net(%in: !gnk.buffer<1x4x2x2, nchw>, %out: !gnk.buffer<1x4x2x2, nchw>) {
  %w = gn.parameter "w" : tensor<4x4x1x1xf32>
  // CHECK: %[[A:.*]] = gnk.alloc : <1x4x2x2, nchw>
  // REPORT: remark: stays f32: keep names it
  %a = gnk.alloc : <1x4x2x2, nchw>
  // CHECK: gnk.conv %{{.*}} into %[[A]]
  // CHECK-NOT: gnk.weight_type
  // CHECK-SAME: {gnk.kept = "keep names it"}
  gnk.conv %in, %w into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x2x2, nchw>, tensor<4x4x1x1xf32> into <1x4x2x2, nchw> loc("stem")
  // CHECK: %[[B:.*]] = gnk.alloc : <1x4x2x2, nchw, bf16>
  %b = gnk.alloc : <1x4x2x2, nchw>
  // CHECK: gnk.conv %{{.*}} into %[[B]] {{.*}} {gnk.weight_type = bf16}
  gnk.conv %a, %w into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x4x2x2, nchw>, tensor<4x4x1x1xf32> into <1x4x2x2, nchw>
      loc("stem2")
  // CHECK: gnk.alloc : <1x8x2x2, nchw>
  // REPORT: remark: stays f32: keep names it
  %c = gnk.alloc : <1x8x2x2, nchw>
  %d = gnk.slice %c from 0 : <1x8x2x2, nchw> to <1x4x2x2, nchw, stride 32>
  // CHECK: gnk.activation relu {{.*}} {gnk.kept = "keep names it"}
  gnk.activation relu %b into %d : <1x4x2x2, nchw> into <1x4x2x2, nchw, stride 32> loc("block.b1")
  %e = gnk.slice %c from 4 : <1x8x2x2, nchw> to <1x4x2x2, nchw, stride 32>
  // CHECK: gnk.activation sigmoid {{.*}} {gnk.kept = "in one buffer with what keep names"}
  gnk.activation sigmoid %b into %e : <1x4x2x2, nchw> into <1x4x2x2, nchw, stride 32> loc("blocks")
  // CHECK: gnk.conv {{.*}} {gnk.kept = "it is the output", gnk.weight_type = bf16}
  %v = gn.parameter "v" : tensor<4x8x1x1xf32>
  gnk.conv %c, %v into %out strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : <1x8x2x2, nchw>, tensor<4x8x1x1xf32> into <1x4x2x2, nchw>
  return
}
