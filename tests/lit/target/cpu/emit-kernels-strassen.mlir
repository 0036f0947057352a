// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// 64 to 32 channels on 7 pixels in two blocks of 4, in halves of two pixels. An
// item is a block of outputs of each half: two blocks have one each.
// CHECK-LABEL: func.func @halves
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @strassen0(%[[IN:[^:]*]]: memref<448xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<224xf32>, %[[W:[^:]*]]: memref<3584xf32>, %[[BIAS:[^:]*]]: memref<32xf32>, %[[SCRATCH:[^:]*]]: memref<896xf32>,
// The quarters of the inputs, blocks of channels that are halves of all apart,
// and the seven sums of them.
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c2{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c2{{.*}} step %c1
// CHECK-COUNT-4: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK-COUNT-7: vector.store %{{.*}}, %[[SCRATCH]]
// CHECK-NOT: vector.store
// Seven products, each of half the inputs: 2 blocks of 16.
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c7{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c2{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c16{{.*}} step %c4
// CHECK: memref.prefetch %[[W]]
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// Each of the results is made of them. The second block begins one pixel early,
// which is the first one's.
// CHECK-COUNT-7: vector.load %[[SCRATCH]]
// CHECK-NOT: vector.load
// CHECK: arith.cmpi sge
// CHECK: scf.if
// CHECK-COUNT-2: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK: arith.cmpi sge
// CHECK: scf.if
// CHECK-COUNT-2: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
func.func @halves(%a: !gnk.buffer<1x64x1x7, nChw16c>,
                  %b: !gnk.buffer<1x32x1x7, nChw16c>) {
  %w = gn.parameter "w" : tensor<32x64x1x1xf32>
  %c = gn.parameter "c" : tensor<32xf32>
  %p = gnk.pack %w at 0 : tensor<32x64x1x1xf32>
      to tensor<32x64x1x1xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           halves>>
  %q = gnk.pack %c at 14336 : tensor<32xf32>
      to tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
  gnk.conv %a, %p bias %q into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"strassen", nChw16c to nChw16c,
          {form = array<i64: 2, 2, 2>, blocks = array<i64: 2>,
           tile = array<i64: 2, 1>}, scratch 896>}
      : <1x64x1x7, nChw16c>,
        tensor<32x64x1x1xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          halves>>,
        tensor<32xf32, #gnk.packed<[2] x 16, inputs 1>>
      into <1x32x1x7, nChw16c>
  return
}

// -----

// Pixels of strides 2 are read where they lie.
// CHECK-LABEL: func.func @strides
// CHECK: func.func @strassen0(%[[IN:[^:]*]]: memref<1568xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<512xf32>,
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c8{{.*}} step %c1
// CHECK: arith.divui
// CHECK: arith.remui
// CHECK-COUNT-4: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c7{{.*}} step %c1
// CHECK-NOT: scf.if
// CHECK-COUNT-4: vector.store %{{.*}}, %[[OUT]]
func.func @strides(%a: !gnk.buffer<1x32x7x7, nChw16c>,
                   %b: !gnk.buffer<1x32x4x4, nChw16c>) {
  %w = gn.parameter "w" : tensor<32x32x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<32x32x1x1xf32>
      to tensor<32x32x1x1xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           halves>>
  gnk.conv %a, %p into %b strides [2, 2] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"strassen", nChw16c to nChw16c,
          {form = array<i64: 2, 2, 2>, blocks = array<i64: 1>,
           tile = array<i64: 8, 1>}, scratch 2016>}
      : <1x32x7x7, nChw16c>,
        tensor<32x32x1x1xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          halves>>
      into <1x32x4x4, nChw16c>
  return
}

// -----

// A source of 2 MB and a result of 1.2 are not in the second cache: each pixel of
// the next block of inputs, of the next block of outputs is asked for.
// CHECK-LABEL: func.func @large
// CHECK: func.func @strassen0(%[[IN:[^:]*]]: memref<602112xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<301056xf32>,
// CHECK: memref.prefetch %[[IN]]
// CHECK: vector.load %[[IN]]
// CHECK-COUNT-3: memref.prefetch %[[IN]]
// CHECK-COUNT-7: vector.store
// CHECK-NOT: memref.prefetch %[[OUT]]
// CHECK-COUNT-7: vector.load
// CHECK: memref.prefetch %[[OUT]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
func.func @large(%a: !gnk.buffer<1x192x56x56, nChw16c>,
                 %b: !gnk.buffer<1x96x56x56, nChw16c>) {
  %w = gn.parameter "w" : tensor<96x192x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<96x192x1x1xf32>
      to tensor<96x192x1x1xf32, #gnk.packed<[1, 1, 1] x 16, inputs 16,
                                            taps first, halves>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"strassen", nChw16c to nChw16c,
          {form = array<i64: 2, 2, 2>, blocks = array<i64: 112>,
           tile = array<i64: 14, 1>}, scratch 11088>}
      : <1x192x56x56, nChw16c>,
        tensor<96x192x1x1xf32, #gnk.packed<[1, 1, 1] x 16, inputs 16,
                                           taps first, halves>>
      into <1x96x56x56, nChw16c>
  return
}
