// RUN: gnet-opt %s --gnk-plan=block=8 | FileCheck %s
// RUN: gnet-opt %s --convert-gn-to-gnk --gnk-elide-concat --gnk-assign-layouts=block=8 --gnk-fuse-add --gnk-write-in-place --gnk-plan-memory | FileCheck %s
// RUN: not gnet-opt %s --gnk-plan=block=32 2>&1 | FileCheck %s --check-prefix=BLOCK

// BLOCK: takes a block of 16, 8 or 1, not 32

// CHECK-LABEL: func.func @net
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x4x4, nchw>, %[[OUT:.*]]: !gnk.buffer<2x10x1x1, nchw>)
// CHECK-SAME: gnk.arena_bytes = 4352 : i64
func.func @net(%x: tensor<2x3x4x4xf32>) -> tensor<2x10x1x1xf32> {
  // CHECK: %[[ALL:.*]] = gnk.alloc at 0 : <2x32x4x4, nChw8c>
  // CHECK: %[[A:.*]] = gnk.slice %[[ALL]] from 0
  // CHECK: gnk.conv %[[IN]], %{{.*}} into %[[A]]
  %w = gn.parameter "a.weight" : tensor<16x3x1x1xf32>
  %a = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<2x3x4x4xf32>, tensor<16x3x1x1xf32>
  // CHECK: %[[B:.*]] = gnk.slice %[[ALL]] from 16
  // CHECK: gnk.pool max %[[A]] into %[[B]]
  %b = gn.max_pool %a kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      : tensor<2x16x4x4xf32>
  %c = gn.concat %a, %b : tensor<2x16x4x4xf32>, tensor<2x16x4x4xf32>
  // CHECK: %[[MEAN:.*]] = gnk.alloc at 4096 : <2x32x1x1, nChw8c>
  // CHECK: gnk.pool avg %[[ALL]] into %[[MEAN]]
  %d = gn.global_avg_pool %c : tensor<2x32x4x4xf32>
  %v = gn.parameter "d.weight" : tensor<10x32xf32>
  // CHECK: gnk.linear %[[MEAN]], %{{.*}} into %[[OUT]]
  %e = gn.linear %d, %v : tensor<2x32x1x1xf32>, tensor<10x32xf32>
  return %e : tensor<2x10x1x1xf32>
}
