// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// Of 7 pixels in a row there are tiles of 3, 2 and 2. Each column of the kernel
// has a loop of its own, of 4 inputs a round; the pixel whose column is outside
// is left out: of the first tile, and of the last. A share of the next weights is
// asked for before each column.
// CHECK-LABEL: func.func @columns
// CHECK: items = 0 : i64, items_of_image = 5 : i64
// CHECK: func.func @direct0(%[[IN:.*]]: memref<560xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<560xf32>, %[[W:.*]]: memref<768xf32>, %{{.*}}: memref<0xf32>, %{{.*}}: memref<0xf32>, %{{.*}}: index, %[[BEGIN:.*]]: index, %[[END:.*]]: index) {
// CHECK: %[[FIRST:.*]] = arith.divui %[[BEGIN]],
// CHECK: scf.for %[[GROUP:.*]] = %[[FIRST]] to
// CHECK: %[[BEFORE:.*]] = arith.muli %[[GROUP]],
// CHECK: %[[OF_GROUP:.*]] = arith.subi %[[BEGIN]], %[[BEFORE]]
// CHECK: %[[FROM:.*]] = arith.maxsi %[[OF_GROUP]], %c0
// CHECK: %[[REST:.*]] = arith.subi %[[END]], %[[BEFORE]]
// CHECK: %[[TO:.*]] = arith.minsi %[[REST]],
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]]
// CHECK: memref.prefetch %[[W]]
// CHECK: %[[TAP0:.*]]:3 = scf.for {{.*}} to %c16{{.*}} step %c4{{.*}} iter_args(%[[S0:.*]] = %{{.*}}, %{{.*}} = %{{.*}}, %{{.*}} = %{{.*}}) -> (vector<16xf32>, vector<16xf32>, vector<16xf32>)
// CHECK: %[[TAPS:.*]] = vector.load %[[W]]
// CHECK: %[[PIXEL:.*]] = memref.load %[[IN]]
// CHECK: %[[ALL:.*]] = vector.broadcast %[[PIXEL]] : f32 to vector<16xf32>
// CHECK: vector.fma %[[ALL]], %[[TAPS]], %{{.*}} : vector<16xf32>
// CHECK-COUNT-7: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield %[[S0]], %{{.*}}, %{{.*}} :
// CHECK: memref.prefetch %[[W]]
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[TAP0]]#0, %{{.*}} = %[[TAP0]]#1, %{{.*}} = %[[TAP0]]#2)
// CHECK-COUNT-12: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK: memref.prefetch %[[W]]
// CHECK: %[[TAP2:.*]]:3 = scf.for
// CHECK-COUNT-12: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK: vector.store %[[TAP2]]#0, %[[OUT]]
// CHECK: vector.store %[[TAP2]]#1, %[[OUT]]
// CHECK: vector.store %[[TAP2]]#2, %[[OUT]]
// The second tile, all inside.
// CHECK: scf.for
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-2: vector.store
// The third.
// CHECK: scf.for
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-4: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-2: vector.store
// CHECK-NOT: vector.store
module {
  func.func @columns(%a: !gnk.buffer<1x16x5x7, nChw16c>,
                     %b: !gnk.buffer<1x16x5x7, nChw16c>) {
    %w = gn.parameter "w" : tensor<16x16x1x3xf32>
    %p = gnk.pack %w at 0 : tensor<16x16x1x3xf32>
        to tensor<16x16x1x3xf32, #gnk.packed<[1] x 16, inputs 16>>
    gnk.conv %a, %p into %b strides [1, 1] padding [0, 1, 0, 1]
        dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct",
            nChw16c to nChw16c, {tile = array<i64: 3, 1>}>}
        : <1x16x5x7, nChw16c>,
          tensor<16x16x1x3xf32, #gnk.packed<[1] x 16, inputs 16>>
        into <1x16x5x7, nChw16c>
    return
  }
}

// -----

// The rows of the kernel that are inside are a loop, for each block of inputs:
// from max(0, -(row - 1)) to min(3, 5 - (row - 1)). Tiles that are alike share one.
// CHECK-LABEL: func.func @rows
// CHECK: func.func @direct0
// CHECK: %[[ROW:.*]] = arith.remui
// CHECK: %[[START:.*]] = arith.addi %[[ROW]], %c-1
// CHECK: %[[MISSING:.*]] = arith.subi %c0{{.*}}, %[[START]]
// CHECK: %[[LEFT:.*]] = arith.subi %c5{{.*}}, %[[START]]
// CHECK: %[[FROM:.*]] = arith.maxsi %[[MISSING]], %c0
// CHECK: %[[TO:.*]] = arith.minsi %[[LEFT]], %c3
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c8{{.*}} step %c2
// CHECK: scf.for %{{.*}} = %c0{{.*}} to %c2{{.*}} step %c1{{.*}} -> (vector<16xf32>, vector<16xf32>)
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]] step %c1{{.*}} -> (vector<16xf32>, vector<16xf32>)
// CHECK: scf.for {{.*}} step %c4
// CHECK-COUNT-8: vector.fma
// CHECK-NOT: vector.fma
module {
  func.func @rows(%a: !gnk.buffer<1x32x5x8, nChw16c>,
                  %b: !gnk.buffer<1x16x5x8, nChw16c>) {
    %w = gn.parameter "w" : tensor<16x32x3x1xf32>
    %p = gnk.pack %w at 0 : tensor<16x32x3x1xf32>
        to tensor<16x32x3x1xf32, #gnk.packed<[1] x 16, inputs 16>>
    gnk.conv %a, %p into %b strides [1, 1] padding [1, 0, 1, 0]
        dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct",
            nChw16c to nChw16c, {tile = array<i64: 2, 1>}>}
        : <1x32x5x8, nChw16c>,
          tensor<16x32x3x1xf32, #gnk.packed<[1] x 16, inputs 16>>
        into <1x16x5x8, nChw16c>
    return
  }
}

// -----

// A picture's three channels are unrolled. The sums begin with the bias and what
// is added. The last of three blocks of outputs is a group of its own.
// CHECK-LABEL: func.func @picture
// CHECK: func.func @direct0(%[[IN:.*]]: memref<12xf32>, %[[OTHER:.*]]: memref<192xf32>, %[[OUT:.*]]: memref<192xf32>, %[[W:.*]]: memref<144xf32>, %[[BIAS:.*]]: memref<48xf32>,
// CHECK: %[[IS_LARGER:.*]] = arith.cmpi slt
// CHECK: scf.if %[[IS_LARGER]]
// CHECK: %[[START:.*]] = vector.load %[[BIAS]]
// CHECK: %[[ADDEND:.*]] = vector.load %[[OTHER]]
// CHECK: %[[SUM:.*]] = arith.addf %[[START]], %[[ADDEND]]
// CHECK: vector.load %[[BIAS]]
// CHECK: %[[SUMS:.*]]:2 = scf.for %{{.*}} = %c0{{.*}} to %c3{{.*}} step %c3{{.*}} iter_args(%{{.*}} = %[[SUM]],
// CHECK-COUNT-6: vector.fma
// CHECK-NOT: vector.fma
// CHECK: scf.yield
// CHECK: %[[RELU:.*]] = arith.maxnumf %[[SUMS]]#0, %{{.*}} fastmath<nnan>
// CHECK: vector.store %[[RELU]], %[[OUT]]
// CHECK: vector.store {{.*}}, %[[OUT]]
// CHECK: } else {
// CHECK: vector.load %[[BIAS]]
// CHECK-NOT: vector.load %[[BIAS]]
// CHECK: scf.for
// CHECK-COUNT-3: vector.fma
// CHECK-NOT: vector.fma
module {
  func.func @picture(%a: !gnk.buffer<1x3x2x2, nchw>,
                     %b: !gnk.buffer<1x48x2x2, nChw16c>) {
    %w = gn.parameter "w" : tensor<48x3x1x1xf32>
    %p = gnk.pack %w at 0 : tensor<48x3x1x1xf32>
        to tensor<48x3x1x1xf32, #gnk.packed<[2, 1] x 16, inputs 3>>
    %c = gn.parameter "c" : tensor<48xf32>
    %q = gnk.pack %c at 576 : tensor<48xf32>
        to tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>>
    gnk.conv %a, %p bias %q plus %b into %b strides [1, 1]
        padding [0, 0, 0, 0] dilations [1, 1] activation relu
        {gnk.kernel = #gnk.kernel<"direct", nchw to nChw16c,
                                  {tile = array<i64: 1, 2>}>}
        : <1x3x2x2, nchw>,
          tensor<48x3x1x1xf32, #gnk.packed<[2, 1] x 16, inputs 3>>,
          tensor<48xf32, #gnk.packed<[3] x 16, inputs 1>>
        plus !gnk.buffer<1x48x2x2, nChw16c> into <1x48x2x2, nChw16c>
    return
  }
}

// -----

// What fills up the last block stays 0: hard_sigmoid(0) is 1/2.
// CHECK-LABEL: func.func @filling
// CHECK: func.func @direct0
// CHECK: %[[RESULT:.*]] = arith.mulf
// CHECK-NOT: arith.mulf
// CHECK: %[[LAST:.*]] = arith.cmpi eq
// CHECK: %[[USED:.*]] = arith.constant dense<[1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 0.000000e+00, {{.*}}, 0.000000e+00]>
// CHECK: %[[FACTORS:.*]] = arith.select %[[LAST]], %[[USED]]
// CHECK: %[[KEPT:.*]] = arith.mulf %[[RESULT]], %[[FACTORS]]
// CHECK: vector.store %[[KEPT]]
module {
  func.func @filling(%a: !gnk.buffer<1x16x1x1, nChw16c>,
                     %b: !gnk.buffer<1x20x1x1, nChw16c>) {
    %w = gn.parameter "w" : tensor<20x16x1x1xf32>
    %p = gnk.pack %w at 0 : tensor<20x16x1x1xf32>
        to tensor<20x16x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 16>>
    gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0]
        dilations [1, 1] activation hard_sigmoid
        {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                  {tile = array<i64: 1, 1>}>}
        : <1x16x1x1, nChw16c>,
          tensor<20x16x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 16>>
        into <1x20x1x1, nChw16c>
    return
  }
}

// -----

// The source is more than the weights: threads share rows. Of items begin to
// end a group, one of two, has the rows from (begin + 1 - group) / 2 on.
// CHECK-LABEL: func.func @shared
// CHECK: items_of_image = 32 : i64
// CHECK: func.func @direct0({{.*}}, %[[BEGIN:[^ ]*]]: index, %[[END:[^ ]*]]: index) {
// CHECK: scf.for %[[GROUP:.*]] = %c0{{.*}} to %c2
// CHECK: %[[BEGIN1:.*]] = arith.addi %[[BEGIN]], %c1
// CHECK: %[[ABOVE:.*]] = arith.subi %[[BEGIN1]], %[[GROUP]]
// CHECK: %[[FROM:.*]] = arith.divui %[[ABOVE]], %c2
// CHECK: %[[END1:.*]] = arith.addi %[[END]], %c1
// CHECK: %[[BELOW:.*]] = arith.subi %[[END1]], %[[GROUP]]
// CHECK: %[[TO:.*]] = arith.divui %[[BELOW]], %c2
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]]
module {
  func.func @shared(%a: !gnk.buffer<1x16x16x16, nChw16c>,
                    %b: !gnk.buffer<1x32x16x16, nChw16c>) {
    %w = gn.parameter "w" : tensor<32x16x3x1xf32>
    %p = gnk.pack %w at 0 : tensor<32x16x3x1xf32>
        to tensor<32x16x3x1xf32, #gnk.packed<[1, 1] x 16, inputs 16>>
    gnk.conv %a, %p into %b strides [1, 1] padding [1, 0, 1, 0]
        dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct",
            nChw16c to nChw16c, {tile = array<i64: 8, 1>}>}
        : <1x16x16x16, nChw16c>,
          tensor<32x16x3x1xf32, #gnk.packed<[1, 1] x 16, inputs 16>>
        into <1x32x16x16, nChw16c>
    return
  }
}

// -----

// The weights of a group take 32 KiB, of which half the first cache holds 16: 16
// of 32 blocks of inputs are summed over for all rows, then the others. Between
// them the sums are in the destination; the addend may lie there, too.
// CHECK-LABEL: func.func @parts
// CHECK: func.func @direct0(%{{.*}}, %[[OTHER:.*]]: memref<64xf32>, %[[OUT:.*]]: memref<64xf32>,
// CHECK: scf.for %[[PART:.*]] = %c0{{.*}} to %c32{{.*}} step %c16
// CHECK: %[[IS_FIRST:.*]] = arith.cmpi eq, %[[PART]], %c0
// CHECK: %[[ADDEND:.*]] = vector.load %[[OTHER]]
// CHECK: %[[BIASED:.*]] = arith.addf %{{.*}}, %[[ADDEND]]
// CHECK: %[[BEFORE:.*]] = vector.load %[[OUT]]
// CHECK: arith.select %[[IS_FIRST]], %[[BIASED]], %[[BEFORE]]
// CHECK: %[[PAST:.*]] = arith.addi %[[PART]], %c16
// CHECK: %[[LAST:.*]] = arith.minsi %[[PAST]], %c32
// CHECK: %[[SUMS:.*]]:4 = scf.for %{{.*}} = %[[PART]] to %[[LAST]]
// CHECK: %[[IS_LAST:.*]] = arith.cmpi slt
// CHECK: scf.if %[[IS_LAST]]
// CHECK: vector.store %[[SUMS]]#0, %[[OUT]]
// CHECK: } else {
// CHECK: arith.maxnumf %[[SUMS]]#0
module {
  func.func @parts(%a: !gnk.buffer<1x512x2x2, nChw16c>,
                   %b: !gnk.buffer<1x16x2x2, nChw16c>) {
    %w = gn.parameter "w" : tensor<16x512x1x1xf32>
    %p = gnk.pack %w at 0 : tensor<16x512x1x1xf32>
        to tensor<16x512x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>
    gnk.conv %a, %p plus %b into %b strides [1, 1] padding [0, 0, 0, 0]
        dilations [1, 1] activation relu {gnk.kernel = #gnk.kernel<"direct",
            nChw16c to nChw16c, {tile = array<i64: 4, 1>}>}
        : <1x512x2x2, nChw16c>,
          tensor<16x512x1x1xf32, #gnk.packed<[1] x 16, inputs 16>>
        plus !gnk.buffer<1x16x2x2, nChw16c> into <1x16x2x2, nChw16c>
    return
  }
}
