// RUN: gnet-opt %s | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --mlir-print-op-generic | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --emit-bytecode | gnet-opt | FileCheck %s

// CHECK-LABEL: func.func @conv
// CHECK-SAME: attributes {gn.input = {mean = array<f64: 1.045000e+02, 1.170000e+02, 1.230000e+02>, order = "bgr", scale = 1.000000e+00 : f64, stddev = array<f64: 1.000000e+00, 2.000000e+00, 3.000000e+00>}, gn.labels = ["cat", "dog"]}
func.func @conv(%image: tensor<2x3x224x224xf32>) -> tensor<2x64x112x112xf32>
    attributes {gn.input = {order = "bgr", scale = 1.0 : f64,
                            mean = array<f64: 104.5, 117.0, 123.0>,
                            stddev = array<f64: 1.0, 2.0, 3.0>},
                gn.labels = ["cat", "dog"]} {
  // CHECK: %[[W:.*]] = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
  %weight = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
  // CHECK: %[[B:.*]] = gn.parameter "conv1.bias" : tensor<64xf32>
  %bias = gn.parameter "conv1.bias" : tensor<64xf32>
  // CHECK: gn.conv %{{.*}}, %[[W]] bias %[[B]] strides [2, 2] padding [3, 3, 3, 3] dilations [1, 1] : tensor<2x3x224x224xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>
  %0 = gn.conv %image, %weight bias %bias strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1]
      : tensor<2x3x224x224xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>
  return %0 : tensor<2x64x112x112xf32>
}

// CHECK-LABEL: func.func @grouped_conv
func.func @grouped_conv(%image: tensor<1x8x9x7xf32>) -> tensor<1x12x8x4xf32> {
  %weight = gn.parameter "c.weight" : tensor<12x2x2x3xf32>
  // CHECK: gn.conv %{{.*}}, %{{.*}} strides [1, 1] padding [0, 1, 0, 0] dilations [1, 2] groups 4 activation relu : tensor<1x8x9x7xf32>, tensor<12x2x2x3xf32>
  %0 = gn.conv %image, %weight strides [1, 1] padding [0, 1, 0, 0]
      dilations [1, 2] groups 4 activation relu
      : tensor<1x8x9x7xf32>, tensor<12x2x2x3xf32>
  // CHECK: return %{{.*}} : tensor<1x12x8x4xf32>
  return %0 : tensor<1x12x8x4xf32>
}

// CHECK-LABEL: func.func @linear
func.func @linear(%image: tensor<4x8x3x3xf32>) -> tensor<4x5x1x1xf32> {
  %w1 = gn.parameter "l1.weight" : tensor<10x72xf32>
  %b1 = gn.parameter "l1.bias" : tensor<10xf32>
  %w2 = gn.parameter "l2.weight" : tensor<5x10xf32>
  // CHECK: gn.linear %{{.*}}, %{{.*}} bias %{{.*}} activation relu : tensor<4x8x3x3xf32>, tensor<10x72xf32>, tensor<10xf32>
  %0 = gn.linear %image, %w1 bias %b1 activation relu
      : tensor<4x8x3x3xf32>, tensor<10x72xf32>, tensor<10xf32>
  // CHECK: gn.linear %{{.*}}, %{{.*}} : tensor<4x10x1x1xf32>, tensor<5x10xf32>
  %1 = gn.linear %0, %w2 : tensor<4x10x1x1xf32>, tensor<5x10xf32>
  return %1 : tensor<4x5x1x1xf32>
}

// CHECK-LABEL: func.func @batch_norm
func.func @batch_norm(%image: tensor<1x6x2x2xf32>) -> tensor<1x6x2x2xf32> {
  %scale = gn.parameter "n.weight" : tensor<6xf32>
  %shift = gn.parameter "n.bias" : tensor<6xf32>
  %mean = gn.parameter "n.running_mean" : tensor<6xf32>
  %variance = gn.parameter "n.running_var" : tensor<6xf32>
  // CHECK: gn.batch_norm %{{.*}} scale %{{.*}} shift %{{.*}} mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 activation relu : tensor<1x6x2x2xf32>, tensor<6xf32>
  %0 = gn.batch_norm %image scale %scale shift %shift mean %mean
      variance %variance epsilon 1.0e-5 activation relu
      : tensor<1x6x2x2xf32>, tensor<6xf32>
  // CHECK: gn.batch_norm %{{.*}} mean %{{.*}} variance %{{.*}} epsilon 1.000000e-03 : tensor<1x6x2x2xf32>, tensor<6xf32>
  %1 = gn.batch_norm %0 mean %mean variance %variance epsilon 1.0e-3
      : tensor<1x6x2x2xf32>, tensor<6xf32>
  return %1 : tensor<1x6x2x2xf32>
}

// CHECK-LABEL: func.func @fold
func.func @fold() {
  %weight = gn.parameter "c.weight" : tensor<6x4x3x3xf32>
  %bias = gn.parameter "c.bias" : tensor<6xf32>
  %scale = gn.parameter "n.weight" : tensor<6xf32>
  %shift = gn.parameter "n.bias" : tensor<6xf32>
  %mean = gn.parameter "n.running_mean" : tensor<6xf32>
  %variance = gn.parameter "n.running_var" : tensor<6xf32>
  // CHECK: gn.fold_weight %{{.*}} scale %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6x4x3x3xf32>
  %0 = gn.fold_weight %weight scale %scale variance %variance epsilon 1.0e-5
      : tensor<6x4x3x3xf32>
  // CHECK: gn.fold_weight %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6x4x3x3xf32>
  %1 = gn.fold_weight %weight variance %variance epsilon 1.0e-5
      : tensor<6x4x3x3xf32>
  // CHECK: gn.fold_bias bias %{{.*}} scale %{{.*}} shift %{{.*}} mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6xf32>
  %2 = gn.fold_bias bias %bias scale %scale shift %shift mean %mean
      variance %variance epsilon 1.0e-5 : tensor<6xf32>
  // CHECK: gn.fold_bias scale %{{.*}} shift %{{.*}} mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6xf32>
  %3 = gn.fold_bias scale %scale shift %shift mean %mean variance %variance
      epsilon 1.0e-5 : tensor<6xf32>
  // CHECK: gn.fold_bias bias %{{.*}} mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6xf32>
  %4 = gn.fold_bias bias %bias mean %mean variance %variance epsilon 1.0e-5
      : tensor<6xf32>
  // CHECK: gn.fold_bias mean %{{.*}} variance %{{.*}} epsilon 1.000000e-05 : tensor<6xf32>
  %5 = gn.fold_bias mean %mean variance %variance epsilon 1.0e-5
      : tensor<6xf32>
  return
}

// CHECK-LABEL: func.func @pools
func.func @pools(%image: tensor<1x3x8x8xf32>) -> tensor<1x3x1x1xf32> {
  // CHECK: gn.max_pool %{{.*}} kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0] ceil : tensor<1x3x8x8xf32>
  %0 = gn.max_pool %image kernel [3, 3] strides [2, 2] padding [0, 0, 0, 0]
      ceil : tensor<1x3x8x8xf32>
  // CHECK: gn.max_pool %{{.*}} kernel [3, 2] strides [1, 1] padding [1, 0, 1, 1] : tensor<1x3x4x4xf32>
  %1 = gn.max_pool %0 kernel [3, 2] strides [1, 1] padding [1, 0, 1, 1]
      : tensor<1x3x4x4xf32>
  // CHECK: gn.avg_pool %{{.*}} kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] ceil count_padding : tensor<1x3x4x4xf32>
  %2 = gn.avg_pool %1 kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1]
      ceil count_padding : tensor<1x3x4x4xf32>
  // CHECK: gn.avg_pool %{{.*}} kernel [2, 2] strides [1, 1] padding [0, 0, 0, 0] : tensor<1x3x3x3xf32>
  %3 = gn.avg_pool %2 kernel [2, 2] strides [1, 1] padding [0, 0, 0, 0]
      : tensor<1x3x3x3xf32>
  // CHECK: gn.global_avg_pool %{{.*}} : tensor<1x3x2x2xf32>
  %4 = gn.global_avg_pool %3 : tensor<1x3x2x2xf32>
  return %4 : tensor<1x3x1x1xf32>
}

// CHECK-LABEL: func.func @others
func.func @others(%image: tensor<2x4x2x3xf32>) -> tensor<2x48x1x1xf32> {
  // CHECK: gn.lrn %{{.*}} size 5 alpha 1.000000e-04 beta 7.500000e-01 k 2.000000e+00 : tensor<2x4x2x3xf32>
  %0 = gn.lrn %image size 5 alpha 1.0e-4 beta 0.75 k 2.0
      : tensor<2x4x2x3xf32>
  // CHECK: gn.relu %{{.*}} : tensor<2x4x2x3xf32>
  %1 = gn.relu %0 : tensor<2x4x2x3xf32>
  // CHECK: gn.dropout %{{.*}} rate 4.000000e-01 : tensor<2x4x2x3xf32>
  %2 = gn.dropout %1 rate 0.4 : tensor<2x4x2x3xf32>
  // CHECK: gn.concat %{{.*}}, %{{.*}} : tensor<2x4x2x3xf32>, tensor<2x4x2x3xf32>
  %3 = gn.concat %2, %image : tensor<2x4x2x3xf32>, tensor<2x4x2x3xf32>
  // CHECK: gn.head "aux1" %{{.*}} loss 3.000000e-01 : tensor<2x8x2x3xf32>
  gn.head "aux1" %3 loss 0.3 : tensor<2x8x2x3xf32>
  // CHECK: gn.flatten %{{.*}} : tensor<2x8x2x3xf32>
  %4 = gn.flatten %3 : tensor<2x8x2x3xf32>
  // CHECK: gn.softmax %{{.*}} : tensor<2x48x1x1xf32>
  %5 = gn.softmax %4 : tensor<2x48x1x1xf32>
  return %5 : tensor<2x48x1x1xf32>
}

// CHECK-LABEL: func.func @tensors
func.func @tensors(%compact: tensor<3x5x5xf32>, %w: tensor<2x3xf32>,
                   %v: tensor<2xf32>) {
  // CHECK: gn.constant dense<1.700000e-01> : tensor<2xf32>
  %0 = gn.constant dense<0.17> : tensor<2xf32>
  // CHECK: gn.connect_weight %{{.*}} connections [array<i64: 0, 2>, array<i64: 1>] : tensor<3x5x5xf32> to tensor<2x3x5x5xf32>
  %1 = gn.connect_weight %compact connections [array<i64: 0, 2>, array<i64: 1>]
      : tensor<3x5x5xf32> to tensor<2x3x5x5xf32>
  // CHECK: gn.fold_weight %{{.*}} scale %{{.*}} : tensor<2x3xf32>
  %2 = gn.fold_weight %w scale %v : tensor<2x3xf32>
  // CHECK: gn.fold_bias scale %{{.*}} shift %{{.*}} : tensor<2xf32>
  %3 = gn.fold_bias scale %v shift %v : tensor<2xf32>
  return
}

// CHECK-LABEL: func.func @by_channel
func.func @by_channel(%x: tensor<1x2x3x3xf32>, %v: tensor<2xf32>) {
  // CHECK: gn.affine %{{.*}} scale %{{.*}} shift %{{.*}} activation sigmoid : tensor<1x2x3x3xf32>, tensor<2xf32>
  %0 = gn.affine %x scale %v shift %v activation sigmoid
      : tensor<1x2x3x3xf32>, tensor<2xf32>
  // CHECK: gn.affine %{{.*}} scale %{{.*}} : tensor<1x2x3x3xf32>, tensor<2xf32>
  %1 = gn.affine %x scale %v : tensor<1x2x3x3xf32>, tensor<2xf32>
  // CHECK: gn.scale %{{.*}} factors [1.700000e-01] offsets [0.000000e+00, 1.000000e+00] : tensor<1x2x3x3xf32>
  %2 = gn.scale %x factors [0.17] offsets [0.0, 1.0] : tensor<1x2x3x3xf32>
  // CHECK: gn.batch_norm %{{.*}} shift %{{.*}} mean
  %3 = gn.batch_norm %x shift %v mean %v variance %v epsilon 1.0e-3
      : tensor<1x2x3x3xf32>, tensor<2xf32>
  return
}

// Numbers keep their last digit.
// CHECK-LABEL: func.func @activations
func.func @activations(%x: tensor<1x2x3x3xf32>, %w: tensor<5x18xf32>) {
  // CHECK: gn.leaky_relu %{{.*}} slope 1.000000e-01 : tensor<1x2x3x3xf32>
  %0 = gn.leaky_relu %x slope 0.1 : tensor<1x2x3x3xf32>
  // CHECK: gn.sigmoid %{{.*}} : tensor<1x2x3x3xf32>
  %1 = gn.sigmoid %x : tensor<1x2x3x3xf32>
  // CHECK: gn.tanh %{{.*}} amplitude 1.715900e+00 slope 0.66666666666666663 : tensor<1x2x3x3xf32>
  %2 = gn.tanh %x amplitude 1.7159 slope 0.66666666666666663
      : tensor<1x2x3x3xf32>
  // CHECK: gn.add %{{.*}}, %{{.*}}, %{{.*}} factors [1.000000e+00, 1.700000e-01, 1.000000e+00] activation leaky_relu(1.000000e-01) : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  %3 = gn.add %x, %0, %1 factors [1.0, 0.17, 1.0] activation leaky_relu(0.1)
      : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  // CHECK: gn.add %{{.*}}, %{{.*}} activation tanh(1.715900e+00, 0.66666666666666663) : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  %4 = gn.add %x, %0 activation tanh(1.7159, 0.66666666666666663)
      : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  // CHECK: gn.relu6 %{{.*}} : tensor<1x2x3x3xf32>
  %6 = gn.relu6 %x : tensor<1x2x3x3xf32>
  // CHECK: gn.hard_swish %{{.*}} : tensor<1x2x3x3xf32>
  %7 = gn.hard_swish %6 : tensor<1x2x3x3xf32>
  // CHECK: gn.hard_sigmoid %{{.*}} : tensor<1x2x3x3xf32>
  %8 = gn.hard_sigmoid %7 : tensor<1x2x3x3xf32>
  // CHECK: gn.silu %{{.*}} : tensor<1x2x3x3xf32>
  %9 = gn.silu %8 : tensor<1x2x3x3xf32>
  // CHECK: gn.gelu %{{.*}} : tensor<1x2x3x3xf32>
  %10 = gn.gelu %9 : tensor<1x2x3x3xf32>
  // CHECK: gn.add %{{.*}}, %{{.*}} activation hard_swish : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  %11 = gn.add %x, %10 activation hard_swish
      : tensor<1x2x3x3xf32>, tensor<1x2x3x3xf32>
  // CHECK: gn.rbf %{{.*}}, %{{.*}} : tensor<1x2x3x3xf32>, tensor<5x18xf32>
  %5 = gn.rbf %4, %w : tensor<1x2x3x3xf32>, tensor<5x18xf32>
  return
}

// CHECK-LABEL: func.func @products
func.func @products(%x: tensor<2x4x3x3xf32>, %gate: tensor<2x4x1x1xf32>)
    -> tensor<2x4x3x3xf32> {
  // CHECK: gn.multiply %{{.*}}, %{{.*}} : tensor<2x4x3x3xf32>, tensor<2x4x1x1xf32>
  %0 = gn.multiply %x, %gate : tensor<2x4x3x3xf32>, tensor<2x4x1x1xf32>
  // CHECK: gn.multiply %{{.*}}, %{{.*}} activation relu : tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>
  %1 = gn.multiply %0, %x activation relu
      : tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>
  return %1 : tensor<2x4x3x3xf32>
}
