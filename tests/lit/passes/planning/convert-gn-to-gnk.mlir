// RUN: gnet-opt %s --convert-gn-to-gnk | FileCheck %s
// RUN: gnet-opt %s --convert-gn-to-gnk --mlir-print-debuginfo | FileCheck %s --check-prefix=LOC

// Every layer, the last of which writes the output itself.
// CHECK-LABEL: func.func @layers
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x9x9, nchw>, %[[OUT:.*]]: !gnk.buffer<2x10x1x1, nchw>)
// CHECK-SAME: attributes {gn.labels = ["cat", "dog"]}
func.func @layers(%image: tensor<2x3x9x9xf32>) -> tensor<2x10x1x1xf32>
    attributes {gn.labels = ["cat", "dog"]} {
  // CHECK: %[[W:.*]] = gn.parameter "c.weight"
  %w = gn.parameter "c.weight" : tensor<4x3x3x3xf32>
  %b = gn.parameter "c.bias" : tensor<4xf32>
  %v = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: %[[FOLDED:.*]] = gn.fold_weight %[[W]]
  %folded = gn.fold_weight %w variance %v epsilon 1.0e-5
      : tensor<4x3x3x3xf32>
  // CHECK: %[[CONV:.*]] = gnk.alloc : <2x4x5x5, nchw>
  // CHECK-NEXT: gnk.conv %[[IN]], %[[FOLDED]] bias %{{.*}} into %[[CONV]] strides [2, 2] padding [1, 1, 1, 1] dilations [1, 1] activation relu
  %conv = gn.conv %image, %folded bias %b strides [2, 2] padding [1, 1, 1, 1]
      dilations [1, 1] activation relu
      : tensor<2x3x9x9xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>
  %gw = gn.parameter "g.weight" : tensor<4x2x1x1xf32>
  // CHECK: %[[GROUPED:.*]] = gnk.alloc : <2x4x5x5, nchw>
  // CHECK-NEXT: gnk.conv %[[CONV]], %{{.*}} into %[[GROUPED]] strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] groups 2 :
  %grouped = gn.conv %conv, %gw strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 2 : tensor<2x4x5x5xf32>, tensor<4x2x1x1xf32>
  // CHECK: %[[NORM:.*]] = gnk.alloc : <2x4x5x5, nchw>
  // CHECK-NEXT: %[[ONE:.*]] = gn.constant dense<1.000000e+00> : tensor<4xf32>
  // CHECK-NEXT: %[[FACTOR:.*]] = gn.fold_weight %[[ONE]] variance %{{.*}} epsilon 1.000000e-05 : tensor<4xf32>
  // CHECK-NEXT: %[[SHIFT:.*]] = gn.fold_bias mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<4xf32>
  // CHECK-NEXT: gnk.affine %[[GROUPED]] scale %[[FACTOR]] shift %[[SHIFT]] into %[[NORM]] activation relu
  %norm = gn.batch_norm %grouped mean %b variance %v epsilon 1.0e-5
      activation relu : tensor<2x4x5x5xf32>, tensor<4xf32>
  // CHECK: %[[LRN:.*]] = gnk.alloc : <2x4x5x5, nchw>
  // CHECK-NEXT: gnk.lrn %[[NORM]] into %[[LRN]] size 5 alpha 1.000000e-04 beta 7.500000e-01 k 2.000000e+00
  %lrn = gn.lrn %norm size 5 alpha 1.0e-4 beta 0.75 k 2.0
      : tensor<2x4x5x5xf32>
  // CHECK: %[[RELU:.*]] = gnk.alloc : <2x4x5x5, nchw>
  // CHECK-NEXT: gnk.activation relu %[[LRN]] into %[[RELU]]
  %relu = gn.relu %lrn : tensor<2x4x5x5xf32>
  // CHECK: %[[MAX:.*]] = gnk.alloc : <2x4x2x2, nchw>
  // CHECK-NEXT: gnk.pool max %[[RELU]] into %[[MAX]] kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
  %max = gn.max_pool %relu kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<2x4x5x5xf32>
  // CHECK: %[[AVG:.*]] = gnk.alloc : <2x4x2x2, nchw>
  // CHECK-NEXT: gnk.pool avg_count_padding %[[MAX]] into %[[AVG]] kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
  %avg = gn.avg_pool %max kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      count_padding : tensor<2x4x2x2xf32>
  // CHECK: %[[AVG2:.*]] = gnk.alloc : <2x4x2x2, nchw>
  // CHECK-NEXT: gnk.pool avg %[[AVG]] into %[[AVG2]]
  %avg2 = gn.avg_pool %avg kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      : tensor<2x4x2x2xf32>
  // CHECK: %[[GLOBAL:.*]] = gnk.alloc : <2x4x1x1, nchw>
  // CHECK-NEXT: gnk.pool avg %[[AVG2]] into %[[GLOBAL]] kernel [2, 2] strides [1, 1] padding [0, 0, 0, 0]
  %global = gn.global_avg_pool %avg2 : tensor<2x4x2x2xf32>
  // CHECK-NOT: gnk.flatten
  %flat = gn.flatten %global : tensor<2x4x1x1xf32>
  %lw = gn.parameter "l.weight" : tensor<10x4xf32>
  // CHECK: %[[LINEAR:.*]] = gnk.alloc : <2x10x1x1, nchw>
  // CHECK-NEXT: gnk.linear %[[GLOBAL]], %{{.*}} into %[[LINEAR]] :
  %linear = gn.linear %flat, %lw : tensor<2x4x1x1xf32>, tensor<10x4xf32>
  // CHECK-NEXT: gnk.softmax %[[LINEAR]] into %[[OUT]]
  %softmax = gn.softmax %linear : tensor<2x10x1x1xf32>
  // CHECK-NEXT: return
  return %softmax : tensor<2x10x1x1xf32>
}

// CHECK-LABEL: func.func @concat
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x4x4, nchw>, %[[OUT:.*]]: !gnk.buffer<2x9x4x4, nchw>)
func.func @concat(%image: tensor<2x3x4x4xf32>) -> tensor<2x9x4x4xf32> {
  // CHECK: gnk.activation relu %[[IN]] into %[[RELU:.*]] :
  %relu = gn.relu %image : tensor<2x3x4x4xf32>
  // CHECK-NEXT: %[[S0:.*]] = gnk.slice %[[OUT]] from 0 : <2x9x4x4, nchw> to <2x3x4x4, nchw, stride 144>
  // CHECK-NEXT: gnk.reorder %[[RELU]] into %[[S0]]
  // CHECK-NEXT: %[[S1:.*]] = gnk.slice %[[OUT]] from 3
  // CHECK-NEXT: gnk.reorder %[[IN]] into %[[S1]]
  // CHECK-NEXT: %[[S2:.*]] = gnk.slice %[[OUT]] from 6
  // CHECK-NEXT: gnk.reorder %[[RELU]] into %[[S2]]
  %all = gn.concat %relu, %image, %relu
      : tensor<2x3x4x4xf32>, tensor<2x3x4x4xf32>, tensor<2x3x4x4xf32>
  return %all : tensor<2x9x4x4xf32>
}

// A flattened view has no kernel that could write the output.
// CHECK-LABEL: func.func @flatten
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x2x3x3, nchw>, %[[OUT:.*]]: !gnk.buffer<1x18x1x1, nchw>)
func.func @flatten(%image: tensor<1x2x3x3xf32>) -> tensor<1x18x1x1xf32> {
  // CHECK: gnk.activation relu %[[IN]] into %[[RELU:.*]] :
  %relu = gn.relu %image : tensor<1x2x3x3xf32>
  // CHECK-NEXT: %[[FLAT:.*]] = gnk.flatten %[[RELU]] : <1x2x3x3, nchw> to <1x18x1x1, nchw>
  %flat = gn.flatten %relu : tensor<1x2x3x3xf32>
  // CHECK-NEXT: gnk.reorder %[[FLAT]] into %[[OUT]]
  return %flat : tensor<1x18x1x1xf32>
}

// CHECK-LABEL: func.func @identity
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x2x3x3, nchw>, %[[OUT:.*]]: !gnk.buffer<1x2x3x3, nchw>)
func.func @identity(%image: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // CHECK-NEXT: gnk.reorder %[[IN]] into %[[OUT]]
  return %image : tensor<1x2x3x3xf32>
}

// By channel, by value, and what is left of a sum: two terms at a time.
// CHECK-LABEL: func.func @others
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<1x2x3x3, nchw>, %[[OUT:.*]]: !gnk.buffer<1x5x1x1, nchw>)
func.func @others(%image: tensor<1x2x3x3xf32>) -> tensor<1x5x1x1xf32> {
  %v = gn.parameter "a.weight" : tensor<2xf32>
  // CHECK: gnk.affine %[[IN]] scale %{{.*}} into %[[A:.*]] activation sigmoid :
  %a = gn.affine %image scale %v activation sigmoid
      : tensor<1x2x3x3xf32>, tensor<2xf32>
  // CHECK: %[[FACTORS:.*]] = gn.constant dense<1.700000e-01> : tensor<2xf32>
  // CHECK: %[[OFFSETS:.*]] = gn.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
  // CHECK: gnk.affine %[[A]] scale %[[FACTORS]] shift %[[OFFSETS]] into %[[B:.*]] :
  %b = gn.scale %a factors [0.17] offsets [1.0, 2.0] : tensor<1x2x3x3xf32>
  // CHECK: gnk.activation tanh(1.715900e+00, 5.000000e-01) %[[B]] into %[[C:.*]] :
  %c = gn.tanh %b amplitude 1.7159 slope 0.5 : tensor<1x2x3x3xf32>
  // CHECK: %[[SUM:.*]] = gnk.alloc
  // CHECK: %[[PART:.*]] = gnk.alloc
  // CHECK-NEXT: gnk.add %[[A]], %[[B]] into %[[PART]] factors [1.000000e+00, 5.000000e-01] :
  // CHECK-NEXT: gnk.add %[[PART]], %[[C]] into %[[SUM]] activation relu :
  %d = gn.add %a, %b, %c factors [1.0, 0.5, 1.0] activation relu
      : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  %w = gn.parameter "r.weight" : tensor<5x18xf32>
  // CHECK: gnk.rbf %[[SUM]], %{{.*}} into %[[OUT]]
  %e = gn.rbf %d, %w : tensor<1x2x3x3xf32>, tensor<5x18xf32>
  return %e : tensor<1x5x1x1xf32>
}

// CHECK-LABEL: func.func @gated
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x4x4, nchw>, %[[OUT:.*]]: !gnk.buffer<2x3x4x4, nchw>)
func.func @gated(%image: tensor<2x3x4x4xf32>) -> tensor<2x3x4x4xf32> {
  // CHECK: gnk.pool avg %[[IN]] into %[[MEANS:.*]] kernel
  %means = gn.global_avg_pool %image : tensor<2x3x4x4xf32>
  // CHECK: gnk.activation hard_sigmoid %[[MEANS]] into %[[GATE:.*]] :
  %gate = gn.hard_sigmoid %means : tensor<2x3x1x1xf32>
  // CHECK: gnk.multiply %[[IN]], %[[GATE]] into %[[OUT]] activation hard_swish : <2x3x4x4, nchw>, <2x3x1x1, nchw> into <2x3x4x4, nchw>
  %gated = gn.multiply %image, %gate activation hard_swish
      : tensor<2x3x4x4xf32>, tensor<2x3x1x1xf32>
  return %gated : tensor<2x3x4x4xf32>
}

// What nothing reads is not computed.
// CHECK-LABEL: func.func @unread
func.func @unread(%image: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // CHECK-NOT: gnk.softmax
  %softmax = gn.softmax %image : tensor<1x2x3x3xf32>
  %flat = gn.flatten %softmax : tensor<1x2x3x3xf32>
  // CHECK: gnk.activation relu
  %relu = gn.relu %image : tensor<1x2x3x3xf32>
  return %relu : tensor<1x2x3x3xf32>
}

// A kernel has its layer's location.
// LOC-LABEL: func.func @location
func.func @location(%image: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // LOC: gnk.activation relu %{{.*}} loc(#[[A:.*]])
  %a = gn.relu %image : tensor<1x2x3x3xf32> loc("stem.relu")
  // LOC: gnk.softmax %{{.*}} loc(#[[B:.*]])
  %b = gn.softmax %a : tensor<1x2x3x3xf32> loc("prob")
  return %b : tensor<1x2x3x3xf32>
}

// LOC-DAG: #[[A]] = loc("stem.relu")
// LOC-DAG: #[[B]] = loc("prob")

// CHECK: func.func private @declared(tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
func.func private @declared(tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>

// Several results lie one behind the other in the images' outputs, inner ones
// being read there by nobody.
// CHECK-LABEL: func.func @results
// CHECK-SAME: (%[[IN:.*]]: !gnk.buffer<2x3x4x4, nchw>, %[[OUT:.*]]: !gnk.buffer<2x51x1x1, nchw>)
func.func @results(%image: tensor<2x3x4x4xf32>)
    -> (tensor<2x3x4x4xf32>, tensor<2x3x1x1xf32>) {
  // CHECK: gnk.activation relu %[[IN]] into %[[A:.*]] :
  %a = gn.relu %image : tensor<2x3x4x4xf32>
  // CHECK: gnk.pool avg %[[A]] into %[[B:.*]] kernel
  %b = gn.global_avg_pool %a : tensor<2x3x4x4xf32>
  // CHECK: %[[FIRST:.*]] = gnk.slice %[[OUT]] from 0 : <2x51x1x1, nchw> to <2x3x4x4, nchw, stride 51>
  // CHECK-NEXT: gnk.reorder %[[A]] into %[[FIRST]]
  // CHECK-NEXT: %[[SECOND:.*]] = gnk.slice %[[OUT]] from 48 : <2x51x1x1, nchw> to <2x3x1x1, nchw, stride 51>
  // CHECK-NEXT: gnk.reorder %[[B]] into %[[SECOND]]
  // CHECK-NEXT: return
  return %a, %b : tensor<2x3x4x4xf32>, tensor<2x3x1x1xf32>
}
