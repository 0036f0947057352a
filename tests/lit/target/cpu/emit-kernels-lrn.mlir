// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// Neighbours are the block's own lanes and those of the block before and after,
// if there is one, shifted: two on each side.
// CHECK-LABEL: func.func @blocks
// CHECK: items = 0 : i64, items_of_image = 9 : i64
// CHECK: func.func @lrn0(%[[IN:[^:]*]]: memref<288xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<288xf32>,
// The first block.
// CHECK: %[[FIRST:.*]] = arith.cmpi eq
// CHECK: scf.if %[[FIRST]]
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: %[[SQUARES:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK: %[[NONE:.*]] = arith.constant dense<0.000000e+00>
// CHECK: %[[Y:.*]] = vector.load %[[IN]]
// CHECK: %[[NEXT:.*]] = arith.mulf %[[Y]], %[[Y]]
// CHECK: vector.shuffle %[[NONE]], %[[SQUARES]] [15, 16,
// CHECK: vector.shuffle %[[SQUARES]], %[[NEXT]] [1, 2,
// CHECK: vector.shuffle %[[NONE]], %[[SQUARES]] [14, 15,
// CHECK: vector.shuffle %[[SQUARES]], %[[NEXT]] [2, 3,
// x times the power of k + alpha / size * the sum: by its bits within 5 %, then
// by a polynomial of what that lacks.
// CHECK: vector.fma
// CHECK: arith.shrsi {{.*}} : vector<16xi32>
// CHECK: arith.bitcast {{.*}} : vector<16xi32> to vector<16xf32>
// CHECK: arith.negf
// CHECK-COUNT-6: vector.fma
// CHECK-NOT: vector.fma
// CHECK: %[[RESULT:.*]] = arith.mulf %[[X]],
// CHECK: vector.store %[[RESULT]], %[[OUT]]
// The blocks in the middle have both neighbours, the last one only one.
// CHECK: } else {
// CHECK: scf.if
// CHECK-COUNT-3: vector.load %[[IN]]
// CHECK: vector.store
// CHECK: } else {
// CHECK-COUNT-2: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: vector.store
func.func @blocks(%a: !gnk.buffer<1x40x3x2, nChw16c>,
                  %b: !gnk.buffer<1x40x3x2, nChw16c>) {
  gnk.lrn %a into %b size 5 alpha 1.0e-4 beta 0.75 k 2.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x40x3x2, nChw16c> into <1x40x3x2, nChw16c>
  return
}

// -----

// In nchw the channels from c - 1 to c + 1 are walked over, for vectors of
// pixels and those that are left. A power of 1 is a division.
// CHECK-LABEL: func.func @planes
// CHECK: items_of_image = 4 : i64
// CHECK: func.func @lrn0(%[[IN:[^:]*]]: memref<72xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<72xf32>,
// CHECK: %[[FROM:.*]] = arith.maxsi
// CHECK: %[[TO:.*]] = arith.minsi
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]]
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: %[[SQUARE:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK: arith.addf %{{.*}}, %[[SQUARE]]
// CHECK: arith.divf
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: dense<[true, true, false,
// CHECK: vector.maskedload %[[IN]]
// CHECK: arith.divf
// CHECK: vector.maskedstore %[[OUT]]
func.func @planes(%a: !gnk.buffer<1x4x3x6, nchw>,
                  %b: !gnk.buffer<1x4x3x6, nchw>) {
  gnk.lrn %a into %b size 3 alpha 1.0 beta 1.0 k 1.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x4x3x6, nchw> into <1x4x3x6, nchw>
  return
}

// -----

// Windows that reach past the block before: lane by lane, also what fills up
// the last block.
// CHECK-LABEL: func.func @wide
// CHECK: items_of_image = 32 : i64
// CHECK: func.func @lrn0(%[[IN:[^:]*]]: memref<32xf32>,
// CHECK: memref.load %[[IN]]
// CHECK: math.sqrt {{.*}} : f32
// CHECK: memref.store
func.func @wide(%a: !gnk.buffer<1x20x1x1, nChw16c>,
                %b: !gnk.buffer<1x20x1x1, nChw16c>) {
  gnk.lrn %a into %b size 35 alpha 1.0 beta 0.5 k 1.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x20x1x1, nChw16c> into <1x20x1x1, nChw16c>
  return
}

// -----

// Any other power is made of polynomials: no function is called.
// CHECK-LABEL: func.func @any_power
// CHECK: func.func @lrn0
// CHECK-NOT: math.{{exp|log|pow}}
// CHECK: return
func.func @any_power(%a: !gnk.buffer<1x20x1x1, nChw16c>,
                     %b: !gnk.buffer<1x20x1x1, nChw16c>) {
  gnk.lrn %a into %b size 5 alpha 1.0 beta 0.6 k 1.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x20x1x1, nChw16c> into <1x20x1x1, nChw16c>
  return
}
