// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// 3 x 3 filters with stride 2 on a picture of 3 channels: 4 phases of 2 x 2 taps,
// 12 inputs of a block. For 2 x 2 results at a time they are 9 products. First 3
// rows of 3 pixels of a phase are copied, what is outside as zeros: pixel by
// pixel, each phase's channels one after the other.
// CHECK-LABEL: func.func @picture
// CHECK: items = 0 : i64, items_of_image = 1 : i64
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<75xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<64xf32>, %[[W:[^:]*]]: memref<1728xf32>, %{{[^:]*}}: memref<0xf32>, %[[SCRATCH:[^:]*]]: memref<720xf32>,
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c3{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c3{{.*}} step %c1
// CHECK: vector.store %{{.*}}, %[[SCRATCH]]
// Of two rows above each other, each that is inside: its even columns, then the
// odd ones, from the first that is inside the padding of 1.
// CHECK: scf.if
// CHECK: scf.for %{{.*}} = %c1{{.*}} to %c3{{.*}} step %c1
// CHECK-COUNT-3: memref.load %[[IN]]
// CHECK-NOT: memref.load
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c3{{.*}} step %c1
// CHECK-COUNT-3: memref.load %[[IN]]
// CHECK-NOT: memref.load
// CHECK: scf.if
// CHECK-COUNT-6: memref.load %[[IN]]
// CHECK-NOT: memref.load %[[IN]]
// Tiles are read from the copy, whose edges need no masks.
// CHECK-COUNT-9: vector.load %[[SCRATCH]]
// CHECK-NOT: arith.andi
// CHECK-COUNT-9: vector.store %{{.*}}, %[[SCRATCH]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c9{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c12{{.*}} step %c4
// CHECK-COUNT-4: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-4: vector.store %{{.*}}, %[[OUT]]
func.func @picture(%a: !gnk.buffer<1x3x5x5, nchw>,
                   %b: !gnk.buffer<1x16x2x2, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x3x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x3x3x3xf32>
      to tensor<16x3x3x3xf32, #gnk.packed<[1] x 16, inputs 12, taps first,
                                          winograd [2, 2], phases [2, 2]>>
  gnk.conv %a, %p into %b strides [2, 2] padding [1, 1, 0, 0]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nchw to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 1, 1>}, scratch 720>}
      : <1x3x5x5, nchw>,
        tensor<16x3x3x3xf32, #gnk.packed<[1] x 16, inputs 12, taps first,
                                         winograd [2, 2], phases [2, 2]>>
      into <1x16x2x2, nChw16c>
  return
}

// -----

// From blocks of channels, which are read where they lie: rows and columns 2
// apart. The number of a block of inputs tells its phase; inputs of one are 2
// blocks, of all of them 8.
// CHECK-LABEL: func.func @blocks
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<800xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<64xf32>, %[[W:[^:]*]]: memref<18432xf32>,
// CHECK: scf.if
// CHECK: scf.for %[[BLOCK:.*]] = %c0{{.*}} to %c8{{.*}} step %c1
// CHECK: %[[TWO:.*]] = arith.constant 2 : index
// CHECK: %[[PHASE:.*]] = arith.divui %[[BLOCK]], %[[TWO]]
// CHECK-COUNT-9: vector.load %[[IN]]
// CHECK-NOT: vector.load %[[IN]]
// CHECK: } else {
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c8{{.*}} step %c1
// CHECK: arith.extsi
// CHECK-COUNT-9: vector.load %[[IN]]
func.func @blocks(%a: !gnk.buffer<1x32x5x5, nChw16c>,
                  %b: !gnk.buffer<1x16x2x2, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x32x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x32x3x3xf32>
      to tensor<16x32x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [2, 2], phases [2, 2]>>
  gnk.conv %a, %p into %b strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 1, 1>}, scratch 1584>}
      : <1x32x5x5, nChw16c>,
        tensor<16x32x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [2, 2], phases [2, 2]>>
      into <1x16x2x2, nChw16c>
  return
}
