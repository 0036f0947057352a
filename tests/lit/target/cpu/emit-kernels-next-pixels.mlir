// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=x86-64-v4 \
// RUN:   | FileCheck %s

// A source of 1.2 MB is not in the second cache. Block by block each tile inside
// the image, of 4 x 4 products, asks for the two columns that the next one reads
// and it does not, and each whole one for the 2 x 2 results that come next.
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<294912xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<294912xf32>, %[[W:[^:]*]]: memref<
// CHECK: scf.for %[[BLOCK:.*]] = %c0{{.*}} to %c2{{.*}} step %c1
// CHECK: scf.for
// CHECK: scf.for
// CHECK-COUNT-8: memref.prefetch %[[IN]]{{.*}}, read, locality<2>, data
// CHECK-NOT: memref.prefetch
// CHECK-COUNT-16: vector.load %[[IN]]
// CHECK: } else {
// CHECK-NOT: memref.prefetch %[[IN]]
// CHECK: memref.prefetch %[[W]]
// CHECK-COUNT-4: memref.prefetch %[[OUT]]{{.*}}, read, locality<2>, data
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @net(%a: !gnk.buffer<1x32x96x96, nChw16c>,
               %b: !gnk.buffer<1x32x96x96, nChw16c>) {
  %w = gn.parameter "w" : tensor<32x32x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<32x32x3x3xf32>
      to tensor<32x32x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 16, 1>}, scratch 37376>}
      : <1x32x96x96, nChw16c>,
        tensor<32x32x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>
      into <1x32x96x96, nChw16c>
  return
}

// -----

// One of 0.3 MB is: nothing of it is asked for.
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<73728xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<73728xf32>
// CHECK-NOT: memref.prefetch %[[IN]]
// CHECK-NOT: memref.prefetch %[[OUT]]
// CHECK: return
func.func @near(%a: !gnk.buffer<1x32x48x48, nChw16c>,
                %b: !gnk.buffer<1x32x48x48, nChw16c>) {
  %w = gn.parameter "w" : tensor<32x32x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<32x32x3x3xf32>
      to tensor<32x32x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 12, 1>}, scratch 18688>}
      : <1x32x48x48, nChw16c>,
        tensor<32x32x3x3xf32, #gnk.packed<[1, 1] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>
      into <1x32x48x48, nChw16c>
  return
}
