// RUN: gnet-opt %s --gn-strip-training | FileCheck %s

// A head goes with all that leads to it alone: layers and parameters.
// CHECK-LABEL: func.func @head
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @head(%image: tensor<1x3x8x8xf32>) -> tensor<1x10x1x1xf32> {
  // CHECK-NEXT: %[[TRUNK:.*]] = gn.relu %[[IMAGE]]
  %trunk = gn.relu %image : tensor<1x3x8x8xf32>
  %pooled = gn.avg_pool %trunk kernel [5, 5] strides [3, 3]
      padding [0, 0, 0, 0] : tensor<1x3x8x8xf32>
  %aux_weight = gn.parameter "aux.fc.weight" : tensor<10x12xf32>
  %aux_bias = gn.parameter "aux.fc.bias" : tensor<10xf32>
  %dropped = gn.dropout %pooled rate 0.7 : tensor<1x3x2x2xf32>
  %aux = gn.linear %dropped, %aux_weight bias %aux_bias
      : tensor<1x3x2x2xf32>, tensor<10x12xf32>, tensor<10xf32>
  gn.head "aux" %aux loss 0.3 : tensor<1x10x1x1xf32>
  // CHECK-NEXT: %[[WEIGHT:.*]] = gn.parameter "fc.weight"
  %weight = gn.parameter "fc.weight" : tensor<10x192xf32>
  // CHECK-NEXT: %[[OUT:.*]] = gn.linear %[[TRUNK]], %[[WEIGHT]]
  %out = gn.linear %trunk, %weight : tensor<1x3x8x8xf32>, tensor<10x192xf32>
  // CHECK-NEXT: return %[[OUT]]
  return %out : tensor<1x10x1x1xf32>
}

// What a head reads and the output too, stays.
// CHECK-LABEL: func.func @shared
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @shared(%image: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  // CHECK-NEXT: %[[LAYER:.*]] = gn.softmax %[[IMAGE]]
  %layer = gn.softmax %image : tensor<1x3x8x8xf32>
  gn.head "first" %layer loss 0.3 : tensor<1x3x8x8xf32>
  gn.head "second" %image loss 0.3 : tensor<1x3x8x8xf32>
  // CHECK-NEXT: return %[[LAYER]]
  return %layer : tensor<1x3x8x8xf32>
}

// CHECK-LABEL: func.func @dropouts
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @dropouts(%image: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  %first = gn.dropout %image rate 0.4 : tensor<1x3x8x8xf32>
  %second = gn.dropout %first rate 0.0 : tensor<1x3x8x8xf32>
  // CHECK-NEXT: %[[RELU:.*]] = gn.relu %[[IMAGE]]
  %relu = gn.relu %second : tensor<1x3x8x8xf32>
  %last = gn.dropout %relu rate 0.5 : tensor<1x3x8x8xf32>
  // CHECK-NEXT: return %[[RELU]]
  return %last : tensor<1x3x8x8xf32>
}

// CHECK-LABEL: func.func @nothing_but_dropout
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @nothing_but_dropout(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x3x8x8xf32> {
  %dropped = gn.dropout %image rate 0.4 : tensor<1x3x8x8xf32>
  // CHECK-NEXT: return %[[IMAGE]]
  return %dropped : tensor<1x3x8x8xf32>
}
