// RUN: gnet-opt %s --gnk-emit-kernels | FileCheck %s

// Two blocks of outputs for two images at once and then for one that is left,
// four features a round. The last block has 4 outputs.
// CHECK: items = 1 : i64, items_of_image = 0 : i64
// CHECK: func.func @linear0(%[[IN:.*]]: memref<30xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<60xf32>, %[[W:.*]]: memref<320xf32>, %[[BIAS:.*]]: memref<32xf32>, %{{.*}}: memref<0xf32>, %[[IMAGES:.*]]: index, %[[BEGIN:.*]]: index, %[[END:.*]]: index)
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
// The two features that are left.
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK-COUNT-4: arith.addf
// CHECK-NOT: arith.addf
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
