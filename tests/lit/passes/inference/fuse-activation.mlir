// RUN: gnet-opt %s --gn-fuse-activation | FileCheck %s
// RUN: gnet-opt %s --gn-fold-affine --gn-fuse-activation \
// RUN:   | FileCheck %s --check-prefix=FOLDED

// CHECK-LABEL: func.func @conv
func.func @conv(%image: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv {{.*}} dilations [1, 1] activation relu :
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  // CHECK-NOT: gn.relu
  %1 = gn.relu %0 : tensor<1x4x8x8xf32>
  // CHECK: return %[[CONV]]
  return %1 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @linear
func.func @linear(%image: tensor<1x3x2x2xf32>) -> tensor<1x5x1x1xf32> {
  %weight = gn.parameter "l.weight" : tensor<5x12xf32>
  // CHECK: %[[LINEAR:.*]] = gn.linear {{.*}} activation relu :
  %0 = gn.linear %image, %weight : tensor<1x3x2x2xf32>, tensor<5x12xf32>
  // CHECK-NOT: gn.relu
  %1 = gn.relu %0 : tensor<1x5x1x1xf32>
  // CHECK: return %[[LINEAR]]
  return %1 : tensor<1x5x1x1xf32>
}

// A relu after the norm becomes the norm's, or the folded convolution's.
// CHECK-LABEL: func.func @batch_norm
// FOLDED-LABEL: func.func @batch_norm
func.func @batch_norm(%image: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: gn.conv
  // CHECK-NOT: activation
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: %[[NORM:.*]] = gn.batch_norm {{.*}} activation relu :
  // FOLDED: %[[CONV:.*]] = gn.conv {{.*}} activation relu :
  // FOLDED-NOT: gn.batch_norm
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  // CHECK-NOT: gn.relu
  // FOLDED-NOT: gn.relu
  %2 = gn.relu %1 : tensor<1x4x8x8xf32>
  // CHECK: return %[[NORM]]
  // FOLDED: return %[[CONV]]
  return %2 : tensor<1x4x8x8xf32>
}

// A norm after the relu stays after it.
// CHECK-LABEL: func.func @norm_after_relu
// FOLDED-LABEL: func.func @norm_after_relu
func.func @norm_after_relu(%image: tensor<1x3x8x8xf32>)
    -> tensor<1x4x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv {{.*}} activation relu :
  // FOLDED: %[[CONV:.*]] = gn.conv {{.*}} activation relu :
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  %1 = gn.relu %0 : tensor<1x4x8x8xf32>
  %mean = gn.parameter "n.running_mean" : tensor<4xf32>
  %variance = gn.parameter "n.running_var" : tensor<4xf32>
  // CHECK: gn.batch_norm %[[CONV]] {{.*}} epsilon 1.000000e-05 :
  // FOLDED: gn.batch_norm %[[CONV]] {{.*}} epsilon 1.000000e-05 :
  %2 = gn.batch_norm %1 mean %mean variance %variance epsilon 1.0e-5
      : tensor<1x4x8x8xf32>, tensor<4xf32>
  return %2 : tensor<1x4x8x8xf32>
}

// A second relu changes nothing, whoever reads the first.
// CHECK-LABEL: func.func @relu_of_relu
func.func @relu_of_relu(%image: tensor<1x3x8x8xf32>) -> tensor<1x12x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv {{.*}} activation relu :
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  // CHECK-NOT: gn.relu
  %1 = gn.relu %0 : tensor<1x4x8x8xf32>
  %2 = gn.relu %1 : tensor<1x4x8x8xf32>
  %3 = gn.relu %2 : tensor<1x4x8x8xf32>
  // CHECK: gn.concat %[[CONV]], %[[CONV]], %[[CONV]]
  %4 = gn.concat %1, %2, %3 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>,
      tensor<1x4x8x8xf32>
  return %4 : tensor<1x12x8x8xf32>
}

// Not fused: another layer reads the convolution's own result.
// CHECK-LABEL: func.func @two_readers
func.func @two_readers(%image: tensor<1x3x8x8xf32>) -> tensor<1x8x8x8xf32> {
  %weight = gn.parameter "c.weight" : tensor<4x3x1x1xf32>
  // CHECK: %[[CONV:.*]] = gn.conv {{.*}} dilations [1, 1] :
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] : tensor<1x3x8x8xf32>, tensor<4x3x1x1xf32>
  // CHECK: %[[RELU:.*]] = gn.relu %[[CONV]]
  %1 = gn.relu %0 : tensor<1x4x8x8xf32>
  // CHECK: gn.concat %[[CONV]], %[[RELU]]
  %2 = gn.concat %0, %1 : tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>
  return %2 : tensor<1x8x8x8xf32>
}

// Not fused: a pool has no activation.
// CHECK-LABEL: func.func @pool
func.func @pool(%image: tensor<1x3x8x8xf32>) -> tensor<1x3x4x4xf32> {
  %0 = gn.avg_pool %image kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x3x8x8xf32>
  // CHECK: gn.relu
  %1 = gn.relu %0 : tensor<1x3x4x4xf32>
  return %1 : tensor<1x3x4x4xf32>
}

// Not fused: nor has the image.
// CHECK-LABEL: func.func @image
func.func @image(%image: tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32> {
  // CHECK: gn.relu
  %0 = gn.relu %image : tensor<1x3x8x8xf32>
  return %0 : tensor<1x3x8x8xf32>
}

// Every activation, into every layer that can take one.
// CHECK-LABEL: func.func @every
func.func @every(%image: tensor<1x3x2x2xf32>) -> tensor<1x5x1x1xf32> {
  %v = gn.parameter "a.weight" : tensor<3xf32>
  // CHECK: %[[A:.*]] = gn.affine {{.*}} activation sigmoid :
  %a = gn.affine %image scale %v : tensor<1x3x2x2xf32>, tensor<3xf32>
  %b = gn.sigmoid %a : tensor<1x3x2x2xf32>
  // CHECK: %[[SUM:.*]] = gn.add %{{.*}}, %[[A]] activation leaky_relu(1.000000e-01) :
  %c = gn.add %image, %b : tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>
  %d = gn.leaky_relu %c slope 0.1 : tensor<1x3x2x2xf32>
  // CHECK: %[[L:.*]] = gn.linear %[[SUM]], {{.*}} activation tanh(1.715900e+00, 5.000000e-01) :
  %w = gn.parameter "l.weight" : tensor<5x12xf32>
  %e = gn.linear %d, %w : tensor<1x3x2x2xf32>, tensor<5x12xf32>
  %f = gn.tanh %e amplitude 1.7159 slope 0.5 : tensor<1x5x1x1xf32>
  // It changes something a second time.
  // CHECK: %[[SECOND:.*]] = gn.tanh %[[L]]
  %g = gn.tanh %f amplitude 1.7159 slope 0.5 : tensor<1x5x1x1xf32>
  // CHECK: return %[[SECOND]]
  return %g : tensor<1x5x1x1xf32>
}

// Also into a product; of relu6 the second one is too many.
// CHECK-LABEL: func.func @products
func.func @products(%image: tensor<1x3x2x2xf32>, %gate: tensor<1x3x1x1xf32>)
    -> tensor<1x3x2x2xf32> {
  // CHECK: %[[A:.*]] = gn.multiply %{{.*}}, %{{.*}} activation relu6 :
  %a = gn.multiply %image, %gate : tensor<1x3x2x2xf32>, tensor<1x3x1x1xf32>
  %b = gn.relu6 %a : tensor<1x3x2x2xf32>
  %c = gn.relu6 %b : tensor<1x3x2x2xf32>
  // CHECK-NEXT: %[[D:.*]] = gn.add %[[A]], %[[A]] activation hard_sigmoid :
  %d = gn.add %c, %b : tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>
  %e = gn.hard_sigmoid %d : tensor<1x3x2x2xf32>
  // CHECK-NEXT: %[[F:.*]] = gn.add %[[D]], %[[D]] activation silu :
  %f = gn.add %e, %e : tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>
  %g = gn.silu %f : tensor<1x3x2x2xf32>
  // CHECK-NEXT: return %[[F]]
  return %g : tensor<1x3x2x2xf32>
}
