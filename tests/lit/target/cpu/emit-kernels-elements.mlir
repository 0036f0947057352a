// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// A block of channels at a time: its scale and its shift are loaded once, and
// then come its 6 pixels.
// CHECK-LABEL: func.func @affine
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @affine0(%[[IN:[^:]*]]: memref<384xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<384xf32>, %[[SCALES:[^:]*]]: memref<32xf32>, %[[SHIFTS:[^:]*]]: memref<32xf32>,
// CHECK: %[[SCALE:.*]] = vector.load %[[SCALES]]
// CHECK: %[[SHIFT:.*]] = vector.load %[[SHIFTS]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c96{{.*}} step %c16
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: %[[Y:.*]] = vector.fma %[[X]], %[[SCALE]], %[[SHIFT]]
// CHECK: arith.maxnumf %[[Y]]
// CHECK: arith.minnumf
// CHECK: vector.store %{{.*}}, %[[OUT]]
func.func @affine(%a: !gnk.buffer<2x20x3x2, nChw16c>) {
  %s = gn.parameter "s" : tensor<20xf32>
  %p = gnk.pack %s at 0 : tensor<20xf32>
      to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
  gnk.affine %a scale %p shift %p into %a activation relu6
      {gnk.kernel = #gnk.kernel<"affine">}
      : <2x20x3x2, nChw16c>
        scale tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
        shift tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
      into <2x20x3x2, nChw16c>
  return
}

// -----

// In nchw a channel has one value; of its 18 pixels the last two are masked.
// CHECK-LABEL: func.func @affine_nchw
// CHECK: items_of_image = 5 : i64
// CHECK: func.func @affine0(%[[IN:[^:]*]]: memref<90xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<90xf32>, %{{[^:]*}}: memref<0xf32>, %[[SHIFTS:[^:]*]]: memref<16xf32>,
// CHECK: %[[SHIFT:.*]] = memref.load %[[SHIFTS]]
// CHECK: %[[ALL:.*]] = vector.broadcast %[[SHIFT]]
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: arith.addf %[[X]], %[[ALL]]
// CHECK: vector.store
// CHECK: dense<[true, true, false,
// CHECK: vector.maskedload %[[IN]]
// CHECK: vector.maskedstore %[[OUT]]
func.func @affine_nchw(%a: !gnk.buffer<1x5x3x6, nchw>) {
  %s = gn.parameter "s" : tensor<5xf32>
  %p = gnk.pack %s at 0 : tensor<5xf32>
      to tensor<5xf32, #gnk.packed<[1] x 16, inputs 1>>
  gnk.affine %a shift %p into %a {gnk.kernel = #gnk.kernel<"affine">}
      : <1x5x3x6, nchw> shift tensor<5xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <1x5x3x6, nchw>
  return
}

// -----

// The activation of 0 is 0, or what fills up a block is set to 0 again.
// CHECK-LABEL: func.func @activations
// CHECK: func.func @activation0(
// CHECK: arith.maxnumf
// CHECK: arith.minnumf
// CHECK: arith.addf
// CHECK-NOT: arith.select
// CHECK: vector.store
// CHECK: func.func @activation1(
// CHECK: arith.maxnumf
// CHECK: arith.minnumf
// CHECK: %[[FACTORS:.*]] = arith.select
// CHECK: %[[KEPT:.*]] = arith.mulf %{{.*}}, %[[FACTORS]]
// CHECK: vector.store %[[KEPT]]
func.func @activations(%a: !gnk.buffer<1x20x2x1, nChw16c>) {
  gnk.activation leaky_relu(0.1) %a into %a
      {gnk.kernel = #gnk.kernel<"activation">}
      : <1x20x2x1, nChw16c> into <1x20x2x1, nChw16c>
  gnk.activation hard_sigmoid %a into %a
      {gnk.kernel = #gnk.kernel<"activation">}
      : <1x20x2x1, nChw16c> into <1x20x2x1, nChw16c>
  return
}

// -----

// CHECK-LABEL: func.func @add
// CHECK: func.func @add0(%[[IN:[^:]*]]: memref<32xf32>, %[[OTHER:[^:]*]]: memref<32xf32>,
// CHECK: %[[A:.*]] = vector.load %[[IN]]
// CHECK: %[[B:.*]] = vector.load %[[OTHER]]
// CHECK: %[[SUM:.*]] = arith.addf %[[A]], %[[B]]
// CHECK: arith.maxnumf %[[SUM]]
// Factors are multiplied by.
// CHECK: func.func @add1(%[[IN:[^:]*]]: memref<32xf32>, %[[OTHER:[^:]*]]: memref<32xf32>,
// CHECK: %[[A:.*]] = vector.load %[[IN]]
// CHECK: %[[B:.*]] = vector.load %[[OTHER]]
// CHECK: %[[HALF:.*]] = arith.constant dense<5.000000e-01>
// CHECK: %[[PRODUCT:.*]] = arith.mulf %[[B]], %[[HALF]]
// CHECK: %[[TWO:.*]] = arith.constant dense<2.000000e+00>
// CHECK: vector.fma %[[A]], %[[TWO]], %[[PRODUCT]]
func.func @add(%a: !gnk.buffer<1x16x2x1, nChw16c>) {
  gnk.add %a, %a into %a activation relu {gnk.kernel = #gnk.kernel<"add">}
      : <1x16x2x1, nChw16c>, <1x16x2x1, nChw16c> into <1x16x2x1, nChw16c>
  gnk.add %a, %a into %a factors [2.0, 0.5] {gnk.kernel = #gnk.kernel<"add">}
      : <1x16x2x1, nChw16c>, <1x16x2x1, nChw16c> into <1x16x2x1, nChw16c>
  return
}

// -----

// A gate's factors are those of the image, loaded once for a block of channels.
// CHECK-LABEL: func.func @multiply
// CHECK: func.func @multiply0(%[[IN:[^:]*]]: memref<128xf32>, %[[GATE:[^:]*]]: memref<64xf32>,
// CHECK: %[[FACTORS:.*]] = vector.load %[[GATE]]
// CHECK: scf.for
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: arith.mulf %[[X]], %[[FACTORS]]
// CHECK: func.func @multiply1(%[[IN:[^:]*]]: memref<128xf32>, %[[OTHER:[^:]*]]: memref<128xf32>,
// CHECK: scf.for
// CHECK: scf.for
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: %[[Y:.*]] = vector.load %[[OTHER]]
// CHECK: arith.mulf %[[X]], %[[Y]]
func.func @multiply(%a: !gnk.buffer<2x20x2x1, nChw16c>,
                    %gate: !gnk.buffer<2x20x1x1, nChw16c>) {
  gnk.multiply %a, %gate into %a {gnk.kernel = #gnk.kernel<"multiply">}
      : <2x20x2x1, nChw16c>, <2x20x1x1, nChw16c> into <2x20x2x1, nChw16c>
  gnk.multiply %a, %a into %a {gnk.kernel = #gnk.kernel<"multiply">}
      : <2x20x2x1, nChw16c>, <2x20x2x1, nChw16c> into <2x20x2x1, nChw16c>
  return
}
