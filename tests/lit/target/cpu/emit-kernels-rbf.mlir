// RUN: gnet-opt %s --gnk-emit-kernels | FileCheck %s

// A block of centres at a time, each a lane; of 20 the last block has 4. Four
// elements a round and those that are left go into sums of their own.
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @rbf0(%[[IN:[^:]*]]: memref<20xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<40xf32>, %[[W:[^:]*]]: memref<320xf32>,
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c8{{.*}} step %c4
// CHECK: %[[X:.*]] = memref.load %[[IN]]
// CHECK: %[[ALL:.*]] = vector.broadcast %[[X]]
// CHECK: %[[C:.*]] = vector.load %[[W]]
// CHECK: %[[D:.*]] = arith.subf %[[ALL]], %[[C]]
// CHECK: vector.fma %[[D]], %[[D]],
// CHECK-COUNT-3: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-2: vector.fma
// CHECK-NOT: vector.fma
// CHECK-COUNT-3: arith.addf
// CHECK: scf.if
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: } else {
// CHECK: %[[MASK:.*]] = arith.constant dense<[true, true, true, true, false,
// CHECK: vector.maskedstore %[[OUT]]{{.*}}, %[[MASK]]
func.func @net(%a: !gnk.buffer<2x10x1x1, nchw>, %b: !gnk.buffer<2x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<20x10xf32>
  %p = gnk.pack %w at 0 : tensor<20x10xf32>
      to tensor<20x10xf32, #gnk.packed<[1, 1] x 16, inputs 1>>
  gnk.rbf %a, %p into %b {gnk.kernel = #gnk.kernel<"rbf", nchw to nchw>}
      : <2x10x1x1, nchw>, tensor<20x10xf32, #gnk.packed<[1, 1] x 16, inputs 1>>
      into <2x20x1x1, nchw>
  return
}
