// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// 3 windows of 3, 2 apart, at the edge: 7 columns of which those inside are
// reduced over the rows of the kernel that are, each once, and then each
// window's.
// CHECK-LABEL: func.func @max
// CHECK: items = 0 : i64, items_of_image = 6 : i64
// CHECK: func.func @pool0(%[[IN:[^:]*]]: memref<800xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<288xf32>,
// CHECK: %[[FROM:.*]] = arith.maxsi
// CHECK: %[[TO:.*]] = arith.minsi
// CHECK: %[[COLUMNS:.*]]:5 = scf.for %{{.*}} = %[[FROM]] to %[[TO]] {{.*}} iter_args(%[[C0:[^ ]*]] =
// CHECK: %[[X:.*]] = vector.load %[[IN]]
// CHECK: arith.maxnumf %[[C0]], %[[X]] fastmath<nnan> : vector<16xf32>
// CHECK-COUNT-4: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: scf.yield
// CHECK: %[[P0:.*]] = arith.maxnumf %[[COLUMNS]]#0, %[[COLUMNS]]#1
// CHECK: vector.store %[[P0]], %[[OUT]]
// CHECK: %[[P1:.*]] = arith.maxnumf %[[COLUMNS]]#1, %[[COLUMNS]]#2
// CHECK: %[[P2:.*]] = arith.maxnumf %[[P1]], %[[COLUMNS]]#3
// CHECK: vector.store %[[P2]], %[[OUT]]
// CHECK: %[[P3:.*]] = arith.maxnumf %[[COLUMNS]]#3, %[[COLUMNS]]#4
// CHECK: vector.store %[[P3]], %[[OUT]]
// CHECK-NOT: vector.store
func.func @max(%a: !gnk.buffer<1x20x5x5, nChw16c>,
               %b: !gnk.buffer<1x20x3x3, nChw16c>) {
  gnk.pool max %a into %b kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x20x5x5, nChw16c> into <1x20x3x3, nChw16c>
  return
}

// -----

// A mean is over what is inside: two columns of the first window, times the
// rows inside. In nchw it is one channel at a time.
// CHECK-LABEL: func.func @avg
// CHECK: items_of_image = 6 : i64
// CHECK: func.func @pool0(%[[IN:[^:]*]]: memref<50xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<18xf32>,
// CHECK: %[[FROM:.*]] = arith.maxsi
// CHECK: %[[TO:.*]] = arith.minsi
// CHECK: %[[COUNT:.*]] = arith.subi %[[TO]], %[[FROM]] : index
// CHECK: %[[CAST:.*]] = arith.index_cast %[[COUNT]]
// CHECK: %[[ROWS:.*]] = arith.sitofp %[[CAST]]
// CHECK: scf.for %{{.*}} = %[[FROM]] to %[[TO]]
// CHECK: memref.load %[[IN]]
// CHECK: arith.addf {{.*}} : f32
// CHECK: scf.yield
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: %[[ALL:.*]] = arith.mulf %[[ROWS]], %[[TWO]]
// CHECK: %[[FACTOR:.*]] = arith.divf %{{.*}}, %[[ALL]]
// CHECK: %[[MEAN:.*]] = arith.mulf %{{.*}}, %[[FACTOR]]
// CHECK: memref.store %[[MEAN]], %[[OUT]]
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f32
// CHECK: arith.mulf %[[ROWS]], %[[THREE]]
func.func @avg(%a: !gnk.buffer<1x2x5x5, nchw>, %b: !gnk.buffer<1x2x3x3, nchw>) {
  gnk.pool avg %a into %b kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x2x5x5, nchw> into <1x2x3x3, nchw>
  return
}

// -----

// Padding counts, but not what windows reach past it: of 3 columns of padding
// and picture the last window has 2.
// CHECK-LABEL: func.func @avg_count_padding
// CHECK: func.func @pool0
// CHECK: %[[ROWS:.*]] = arith.sitofp
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f32
// CHECK: arith.mulf %[[ROWS]], %[[THREE]]
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: arith.mulf %[[ROWS]], %[[TWO]]
func.func @avg_count_padding(%a: !gnk.buffer<1x1x3x3, nchw>,
                             %b: !gnk.buffer<1x1x2x2, nchw>) {
  gnk.pool avg_count_padding %a into %b kernel [3, 3] strides [2, 2]
      padding [1, 1, 0, 0] {gnk.kernel = #gnk.kernel<"pool">}
      : <1x1x3x3, nchw> into <1x1x2x2, nchw>
  return
}

// -----

// A window too wide for the registers: four sums, and the columns that are
// left.
// CHECK-LABEL: func.func @global
// CHECK: func.func @pool0(%[[IN:[^:]*]]: memref<25600xf32>,
// CHECK: scf.for {{.*}} -> (vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>)
// CHECK: scf.for {{.*}} step %c4{{.*}} -> (vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>)
// CHECK-COUNT-4: arith.addf
// CHECK-NOT: arith.addf
// CHECK: scf.yield
// CHECK: scf.for {{.*}} step %c1{{.*}} -> (vector<16xf32>)
// CHECK: arith.addf
// CHECK: scf.yield
// CHECK: scf.yield
// CHECK-COUNT-3: arith.addf
// CHECK: vector.store
func.func @global(%a: !gnk.buffer<1x16x40x40, nChw16c>,
                  %b: !gnk.buffer<1x16x1x1, nChw16c>) {
  gnk.pool avg %a into %b kernel [40, 40] strides [1, 1] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x40x40, nChw16c> into <1x16x1x1, nChw16c>
  return
}

// -----

// bf16 are compared by their bits as int16, those less than 0 the other way
// round, and none is widened.
// CHECK-LABEL: func.func @max_of_bfloats
// CHECK: func.func @pool0(%[[IN:[^:]*]]: memref<64xbf16>
// CHECK: %[[X:.*]] = vector.load %[[IN]]{{.*}} vector<16xbf16>
// CHECK: %[[BITS:.*]] = arith.bitcast %[[X]] : vector<16xbf16> to vector<16xi16>
// CHECK: %[[SIGN:.*]] = arith.shrsi %[[BITS]]
// CHECK: %[[TURNED:.*]] = arith.andi %[[SIGN]]
// CHECK: %[[ORDER:.*]] = arith.xori %[[BITS]], %[[TURNED]]
// CHECK: arith.maxsi %{{.*}}, %[[ORDER]] : vector<16xi16>
// CHECK: scf.yield
// CHECK-NOT: arith.extf
// CHECK: %[[BITS:.*]] = arith.xori
// CHECK: %[[RESULT:.*]] = arith.bitcast %[[BITS]] : vector<16xi16> to vector<16xbf16>
// CHECK: vector.store %[[RESULT]]
func.func @max_of_bfloats(%a: !gnk.buffer<1x16x2x2, nChw16c, bf16>,
                          %b: !gnk.buffer<1x16x1x1, nChw16c, bf16>) {
  gnk.pool max %a into %b kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x2x2, nChw16c, bf16> into <1x16x1x1, nChw16c, bf16>
  return
}
