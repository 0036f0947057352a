// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// Neighbours are the block's own lanes and those of the block before and after,
// if there is one, shifted: two on each side. Two pixels at a time; of three one
// is left.
// CHECK-LABEL: func.func @blocks
// CHECK: items = 0 : i64, items_of_image = 9 : i64
// CHECK: func.func @lrn0(%[[IN:[^:]*]]: memref<432xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<432xf32>,
// The first block.
// CHECK: %[[FIRST:.*]] = arith.cmpi eq
// CHECK: scf.if %[[FIRST]]
// CHECK: %[[X:.*]] = vector.load %[[IN]]{{.*}} vector<32xf32>
// CHECK: %[[SQUARES:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK: %[[NONE:.*]] = arith.constant dense<0.000000e+00>
// CHECK: %[[Y:.*]] = vector.load %[[IN]]{{.*}} vector<32xf32>
// CHECK: %[[NEXT:.*]] = arith.mulf %[[Y]], %[[Y]]
// CHECK: vector.shuffle %[[NONE]], %[[SQUARES]] [15, 32, 33, {{.*}}, 46, 31, 48, {{.*}}, 62]
// CHECK: vector.shuffle %[[SQUARES]], %[[NEXT]] [1, 2, {{.*}}, 15, 32, 17, {{.*}}, 31, 48]
// CHECK: vector.shuffle %[[NONE]], %[[SQUARES]] [14, 15, 32,
// CHECK: vector.shuffle %[[SQUARES]], %[[NEXT]] [2, 3,
// x times the power of k + alpha / size * the sum: by its bits within 5 %, then
// by a polynomial of what that lacks.
// CHECK: vector.fma
// CHECK: arith.shrsi {{.*}} : vector<32xi32>
// CHECK: arith.bitcast {{.*}} : vector<32xi32> to vector<32xf32>
// CHECK: arith.negf
// CHECK-COUNT-6: vector.fma
// CHECK-NOT: vector.fma
// CHECK: %[[RESULT:.*]] = arith.mulf %[[X]],
// CHECK: %[[PIXEL:.*]] = vector.shuffle %[[RESULT]], %[[RESULT]] [0, 1, {{.*}}, 15]
// CHECK: vector.store %[[PIXEL]], %[[OUT]]
// CHECK: %[[PIXEL:.*]] = vector.shuffle %[[RESULT]], %[[RESULT]] [16, 17, {{.*}}, 31]
// CHECK: vector.store %[[PIXEL]], %[[OUT]]
// The pixel that is left.
// CHECK: vector.load %[[IN]]{{.*}} vector<16xf32>
// CHECK: vector.store
// The blocks in the middle have both neighbours, the last one only one.
// CHECK: } else {
// CHECK: scf.if
// CHECK-COUNT-6: vector.load %[[IN]]
// CHECK: vector.store
// CHECK: } else {
// CHECK-COUNT-4: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: vector.store
func.func @blocks(%a: !gnk.buffer<1x40x3x3, nChw16c>,
                  %b: !gnk.buffer<1x40x3x3, nChw16c>) {
  gnk.lrn %a into %b size 5 alpha 1.0e-4 beta 0.75 k 2.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x40x3x3, nChw16c> into <1x40x3x3, nChw16c>
  return
}

// -----

// Squares of bytes are added up as whole numbers: alpha / size is times the
// square of the scale, 1/2, which x is multiplied with by itself.
// CHECK-LABEL: func.func @bytes
// CHECK: %[[STEPS:.*]] = arith.sitofp {{.*}} : vector<16xi32> to vector<16xf32>
// CHECK: %[[SQUARES:.*]] = arith.mulf %[[STEPS]], %[[STEPS]]
// CHECK: %[[HALF:.*]] = arith.constant dense<5.000000e-01>
// CHECK: %[[X:.*]] = arith.mulf %[[STEPS]], %[[HALF]]
// CHECK: %[[ALPHA:.*]] = arith.constant dense<2.500000e-01>
// CHECK: vector.fma %{{.*}}, %[[ALPHA]], %{{.*}}
// CHECK: arith.divf %[[X]],
func.func @bytes(
    %a: !gnk.buffer<1x16x1x1, nChw16c, !quant.uniform<u8:f32, 0.5>>,
    %b: !gnk.buffer<1x16x1x1, nChw16c, !quant.uniform<u8:f32, 0.5>>) {
  gnk.lrn %a into %b size 5 alpha 5.0 beta 1.0 k 1.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x16x1x1, nChw16c, !quant.uniform<u8:f32, 0.5>>
      into <1x16x1x1, nChw16c, !quant.uniform<u8:f32, 0.5>>
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
