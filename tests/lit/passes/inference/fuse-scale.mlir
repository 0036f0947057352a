// RUN: gnet-opt %s --gn-fuse-scale | FileCheck %s

// CHECK-LABEL: func.func @residual
// CHECK-SAME: (%[[X:.*]]: tensor<1x4x3x3xf32>, %[[Y:.*]]: tensor<1x4x3x3xf32>)
func.func @residual(%x: tensor<1x4x3x3xf32>, %y: tensor<1x4x3x3xf32>)
    -> tensor<1x4x3x3xf32> {
  // CHECK-NOT: gn.scale
  %scaled = gn.scale %y factors [0.17] offsets [0.0] : tensor<1x4x3x3xf32>
  // CHECK: gn.add %[[X]], %[[Y]] factors [1.000000e+00, 1.700000e-01] :
  %sum = gn.add %x, %scaled : tensor<1x4x3x3xf32>, tensor<1x4x3x3xf32>
  return %sum : tensor<1x4x3x3xf32>
}

// Factors multiply; a scale that something else reads stays for it.
// CHECK-LABEL: func.func @twice
// CHECK-SAME: (%[[X:.*]]: tensor<1x4x3x3xf32>)
func.func @twice(%x: tensor<1x4x3x3xf32>) -> tensor<1x4x3x3xf32> {
  // CHECK: %[[HALF:.*]] = gn.scale %[[X]]
  %half = gn.scale %x factors [0.5] offsets [0.0] : tensor<1x4x3x3xf32>
  %quarter = gn.scale %half factors [0.5] offsets [0.0, 0.0, 0.0, 0.0]
      : tensor<1x4x3x3xf32>
  // CHECK: %[[SUM:.*]] = gn.add %[[X]], %[[X]] factors [1.000000e+00, 5.000000e-01] :
  %sum = gn.add %half, %quarter factors [2.0, 2.0]
      : tensor<1x4x3x3xf32>, tensor<1x4x3x3xf32>
  // CHECK: gn.concat %[[SUM]], %[[HALF]]
  %all = gn.concat %sum, %half : tensor<1x4x3x3xf32>, tensor<1x4x3x3xf32>
  %pooled = gn.global_avg_pool %all : tensor<1x8x3x3xf32>
  return %sum : tensor<1x4x3x3xf32>
}

// An offset, and a factor for each channel, are no factor of a sum.
// CHECK-LABEL: func.func @stay
func.func @stay(%x: tensor<1x4x3x3xf32>) -> tensor<1x4x3x3xf32> {
  // CHECK: %[[A:.*]] = gn.scale
  %a = gn.scale %x factors [0.5] offsets [1.0] : tensor<1x4x3x3xf32>
  // CHECK: %[[B:.*]] = gn.scale
  %b = gn.scale %x factors [1.0, 2.0, 3.0, 4.0] offsets [0.0]
      : tensor<1x4x3x3xf32>
  // CHECK: gn.add %[[A]], %[[B]] :
  %sum = gn.add %a, %b : tensor<1x4x3x3xf32>, tensor<1x4x3x3xf32>
  return %sum : tensor<1x4x3x3xf32>
}
