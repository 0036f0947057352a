// RUN: gnet-opt %s --gnk-emit-kernels | FileCheck %s

// Of 18 columns the first reads outside, 16 are taken as a vector, the last is
// taken by itself. Output 2 of 4 channels, of the second group, reads channel
// 2 / 2 * 2 = 2 and the next.
// CHECK: items = 0 : i64, items_of_image = 12 : i64
// CHECK: func.func @plain0(%[[IN:.*]]: memref<216xf32>, %[[OTHER:.*]]: memref<216xf32>, %[[OUT:.*]]: memref<216xf32>, %[[W:.*]]: memref<24xf32>, %[[BIAS:.*]]: memref<4xf32>,
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c1{{.*}} step %c1
// CHECK: memref.load %[[BIAS]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c2{{.*}} -> (f32)
// CHECK: scf.for %{{.*}} -> (f32)
// CHECK: arith.divui %{{.*}}, %c2
// CHECK: scf.for %{{.*}} -> (f32)
// CHECK: %[[X:.*]] = memref.load %[[IN]]
// CHECK: %[[F:.*]] = memref.load %[[W]]
// CHECK: %[[P:.*]] = arith.mulf %[[X]], %[[F]] : f32
// CHECK: arith.addf %[[P]], %{{.*}} : f32
// CHECK: memref.load %[[OTHER]]
// CHECK: arith.maxnumf {{.*}} : f32
// CHECK: memref.store %{{.*}}, %[[OUT]]
// CHECK: scf.for %{{.*}} = %c1{{.*}} to %c17{{.*}} step %c16
// CHECK: %[[C:.*]] = memref.load %[[BIAS]]
// CHECK: vector.broadcast %[[C]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c3{{.*}} -> (vector<16xf32>)
// CHECK: vector.load %[[IN]]
// CHECK: memref.load %[[W]]
// CHECK: vector.fma
// CHECK: vector.load %[[OTHER]]
// CHECK: arith.maxnumf {{.*}} : vector<16xf32>
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: scf.for %{{.*}} = %c17{{.*}} to %c18
// CHECK: memref.store %{{.*}}, %[[OUT]]
func.func @net(%a: !gnk.buffer<1x4x3x18, nchw>,
               %b: !gnk.buffer<1x4x3x18, nchw>) {
  %w = gn.parameter "w" : tensor<4x2x1x3xf32>
  %p = gnk.pack %w at 0 : tensor<4x2x1x3xf32>
      to tensor<4x2x1x3xf32, #gnk.packed<[1, 1, 1, 1] x 1, inputs 1>>
  %c = gn.parameter "c" : tensor<4xf32>
  %q = gnk.pack %c at 128 : tensor<4xf32>
      to tensor<4xf32, #gnk.packed<[1, 1, 1, 1] x 1, inputs 1>>
  gnk.conv %a, %p bias %q plus %b into %b strides [1, 1] padding [0, 1, 0, 1]
      dilations [1, 1] groups 2 activation relu
      {gnk.kernel = #gnk.kernel<"plain", nchw to nchw>}
      : <1x4x3x18, nchw>,
        tensor<4x2x1x3xf32, #gnk.packed<[1, 1, 1, 1] x 1, inputs 1>>,
        tensor<4xf32, #gnk.packed<[1, 1, 1, 1] x 1, inputs 1>>
      plus !gnk.buffer<1x4x3x18, nchw> into <1x4x3x18, nchw>
  return
}
