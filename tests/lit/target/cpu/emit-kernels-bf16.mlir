// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s
// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=x86-64-v2 | FileCheck %s
// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=neoverse-n1 | FileCheck %s

// What memory holds in bf16 is widened as it is loaded and rounded as it is
// stored: half of the last place is added, and what is not normal or not a
// number takes its own way.
// CHECK: func.func @activation0(%[[IN:.*]]: memref<64xbf16>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<64xbf16>
// CHECK: %[[NARROW:.*]] = vector.load %[[IN]]{{.*}} : memref<64xbf16>, vector<8xbf16>
// CHECK-NEXT: %[[WIDE:.*]] = arith.extf %[[NARROW]] : vector<8xbf16> to vector<8xf32>
// CHECK: %[[RESULT:.*]] = arith.maxnumf %[[WIDE]],
// CHECK: arith.bitcast %[[RESULT]] : vector<8xf32> to vector<8xi32>
// CHECK: dense<32767> : vector<8xi32>
// CHECK: %[[UPPER:.*]] = arith.trunci %{{.*}} : vector<8xi32> to vector<8xi16>
// CHECK-NEXT: %[[ROUNDED:.*]] = arith.bitcast %[[UPPER]] : vector<8xi16> to vector<8xbf16>
// CHECK-NEXT: vector.store %[[ROUNDED]], %[[OUT]]
func.func @elements(%a: !gnk.buffer<1x8x2x4, nChw8c, bf16>,
                    %b: !gnk.buffer<1x8x2x4, nChw8c, bf16>) {
  gnk.activation relu %a into %b {gnk.kernel = #gnk.kernel<"activation">}
      : <1x8x2x4, nChw8c, bf16> into <1x8x2x4, nChw8c, bf16>
  return
}

// -----

// Images of an odd number of elements: what is past the last is neither read
// nor written.
// CHECK: func.func @activation0(
// CHECK: vector.maskedload {{.*}} : memref<5xbf16>, vector<8xi1>, vector<8xbf16> into vector<8xbf16>
// CHECK: vector.maskedstore {{.*}} : memref<5xbf16>, vector<8xi1>, vector<8xbf16>
func.func @rest(%a: !gnk.buffer<1x1x1x5, nchw, bf16>,
                %b: !gnk.buffer<1x1x1x5, nchw, bf16>) {
  gnk.activation relu %a into %b {gnk.kernel = #gnk.kernel<"activation">}
      : <1x1x1x5, nchw, bf16> into <1x1x1x5, nchw, bf16>
  return
}

// -----

// A linear layer's features and weights go two by two: the second ones of all
// are multiplied before the first ones, and read anew for that. Of 3 features the
// last has no second one, whatever lies behind it.
// CHECK: func.func @linear0(%[[IN:.*]]: memref<3xbf16>, %{{.*}}, %{{.*}}: memref<8xf32>, %[[W:.*]]: memref<32xbf16>
// CHECK: vector.load %[[W]]{{.*}} vector<16xbf16>
// CHECK: arith.andi
// CHECK: vector.load %[[IN]]{{.*}} vector<2xbf16>
// CHECK: vector.broadcast %{{.*}} : f32 to vector<8xf32>
// CHECK: arith.andi
// CHECK: llvm.fence
// CHECK: vector.load %[[W]]{{.*}} vector<16xbf16>
// CHECK: arith.shli
// CHECK: vector.load %[[IN]]{{.*}} vector<2xbf16>
// CHECK: arith.shli
// CHECK: llvm.fence
// CHECK: memref.load %[[IN]]
// CHECK: arith.extui %{{.*}} : i16 to i32
// CHECK-NOT: arith.andi
// CHECK: vector.store %{{.*}} vector<8xf32>
func.func @linear(%a: !gnk.buffer<1x3x1x1, nchw, bf16>,
                  %b: !gnk.buffer<1x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x3xf32>
  %p = gnk.pack %w at 0 : tensor<8x3xf32>
      to tensor<8x3xbf16, #gnk.packed<[1] x 8, inputs 2, pairs>>
  gnk.linear %a, %p into %b
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {tile = array<i64: 1, 1>}>}
      : <1x3x1x1, nchw, bf16>,
        tensor<8x3xbf16, #gnk.packed<[1] x 8, inputs 2, pairs>>
      into <1x8x1x1, nchw>
  return
}

// -----

// A softmax into 16 bits keeps no powers there: it computes them again.
// CHECK: func.func @softmax0(%[[IN:.*]]: memref<8xf32>, %{{.*}}, %[[OUT:.*]]: memref<8xbf16>
// CHECK-COUNT-3: vector.load %[[IN]]
// CHECK-NOT: vector.load %[[OUT]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
func.func @softmax(%a: !gnk.buffer<1x8x1x1, nchw>,
                   %b: !gnk.buffer<1x8x1x1, nchw, bf16>) {
  gnk.softmax %a into %b
      {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x8x1x1, nchw> into <1x8x1x1, nchw, bf16>
  return
}
