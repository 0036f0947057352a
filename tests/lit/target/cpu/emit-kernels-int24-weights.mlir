// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=neoverse-n1 | FileCheck %s

// Weights of 24 bits lie at three times their number; what is read of a vector
// of them are 32 bytes, of which the last 8 are those of the next one, or behind
// the last one scales. Each word has its lowest byte from zeros, which are 32 to
// 63. Sums begin with 0: they are multiplied with the scales before the bias is
// added.
// CHECK: func.func @linear0(%[[IN:.*]]: memref<4xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<8xf32>, %[[W:.*]]: memref<128xi8>, %[[BIAS:.*]]: memref<8xf32>, %{{.*}}: memref<0xf32>,
// CHECK-NOT: vector.load %[[BIAS]]
// A line is 21 of them. They are asked for 4 KB ahead, for once.
// CHECK: memref.prefetch %[[W]]{{.*}}, read, locality<0>, data
// CHECK: %[[BYTES:.*]] = vector.load %[[W]]{{.*}} : memref<128xi8>, vector<32xi8>
// CHECK: %[[ZEROS:.*]] = arith.constant dense<0> : vector<32xi8>
// CHECK-NEXT: %[[SPREAD:.*]] = vector.shuffle %[[BYTES]], %[[ZEROS]] [32, 0, 1, 2, 32, 3, 4, 5, 32, 6, 7, 8, 32, 9, 10, 11, 32, 12, 13, 14, 32, 15, 16, 17, 32, 18, 19, 20, 32, 21, 22, 23]
// CHECK-NEXT: %[[WORDS:.*]] = vector.bitcast %[[SPREAD]] : vector<32xi8> to vector<8xi32>
// CHECK-NEXT: %[[FLOATS:.*]] = arith.sitofp %[[WORDS]] : vector<8xi32> to vector<8xf32>
// CHECK: %[[PART:.*]] = arith.constant dense<4.65661287E-10> : vector<8xf32>
// CHECK: %[[NUMBERS:.*]] = arith.mulf %[[FLOATS]], %[[PART]]
// CHECK: vector.fma %{{.*}}, %[[NUMBERS]],
// Behind 8 x 4 weights, 96 bytes.
// CHECK: arith.addi %{{.*}}, %c96
// CHECK: %[[RAW:.*]] = vector.load %[[W]]{{.*}} : memref<128xi8>, vector<32xi8>
// CHECK: %[[SCALES:.*]] = vector.bitcast %[[RAW]] : vector<32xi8> to vector<8xf32>
// CHECK: %[[ADDED:.*]] = vector.load %[[BIAS]]
// CHECK: vector.fma %{{.*}}, %[[SCALES]], %[[ADDED]]
// CHECK: vector.store %{{.*}}, %[[OUT]]
func.func @net(%a: !gnk.buffer<1x4x1x1, nchw>, %b: !gnk.buffer<1x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x4xf32>
  %p = gnk.pack %w at 0 : tensor<8x4xf32>
      to tensor<8x4xi24, #gnk.packed<[1] x 8, inputs 1>>
  %c = gn.parameter "c" : tensor<8xf32>
  %q = gnk.pack %c at 128 : tensor<8xf32>
      to tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>>
  gnk.linear %a, %p bias %q into %b
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {bits = array<i64: 24>, tile = array<i64: 1, 1>}>}
      : <1x4x1x1, nchw>, tensor<8x4xi24, #gnk.packed<[1] x 8, inputs 1>>,
        tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>> into <1x8x1x1, nchw>
  return
}
