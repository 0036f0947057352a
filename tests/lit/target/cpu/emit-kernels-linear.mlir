// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// Two blocks of outputs for two images at once and then for one that is left,
// four features a round. The last block has 4 outputs.
// CHECK: items = 1 : i64, items_of_image = 0 : i64
// CHECK: func.func @linear0(%[[IN:.*]]: memref<30xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<60xf32>, %[[W:.*]]: memref<320xf32>, %[[BIAS:.*]]: memref<32xf32>, %{{.*}}: memref<0xf32>, %{{.*}}: memref<0xf32>, %[[IMAGES:.*]]: index, %[[BEGIN:.*]]: index, %[[END:.*]]: index)
// CHECK: scf.for %{{.*}} = %[[BEGIN]] to %[[END]]
// CHECK: %[[REST:.*]] = arith.remui %[[IMAGES]], %c2
// CHECK: %[[EVEN:.*]] = arith.subi %[[IMAGES]], %[[REST]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %[[EVEN]] step %c2
// CHECK: vector.load %[[BIAS]]
// Four sums would wait for each other: there are two parts of each, of which
// the first begins with the bias. A feature is four products.
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c8{{.*}} step %c4{{.*}} iter_args(
// CHECK-COUNT-16: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-4: arith.addf
// CHECK-NOT: arith.addf
// The two features that are left.
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: arith.maxnumf
// CHECK: vector.store %{{.*}}, %[[OUT]]{{.*}} vector<16xf32>
// CHECK: vector.store %{{.*}}, %[[OUT]]{{.*}} vector<16xf32>
// CHECK: %[[LAST:.*]] = arith.cmpi eq
// CHECK: scf.if %[[LAST]]
// CHECK: %[[MASK:.*]] = arith.constant dense<[true, true, true, true, false, {{.*}}, false]> : vector<16xi1>
// CHECK: vector.maskedstore %[[OUT]]{{.*}}, %[[MASK]]
// CHECK: } else {
// CHECK: vector.store %{{.*}}, %[[OUT]]
// One image.
// CHECK: scf.for %{{.*}} = %[[EVEN]] to %[[IMAGES]] step %c1
// CHECK: scf.for %{{.*}} step %c4
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
func.func @net(%a: !gnk.buffer<3x10x1x1, nchw>,
               %b: !gnk.buffer<3x20x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<20x10xf32>
  %p = gnk.pack %w at 0 : tensor<20x10xf32>
      to tensor<20x10xf32, #gnk.packed<[2] x 16, inputs 1>>
  %c = gn.parameter "c" : tensor<20xf32>
  %q = gnk.pack %c at 1280 : tensor<20xf32>
      to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
  gnk.linear %a, %p bias %q into %b activation relu
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {tile = array<i64: 2, 2>}>}
      : <3x10x1x1, nchw>, tensor<20x10xf32, #gnk.packed<[2] x 16, inputs 1>>,
        tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
      into <3x20x1x1, nchw>
  return
}

// -----

// With scratch memory the sums are kept there: first the bias, then what the
// features add for whose weights the second-level cache has room.
// CHECK: func.func @linear0(%[[IN:.*]]: memref<18000xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<64xf32>, %[[W:.*]]: memref<288000xf32>, %[[BIAS:.*]]: memref<32xf32>, %[[SUMS:.*]]: memref<64xf32>, %{{.*}}: memref<0xf32>, %[[IMAGES:.*]]: index, %{{.*}}: index, %{{.*}}: index)
// CHECK: vector.load %[[BIAS]]
// CHECK: vector.load %[[BIAS]]
// CHECK: vector.store %{{.*}}, %[[SUMS]]
// CHECK: vector.store %{{.*}}, %[[SUMS]]
// CHECK: scf.for %[[FROM:.*]] = %c0{{.*}} to %c9000{{.*}} step %c2048
// CHECK: %[[PAST:.*]] = arith.addi %[[FROM]], %c2048
// CHECK: %[[TO:.*]] = arith.minsi %[[PAST]], %c9000
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %[[IMAGES]] step %c1
// CHECK: %[[SUM0:.*]] = vector.load %[[SUMS]]
// CHECK: %[[SUM1:.*]] = vector.load %[[SUMS]]
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]] step %c4{{.*}} iter_args(%{{.*}} = %[[SUM0]], %{{.*}} = %[[SUM1]],
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK-COUNT-2: vector.store %{{.*}}, %[[SUMS]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %[[IMAGES]] step %c1
// CHECK: %[[RESULT0:.*]] = vector.load %[[SUMS]]
// CHECK: %[[RESULT1:.*]] = vector.load %[[SUMS]]
// CHECK: vector.store %[[RESULT0]], %[[OUT]]
// CHECK: vector.store %[[RESULT1]], %[[OUT]]
func.func @kept(%a: !gnk.buffer<2x9000x1x1, nchw>,
                %b: !gnk.buffer<2x32x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<32x9000xf32>
  %p = gnk.pack %w at 0 : tensor<32x9000xf32>
      to tensor<32x9000xf32, #gnk.packed<[2] x 16, inputs 1>>
  %c = gn.parameter "c" : tensor<32xf32>
  %q = gnk.pack %c at 1152000 : tensor<32xf32>
      to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
  gnk.linear %a, %p bias %q into %b
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {tile = array<i64: 1, 2>}, scratch 64>}
      : <2x9000x1x1, nchw>, tensor<32x9000xf32, #gnk.packed<[2] x 16, inputs 1>>,
        tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
      into <2x32x1x1, nchw>
  return
}
