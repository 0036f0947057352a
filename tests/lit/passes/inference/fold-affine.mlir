// RUN: gnet-opt %s --gn-fold-affine | FileCheck %s
// RUN: gnet-opt %s --gn-fold-affine --mlir-print-debuginfo \
// RUN:   | FileCheck %s --check-prefix=LOC

// CHECK-LABEL: func.func @conv
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @conv(%image: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x3x3xf32>
  // CHECK: %[[BIAS:.*]] = gn.parameter "c.bias"
  %bias = gn.parameter "c.bias" : tensor<4xf32>
  // CHECK-NOT: gn.conv
  %0 = gn.conv %image, %weight bias %bias strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32> loc("c")
  // CHECK: %[[SCALE:.*]] = gn.parameter "n.weight"
  %scale = gn.parameter "n.weight" : tensor<4xf32>
  // CHECK: %[[SHIFT:.*]] = gn.parameter "n.bias"
  %shift = gn.parameter "n.bias" : tensor<4xf32>
  // CHECK: %[[MEAN:.*]] = gn.parameter "n.running_mean"
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  // CHECK: %[[VARIANCE:.*]] = gn.parameter "n.running_var"
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // The epsilon stays with the variance: a variance of 0 divides by its root.
  // CHECK: %[[FOLDED:.*]] = gn.fold_weight %[[WEIGHT]] scale %[[SCALE]] variance %[[VARIANCE]] epsilon 1.000000e-03
  // CHECK: %[[LEFT:.*]] = gn.fold_bias bias %[[BIAS]] scale %[[SCALE]] shift %[[SHIFT]] mean %[[MEAN]] variance %[[VARIANCE]] epsilon 1.000000e-03
  // CHECK: %[[OUT:.*]] = gn.conv %[[IMAGE]], %[[FOLDED]] bias %[[LEFT]] strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1]
  // CHECK-NOT: activation
  // CHECK-SAME: : tensor<1x3x8x8xf32>
  // The layer keeps its own path.
  // LOC: gn.fold_weight {{.*}} loc(#[[N:.*]])
  // LOC: gn.fold_bias {{.*}} loc(#[[N]])
  // LOC: gn.conv {{.*}} loc(#[[C:.*]])
  // LOC-DAG: #[[N]] = loc("n")
  // LOC-DAG: #[[C]] = loc("c")
  %1 = gn.batch_norm %0 scale %scale shift %shift mean %mean
      variance %variance epsilon 1.0e-3
      : tensor<1x4x8x8xf32>, tensor<4xf32> loc("n")
  // CHECK-NOT: gn.batch_norm
  // CHECK: return %[[OUT]]
  return %1 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @no_bias_no_scale
func.func @no_bias_no_scale(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x4x8x8xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  // CHECK: %[[MEAN:.*]] = gn.parameter "n.running_mean"
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  // CHECK: %[[VARIANCE:.*]] = gn.parameter "n.running_var"
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: %[[FOLDED:.*]] = gn.fold_weight %[[WEIGHT]] variance %[[VARIANCE]]
  // CHECK: %[[LEFT:.*]] = gn.fold_bias mean %[[MEAN]] variance %[[VARIANCE]]
  // CHECK: gn.conv %{{.*}}, %[[FOLDED]] bias %[[LEFT]]
  // CHECK-NOT: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %1 : tensor<1x4x8x8xf32>
}

// The factor is one an output channel: of 6, whatever the groups.
// CHECK-LABEL: func.func @groups
func.func @groups(%image: tensor<1x4x8x8xf32>) -> tensor<1x6x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<6x2x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] groups 2 : tensor<1x4x8x8xf32>, tensor<6x2x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<6xf32>
  %variance = gn.parameter "n.running_var" : tensor<6xf32>
  // CHECK: gn.fold_weight {{.*}} : tensor<6x2x1x1xf32>
  // CHECK: gn.conv {{.*}} groups 2 : tensor<1x4x8x8xf32>, tensor<6x2x1x1xf32>, tensor<6xf32>
  // CHECK-NOT: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x6x8x8xf32>, tensor<6xf32>
  return %1 : tensor<1x6x8x8xf32>
}

// CHECK-LABEL: func.func @linear
func.func @linear(%image: tensor<2x3x2x2xf32>) -> tensor<2x5x1x1xf32> {
  %weight = gn.parameter "l.weight" : tensor<5x12xf32>
  %bias = gn.parameter "l.bias" : tensor<5xf32>
  %0 = gn.linear %image, %weight bias %bias
      : tensor<2x3x2x2xf32>, tensor<5x12xf32>, tensor<5xf32>
  %mean = gn.parameter "n.running_mean" : tensor<5xf32>
  %variance = gn.parameter "n.running_var" : tensor<5xf32>
  // CHECK: %[[FOLDED:.*]] = gn.fold_weight {{.*}} : tensor<5x12xf32>
  // CHECK: %[[LEFT:.*]] = gn.fold_bias bias
  // CHECK: gn.linear %{{.*}}, %[[FOLDED]] bias %[[LEFT]] :
  // CHECK-NOT: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<2x5x1x1xf32>, tensor<5xf32>
  return %1 : tensor<2x5x1x1xf32>
}

// The norm's activation acts after both.
// CHECK-LABEL: func.func @norm_with_activation
func.func @norm_with_activation(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: gn.conv {{.*}} activation relu
  // CHECK-NOT: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      activation relu : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %1 : tensor<1x4x8x8xf32>
}

// Two norms in a row fold one after the other.
// CHECK-LABEL: func.func @two_norms
func.func @two_norms(%image: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: %[[W1:.*]] = gn.fold_weight %[[WEIGHT]] {{.*}} epsilon 1.000000e-05
  // CHECK: %[[B1:.*]] = gn.fold_bias mean
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK: %[[W2:.*]] = gn.fold_weight %[[W1]] {{.*}} epsilon 1.000000e-03
  // CHECK: %[[B2:.*]] = gn.fold_bias bias %[[B1]] mean
  // CHECK: gn.conv %{{.*}}, %[[W2]] bias %[[B2]]
  // CHECK-NOT: gn.batch_norm
  %2 = gn.batch_norm %1 mean %mean variance %variance epsilon 1.0e-3
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %2 : tensor<1x4x8x8xf32>
}

// Filters that another layer reads too stay as they are for it.
// CHECK-LABEL: func.func @shared_weight
// CHECK-SAME: (%[[IMAGE:.*]]: tensor<1x3x8x8xf32>)
func.func @shared_weight(%image: tensor<1x3x8x8xf32>) -> tensor<1x8x8x8xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: %[[FOLDED:.*]] = gn.fold_weight %[[WEIGHT]]
  // CHECK: gn.conv %[[IMAGE]], %[[FOLDED]] bias
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK: gn.conv %[[IMAGE]], %[[WEIGHT]] strides
  %2 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %3 = gn.concat %1, %2 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>
  return %3 : tensor<1x8x8x8xf32>
}

// Not folded: relu acts between the two.
// CHECK-LABEL: func.func @norm_after_relu
func.func @norm_after_relu(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.conv
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  // CHECK: gn.relu
  %1 = gn.relu %0 : tensor<1x4x8x8xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.batch_norm
  %2 = gn.batch_norm %1 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %2 : tensor<1x4x8x8xf32>
}

// Not folded: the same with the relu in the convolution.
// CHECK-LABEL: func.func @norm_after_activation
func.func @norm_after_activation(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.conv {{.*}} activation relu
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] activation relu
      : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %1 : tensor<1x4x8x8xf32>
}

// Not folded: another layer reads the convolution's own result.
// CHECK-LABEL: func.func @two_readers
func.func @two_readers(%image: tensor<1x3x8x8xf32>) -> tensor<1x8x8x8xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "c.weight"
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv %{{.*}}, %[[WEIGHT]] strides
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NOT: gn.fold
  // CHECK: %[[NORM:.*]] = gn.batch_norm %[[CONV]]
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK: gn.concat %[[CONV]], %[[NORM]]
  %2 = gn.concat %0, %1 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// Not folded: two norms of one convolution.
// CHECK-LABEL: func.func @two_norms_of_one
func.func @two_norms_of_one(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x8x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.batch_norm %[[CONV]]
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK: gn.batch_norm %[[CONV]]
  %2 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-3
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  %3 = gn.concat %1, %2 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>
  return %3 : tensor<1x8x8x8xf32>
}

// Not folded: there is no layer to fold into.
// CHECK-LABEL: func.func @norm_of_image
func.func @norm_of_image(%image: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK-NOT: gn.fold
  // CHECK: gn.batch_norm
  %0 = gn.batch_norm %image mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// Without a scale, without a shift, and both apart (Caffe's two layers).
// CHECK-LABEL: func.func @parts
func.func @parts(%image: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %v = gn.parameter "v" : tensor<4xf32>
  // CHECK: %[[V:.*]] = gn.parameter "v"
  // CHECK: %[[W1:.*]] = gn.fold_weight %{{.*}} variance %[[V]] epsilon
  // CHECK: %[[B1:.*]] = gn.fold_bias shift %[[V]] mean %[[V]] variance %[[V]] epsilon
  %1 = gn.batch_norm %0 shift %v mean %v variance %v epsilon 1.0e-3
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK: %[[W2:.*]] = gn.fold_weight %[[W1]] scale %[[V]] : tensor<4x3x1x1xf32>
  // CHECK: %[[B2:.*]] = gn.fold_bias bias %[[B1]] scale %[[V]] : tensor<4xf32>
  // CHECK: gn.conv %{{.*}}, %[[W2]] bias %[[B2]] {{.*}} activation tanh(1.000000e+00, 1.000000e+00)
  %2 = gn.affine %1 scale %v activation tanh(1.0, 1.0)
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK-NOT: gn.affine
  return %2 : tensor<1x4x8x8xf32>
}

// A spec's constants; what is neutral changes nothing.
// CHECK-LABEL: func.func @scales
func.func @scales(%image: tensor<1x3x2x2xf32>) -> tensor<1x4x1x1xf32> {
  // CHECK: %[[WEIGHT:.*]] = gn.parameter "l.weight"
  %weight = gn.parameter "l.weight" : tensor<4x12xf32>
  %0 = gn.linear %image, %weight : tensor<1x3x2x2xf32>, tensor<4x12xf32>
  // CHECK: %[[C:.*]] = gn.constant dense<1.700000e-01> : tensor<4xf32>
  // CHECK: %[[W:.*]] = gn.fold_weight %[[WEIGHT]] scale %[[C]] : tensor<4x12xf32>
  // CHECK-NOT: gn.fold_bias
  %1 = gn.scale %0 factors [0.17] offsets [0.0] : tensor<1x4x1x1xf32>
  // CHECK: %[[O:.*]] = gn.constant dense<[1.000000e+00, 2.000000e+00, 3.000000e+00, 4.000000e+00]> : tensor<4xf32>
  // CHECK: %[[B:.*]] = gn.fold_bias shift %[[O]] : tensor<4xf32>
  // CHECK: gn.linear %{{.*}}, %[[W]] bias %[[B]] :
  %2 = gn.scale %1 factors [1.0] offsets [1.0, 2.0, 3.0, 4.0]
      : tensor<1x4x1x1xf32>
  // CHECK-NOT: gn.scale
  return %2 : tensor<1x4x1x1xf32>
}
