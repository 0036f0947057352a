// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// Tiles of 2 x 2 results of a 3 x 3 kernel are 16 products. Of 3 x 5 results
// there are 2 x 3 tiles, 3 at a time: two items, and one group of outputs.
// Scratch memory holds 16 x (3 tiles of 16 channels and 16 floats), twice.
// CHECK-LABEL: func.func @net
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<240xf32>, %[[OTHER:[^:]*]]: memref<240xf32>, %[[OUT:[^:]*]]: memref<240xf32>, %[[W:[^:]*]]: memref<4096xf32>, %[[BIAS:[^:]*]]: memref<16xf32>, %[[SCRATCH:[^:]*]]: memref<2048xf32>,
// CHECK: %[[SOME:.*]] = arith.cmpi slt
// CHECK: scf.if %[[SOME]]
// Inputs: tiles inside the image are read as they are; of the others what is
// outside is masked.
// CHECK: scf.if
// CHECK-COUNT-16: vector.load %[[IN]]
// CHECK-NOT: arith.andi
// CHECK-NOT: vector.load %[[IN]]
// CHECK-COUNT-16: vector.store %{{.*}}, %[[SCRATCH]]
// CHECK-NOT: vector.store
// CHECK: } else {
// CHECK: arith.extsi
// CHECK: vector.load %[[IN]]
// CHECK: arith.bitcast
// CHECK: arith.andi {{.*}} vector<16xi32>
// CHECK: arith.bitcast
// CHECK-COUNT-16: vector.store %{{.*}}, %[[SCRATCH]]
// Products: 3 tiles times 4 inputs a round, for each of the 16, and what the next
// one has of weights for these inputs.
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c16{{.*}} step %c1
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c16{{.*}} step %c4{{.*}} -> (vector<16xf32>, vector<16xf32>, vector<16xf32>)
// CHECK-COUNT-4: memref.prefetch %[[W]]
// CHECK-NOT: memref.prefetch
// CHECK: vector.load %[[W]]
// CHECK: memref.load %[[SCRATCH]]
// CHECK-COUNT-12: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-3: vector.store %{{.*}}, %[[SCRATCH]]
// Results: a whole tile stores four, one over the edge those inside.
// CHECK: scf.if
// CHECK-COUNT-16: vector.load %[[SCRATCH]]
// CHECK-NOT: vector.load %[[SCRATCH]]
// CHECK: %[[C:.*]] = vector.load %[[BIAS]]
// CHECK: %[[BIASED:.*]] = arith.addf %{{.*}}, %[[C]]
// CHECK: %[[A:.*]] = vector.load %[[OTHER]]
// CHECK: %[[SUM:.*]] = arith.addf %[[BIASED]], %[[A]]
// CHECK: %[[RELU:.*]] = arith.maxnumf %[[SUM]]
// CHECK: vector.store %[[RELU]], %[[OUT]]
// CHECK-COUNT-3: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK: } else {
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: scf.if
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: scf.if
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: scf.if
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
func.func @net(%a: !gnk.buffer<1x16x3x5, nChw16c>,
               %b: !gnk.buffer<1x16x3x5, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x16x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x3x3xf32>
      to tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  %c = gn.parameter "c" : tensor<16xf32>
  %q = gnk.pack %c at 16384 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  gnk.conv %a, %p bias %q plus %b into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] activation relu
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 3, 1>}, scratch 2048>}
      : <1x16x3x5, nChw16c>,
        tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>,
        tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      plus !gnk.buffer<1x16x3x5, nChw16c> into <1x16x3x5, nChw16c>
  return
}

// -----

// Along one axis: 4 results of a 1 x 3 kernel are 6 products. Where all results
// are of whole tiles they have no other case.
// CHECK-LABEL: func.func @one_axis
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<96xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<64xf32>, %[[W:[^:]*]]: memref<1536xf32>, %{{[^:]*}}: memref<0xf32>, %[[SCRATCH:[^:]*]]: memref<384xf32>,
// CHECK-COUNT-6: vector.load %[[IN]]
// CHECK: } else {
// CHECK-COUNT-6: vector.load %[[IN]]
// CHECK-NOT: vector.load %[[IN]]
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c6{{.*}} step %c1
// CHECK-COUNT-4: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-NOT: scf.if
// CHECK: vector.load %[[SCRATCH]]
// CHECK-COUNT-5: vector.load %[[SCRATCH]]
// CHECK-COUNT-4: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
func.func @one_axis(%a: !gnk.buffer<1x16x1x6, nChw16c>,
                    %b: !gnk.buffer<1x16x1x4, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x16x1x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x1x3xf32>
      to tensor<16x16x1x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [1, 4]>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 1, 4>, rows = array<i64: 1>,
           tile = array<i64: 1, 1>}, scratch 384>}
      : <1x16x1x6, nChw16c>,
        tensor<16x16x1x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [1, 4]>>
      into <1x16x1x4, nChw16c>
  return
}

// -----

// Two images a block, each with V and M of its own: 2 x 16 x 2 x (4 tiles of 16
// channels and 16 floats). A run of all four images has two blocks; the items,
// a group of outputs and an image each, are cut into as many pieces.
// CHECK-LABEL: func.func @images
// CHECK: items = 0 : i64, items_of_image = 1 : i64
// CHECK: func.func @winograd0({{.*}}, %[[SCRATCH:[^:]*]]: memref<5120xf32>, %{{[^:]*}}: memref<0xf32>, %[[IMAGES:[^:]*]]: index, %[[BEGIN:[^:]*]]: index,
// CHECK: %[[BLOCKS:.*]] = arith.div{{.*}} : index
// CHECK: %[[SHARE:.*]] = arith.muli %[[BEGIN]], %[[BLOCKS]] : index
// CHECK: arith.div{{.*}} %[[SHARE]], %[[IMAGES]] : index
// The first image asks for the next weights, the others do not.
// CHECK: memref.prefetch
// CHECK-COUNT-16: vector.fma
// CHECK: scf.for
// CHECK-NOT: memref.prefetch
// CHECK-COUNT-16: vector.fma
func.func @images(%a: !gnk.buffer<4x16x4x4, nChw16c>,
                  %b: !gnk.buffer<4x16x4x4, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x16x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x3x3xf32>
      to tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, images = array<i64: 2>,
           rows = array<i64: 2>, tile = array<i64: 4, 1>}, scratch 5120>}
      : <4x16x4x4, nChw16c>,
        tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>
      into <4x16x4x4, nChw16c>
  return
}

// -----

// Threads transform the inputs together, before they share the groups: V lies in
// their shared memory, 16 x (4 tiles of 16 channels and 16 floats), and scratch
// memory has M alone. Each of the two rows of tiles is an item.
// CHECK-LABEL: func.func @shared
// CHECK: gnk.code = {before = {function = @winograd0_before, items = 2 : i64, items_of_image = 0 : i64}, function = @winograd0, items = 0 : i64, items_of_image = 1 : i64}
// CHECK: func.func @winograd0_before(%[[IN:[^:]*]]: memref<256xf32>, {{.*}}, %[[SHARED:[^:]*]]: memref<1280xf32>, %{{[^:]*}}: index, %[[BEGIN:[^:]*]]: index, %[[END:[^:]*]]: index)
// CHECK: scf.for %{{.*}} = %[[BEGIN]] to %[[END]]
// CHECK: vector.load %[[IN]]
// CHECK-COUNT-16: vector.store %{{.*}}, %[[SHARED]]
// CHECK-NOT: vector.fma
// CHECK: func.func @winograd0(%[[IN:[^:]*]]: memref<256xf32>, {{.*}}, %[[SCRATCH:[^:]*]]: memref<1280xf32>, %[[SHARED:[^:]*]]: memref<1280xf32>,
// CHECK-NOT: vector.load %[[IN]]
// CHECK: memref.load %[[SHARED]]
// CHECK: vector.fma
// CHECK: vector.store %{{.*}}, %[[SCRATCH]]
// CHECK-NOT: vector.store %{{.*}}, %[[SHARED]]
// CHECK: vector.load %[[SCRATCH]]
// CHECK-NOT: vector.load %[[IN]]
func.func @shared(%a: !gnk.buffer<1x16x4x4, nChw16c>,
                  %b: !gnk.buffer<1x16x4x4, nChw16c>) {
  %w = gn.parameter "w" : tensor<16x16x3x3xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x3x3xf32>
      to tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  gnk.conv %a, %p into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 2>,
           tile = array<i64: 4, 1>}, scratch 1280, shared 1280>}
      : <1x16x4x4, nChw16c>,
        tensor<16x16x3x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>
      into <1x16x4x4, nChw16c>
  return
}
