// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// The channels of one pixel lie together: vectors of them, lanes past the last
// do not count, and then across the lanes by halves.
// CHECK-LABEL: func.func @vector
// CHECK: items = 0 : i64, items_of_image = 1 : i64
// CHECK: func.func @softmax0(%[[IN:[^:]*]]: memref<40xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<40xf32>,
// CHECK: scf.for %{{.*}} = %[[BEGIN:.*]] to
// The largest.
// CHECK: vector.load %[[IN]]
// CHECK: arith.maxnumf
// CHECK: vector.maskedload %[[IN]]
// CHECK: arith.select {{.*}} : vector<16xi1>, vector<16xf32>
// CHECK: arith.maxnumf {{.*}} : vector<16xf32>
// CHECK: vector.shuffle {{.*}} [8, 9, 10, 11, 12, 13, 14, 15]
// CHECK: arith.maxnumf {{.*}} : vector<8xf32>
// CHECK: arith.maxnumf {{.*}} : vector<4xf32>
// CHECK: arith.maxnumf {{.*}} : vector<2xf32>
// CHECK: arith.maxnumf {{.*}} : vector<1xf32>
// CHECK: vector.extract {{.*}}[0]
// Powers, and their sum.
// CHECK: arith.subf
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: vector.maskedstore %[[OUT]]
// CHECK: arith.select
// CHECK: arith.addf {{.*}} : vector<8xf32>
// CHECK: arith.addf {{.*}} : vector<1xf32>
// CHECK: arith.divf {{.*}} : f32
// Divided.
// CHECK: vector.load %[[OUT]]
// CHECK: arith.mulf
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: vector.maskedstore %[[OUT]]
func.func @vector(%a: !gnk.buffer<2x20x1x1, nchw>,
                  %b: !gnk.buffer<2x20x1x1, nchw>) {
  gnk.softmax %a into %b {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <2x20x1x1, nchw> into <2x20x1x1, nchw>
  return
}

// -----

// Of several pixels each lane is one: 16 of them, and then 2.
// CHECK-LABEL: func.func @pixels
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @softmax0(%[[IN:[^:]*]]: memref<90xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<90xf32>,
// CHECK: scf.if
// CHECK: scf.for {{.*}} to %c5{{.*}} -> (vector<16xf32>)
// CHECK: arith.maxnumf
// CHECK: scf.for {{.*}} to %c5{{.*}} -> (vector<16xf32>)
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: arith.divf {{.*}} : vector<16xf32>
// CHECK: scf.for {{.*}} to %c5
// CHECK: vector.load %[[OUT]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: } else {
// CHECK: vector.maskedload %[[IN]]
// CHECK: vector.maskedload %[[IN]]
// CHECK: vector.maskedstore %[[OUT]]
// CHECK: vector.maskedload %[[OUT]]
// CHECK: vector.maskedstore %[[OUT]]
// CHECK-NOT: vector.shuffle
func.func @pixels(%a: !gnk.buffer<1x5x3x6, nchw>,
                  %b: !gnk.buffer<1x5x3x6, nchw>) {
  gnk.softmax %a into %b {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x5x3x6, nchw> into <1x5x3x6, nchw>
  return
}
