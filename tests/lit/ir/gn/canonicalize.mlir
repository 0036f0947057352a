// RUN: gnet-opt %s --canonicalize | FileCheck %s

// A linear layer flattens its input by itself.
// CHECK-LABEL: func.func @linear_of_flatten
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<2x3x2x2xf32>)
func.func @linear_of_flatten(%image: tensor<2x3x2x2xf32>)
    -> tensor<2x5x1x1xf32> {
  %weight = gn.parameter "l.weight" : tensor<5x12xf32>
  // CHECK-NOT: gn.flatten
  %0 = gn.flatten %image : tensor<2x3x2x2xf32>
  // CHECK: gn.linear %[[IMAGE]], %{{.*}} : tensor<2x3x2x2xf32>
  %1 = gn.linear %0, %weight : tensor<2x12x1x1xf32>, tensor<5x12xf32>
  return %1 : tensor<2x5x1x1xf32>
}

// CHECK-LABEL: func.func @flatten_with_two_readers
func.func @flatten_with_two_readers(%image: tensor<2x3x2x2xf32>)
    -> (tensor<2x5x1x1xf32>, tensor<2x12x1x1xf32>) {
  %weight = gn.parameter "l.weight" : tensor<5x12xf32>
  // CHECK: %[[FLAT:.*]] = gn.flatten
  %0 = gn.flatten %image : tensor<2x3x2x2xf32>
  // CHECK: %[[LINEAR:.*]] = gn.linear %{{.*}} : tensor<2x3x2x2xf32>
  %1 = gn.linear %0, %weight : tensor<2x12x1x1xf32>, tensor<5x12xf32>
  // CHECK: return %[[LINEAR]], %[[FLAT]]
  return %1, %0 : tensor<2x5x1x1xf32>, tensor<2x12x1x1xf32>
}

// CHECK-LABEL: func.func @flatten_of_vector
// CHECK-SAME: (%[[VECTOR:.*]]: tensor<2x12x1x1xf32>)
func.func @flatten_of_vector(%vector: tensor<2x12x1x1xf32>)
    -> tensor<2x12x1x1xf32> {
  %0 = gn.flatten %vector : tensor<2x12x1x1xf32>
  // CHECK-NEXT: return %[[VECTOR]]
  return %0 : tensor<2x12x1x1xf32>
}

// CHECK-LABEL: func.func @concat_of_one
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<2x3x2x2xf32>)
func.func @concat_of_one(%image: tensor<2x3x2x2xf32>) -> tensor<2x3x2x2xf32> {
  %0 = gn.concat %image : tensor<2x3x2x2xf32>
  // CHECK-NEXT: return %[[IMAGE]]
  return %0 : tensor<2x3x2x2xf32>
}

// CHECK-LABEL: func.func @relu_of_relu
func.func @relu_of_relu(%image: tensor<2x3x2x2xf32>) -> tensor<2x3x2x2xf32> {
  // CHECK-NEXT: %[[RELU:.*]] = gn.relu
  %0 = gn.relu %image : tensor<2x3x2x2xf32>
  %1 = gn.relu %0 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: return %[[RELU]]
  return %1 : tensor<2x3x2x2xf32>
}

// CHECK-LABEL: func.func @relu6_of_relu6
func.func @relu6_of_relu6(%image: tensor<2x3x2x2xf32>) -> tensor<2x3x2x2xf32> {
  // CHECK-NEXT: %[[RELU6:.*]] = gn.relu6
  %0 = gn.relu6 %image : tensor<2x3x2x2xf32>
  %1 = gn.relu6 %0 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: return %[[RELU6]]
  return %1 : tensor<2x3x2x2xf32>
}

// Others change something a second time, and so do two different ones.
// CHECK-LABEL: func.func @others_of_others
func.func @others_of_others(%image: tensor<2x3x2x2xf32>)
    -> tensor<2x3x2x2xf32> {
  // CHECK-NEXT: gn.leaky_relu
  %0 = gn.leaky_relu %image slope 0.1 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: gn.leaky_relu
  %1 = gn.leaky_relu %0 slope 0.1 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: gn.relu6
  %2 = gn.relu6 %1 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: gn.relu
  %3 = gn.relu %2 : tensor<2x3x2x2xf32>
  return %3 : tensor<2x3x2x2xf32>
}

// What nothing reads goes, parameters included; a head stays.
// CHECK-LABEL: func.func @unread
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<2x3x2x2xf32>)
func.func @unread(%image: tensor<2x3x2x2xf32>) -> tensor<2x3x2x2xf32> {
  %weight = gn.parameter "l.weight" : tensor<5x12xf32>
  %0 = gn.linear %image, %weight : tensor<2x3x2x2xf32>, tensor<5x12xf32>
  // CHECK-NEXT: %[[SOFTMAX:.*]] = gn.softmax
  %1 = gn.softmax %image : tensor<2x3x2x2xf32>
  // CHECK-NEXT: gn.head "aux" %[[SOFTMAX]]
  gn.head "aux" %1 loss 0.3 : tensor<2x3x2x2xf32>
  // CHECK-NEXT: return %[[IMAGE]]
  return %image : tensor<2x3x2x2xf32>
}
