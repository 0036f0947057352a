// RUN: gnet-opt %s --gn-inference | FileCheck %s

// All of it together: dropout between a convolution and its norm goes first,
// then the norm folds, then the relu fuses, and what is unread goes.
// CHECK-LABEL: func.func @net
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @net(%image: tensor<1x3x8x8xf32>) -> tensor<1x10x1x1xf32> {
  // CHECK-NEXT: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %1 = gn.dropout %0 rate 0.1 : tensor<1x4x8x8xf32>
  // CHECK-NEXT: %[[MEAN:.*]] = gn.parameter "n.running_mean"
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  // CHECK-NEXT: %[[VARIANCE:.*]] = gn.parameter "n.running_var"
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NEXT: %[[W:.*]] = gn.fold_weight %[[WEIGHT]] variance %[[VARIANCE]]
  // CHECK-NEXT: %[[B:.*]] = gn.fold_bias mean %[[MEAN]] variance %[[VARIANCE]]
  %2 = gn.batch_norm %1 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK-NEXT: %[[CONV:.*]] = gn.conv %[[IMAGE]], %[[W]] bias %[[B]] {{.*}} activation relu
  %3 = gn.relu %2 : tensor<1x4x8x8xf32>
  %aux_weight = gn.parameter "aux.weight" : tensor<10x256xf32>
  %aux = gn.linear %3, %aux_weight : tensor<1x4x8x8xf32>, tensor<10x256xf32>
  gn.head "aux" %aux loss 0.3 : tensor<1x10x1x1xf32>
  // CHECK-NEXT: %[[FC:.*]] = gn.parameter "fc.weight"
  // CHECK-NEXT: %[[OUT:.*]] = gn.linear %[[CONV]], %[[FC]]
  %4 = gn.flatten %3 : tensor<1x4x8x8xf32>
  %fc = gn.parameter "fc.weight" : tensor<10x256xf32>
  %5 = gn.linear %4, %fc : tensor<1x256x1x1xf32>, tensor<10x256xf32>
  // CHECK-NEXT: return %[[OUT]]
  return %5 : tensor<1x10x1x1xf32>
}

// A function without a body has nothing to do.
// CHECK: func.func private @elsewhere
func.func private @elsewhere(tensor<1x3x8x8xf32>) -> tensor<1x10x1x1xf32>

// In a block that nothing reaches a layer may read itself.
// CHECK-LABEL: func.func @unreachable
func.func @unreachable(%image: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK-NEXT: return
  return %image : tensor<1x4x8x8xf32>
^unreachable:
  %weight = gn.parameter "c.weight" : tensor<4x4x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %0 = gn.dropout %0 rate 0.1 : tensor<1x4x8x8xf32>
  %1 = gn.batch_norm %2 mean %mean variance %mean epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  %2 = gn.conv %1, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x4x8x8xf32>, tensor<4x4x1x1xf32>
  %3 = gn.relu %3 : tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}
