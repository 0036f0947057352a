// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels | FileCheck %s

// From nchw, 20 channels of 18 pixels: the first block reads 16 channels and
// turns squares of 16 pixels in registers, 4 rounds of 16 shuffles; 2 pixels
// are left. The second block reads 4 channels and writes zeros for the others.
// CHECK-LABEL: func.func @to_blocks
// CHECK: items = 0 : i64, items_of_image = 2 : i64
// CHECK: func.func @reorder0(%[[IN:[^:]*]]: memref<360xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<576xf32>,
// CHECK: scf.if
// CHECK-COUNT-16: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK: vector.shuffle {{.*}} [0, 16, 2, 18,
// CHECK-COUNT-63: vector.shuffle
// CHECK-NOT: vector.shuffle
// CHECK-COUNT-16: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK-COUNT-16: vector.maskedload %[[IN]]
// CHECK-NOT: vector.maskedload
// CHECK-COUNT-2: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK: } else {
// CHECK-COUNT-4: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK-COUNT-16: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK-COUNT-4: vector.maskedload %[[IN]]
// CHECK-NOT: vector.maskedload
// CHECK-COUNT-2: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
func.func @to_blocks(%a: !gnk.buffer<1x20x3x6, nchw>,
                     %b: !gnk.buffer<1x20x3x6, nChw16c>) {
  gnk.reorder %a into %b {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x3x6, nchw> into <1x20x3x6, nChw16c>
  return
}

// -----

// And back: what is past the last pixel of a channel is the next channel's.
// CHECK-LABEL: func.func @from_blocks
// CHECK: func.func @reorder0(%[[IN:[^:]*]]: memref<576xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<360xf32>,
// CHECK: scf.if
// CHECK-COUNT-16: vector.load %[[IN]]
// CHECK-COUNT-16: vector.store %{{.*}}, %[[OUT]]
// CHECK-COUNT-2: vector.load %[[IN]]
// CHECK-NOT: vector.load
// CHECK-COUNT-16: vector.maskedstore %[[OUT]]
// CHECK: } else {
// CHECK-COUNT-4: vector.store %{{.*}}, %[[OUT]]
// CHECK-NOT: vector.store
// CHECK-COUNT-4: vector.maskedstore %[[OUT]]
// CHECK-NOT: vector.maskedstore
func.func @from_blocks(%a: !gnk.buffer<1x20x3x6, nChw16c>,
                       %b: !gnk.buffer<1x20x3x6, nchw>) {
  gnk.reorder %a into %b {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x3x6, nChw16c> into <1x20x3x6, nchw>
  return
}

// -----

// A vector lies alike in both, but for what fills up its last block.
// CHECK-LABEL: func.func @vector
// CHECK: items_of_image = 1 : i64
// CHECK: func.func @reorder0(%[[IN:[^:]*]]: memref<20xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<32xf32>,
// CHECK-NOT: vector.shuffle
// CHECK: vector.load %[[IN]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: vector.maskedload %[[IN]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
func.func @vector(%a: !gnk.buffer<1x20x1x1, nchw>,
                  %b: !gnk.buffer<1x20x1x1, nChw16c>) {
  gnk.reorder %a into %b {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x1x1, nchw> into <1x20x1x1, nChw16c>
  return
}

// -----

// In one layout it is a copy, in pieces of 4096 floats: the images of a slice
// are farther apart.
// CHECK-LABEL: func.func @copy
// CHECK: items_of_image = 2 : i64
// CHECK: func.func @reorder0(%[[IN:[^:]*]]: memref<12800xf32>, %{{[^:]*}}: memref<0xf32>, %[[OUT:[^:]*]]: memref<15000xf32>,
// CHECK: scf.if
// CHECK: scf.for %{{.*}} to %c4096{{.*}} step %c16
// CHECK: arith.constant 6400
// CHECK: vector.load %[[IN]]
// CHECK: arith.constant 8600
// CHECK: vector.store %{{.*}}, %[[OUT]]
// CHECK: } else {
// CHECK: scf.for %{{.*}} to %c2304{{.*}} step %c16
func.func @copy(%a: !gnk.buffer<2x16x20x20, nChw16c>,
                %b: !gnk.buffer<2x16x20x20, nChw16c, stride 8600>) {
  gnk.reorder %a into %b {gnk.kernel = #gnk.kernel<"reorder">}
      : <2x16x20x20, nChw16c> into <2x16x20x20, nChw16c, stride 8600>
  return
}
