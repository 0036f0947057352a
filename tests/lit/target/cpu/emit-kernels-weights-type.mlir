// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s
// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=x86-64-v2 | FileCheck %s --check-prefix=SSE
// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels=cpu=neoverse-n1 | FileCheck %s

// Weights are widened as they are loaded, the bias is float32.
// CHECK: func.func @linear0(%[[IN:.*]]: memref<4xf32>, %{{.*}}: memref<0xf32>, %[[OUT:.*]]: memref<8xf32>, %[[W:.*]]: memref<32xbf16>, %[[BIAS:.*]]: memref<8xf32>, %{{.*}}: memref<0xf32>,
// CHECK: vector.load %[[BIAS]]{{.*}} vector<8xf32>
// CHECK: %[[NARROW:.*]] = vector.load %[[W]]{{.*}} : memref<32xbf16>, vector<8xbf16>
// CHECK-NEXT: %[[WIDE:.*]] = arith.extf %[[NARROW]] : vector<8xbf16> to vector<8xf32>
// CHECK: vector.fma %{{.*}}, %[[WIDE]],
// CHECK: vector.store %{{.*}}, %[[OUT]]{{.*}} vector<8xf32>
// SSE: func.func @linear0
// SSE: arith.extf %{{.*}} : vector<8xbf16> to vector<8xf32>
func.func @bf16(%a: !gnk.buffer<1x4x1x1, nchw>,
                %b: !gnk.buffer<1x8x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<8x4xf32>
  %p = gnk.pack %w at 0 : tensor<8x4xf32>
      to tensor<8x4xbf16, #gnk.packed<[1] x 8, inputs 1>>
  %c = gn.parameter "c" : tensor<8xf32>
  %q = gnk.pack %c at 64 : tensor<8xf32>
      to tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>>
  gnk.linear %a, %p bias %q into %b
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {tile = array<i64: 1, 1>}>}
      : <1x4x1x1, nchw>, tensor<8x4xbf16, #gnk.packed<[1] x 8, inputs 1>>,
        tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>> into <1x8x1x1, nchw>
  return
}

// -----

// What the second of the groups' weights are asked for ahead is counted in
// elements: 32 of them are a line. Below F16C fp16 is widened by its bits, and
// nothing is called.
// CHECK: func.func @direct0(%{{.*}}, %{{.*}}, %{{.*}}, %[[W:.*]]: memref<128xf16>
// CHECK: memref.prefetch %[[W]]
// CHECK: arith.extf %{{.*}} : vector<8xf16> to vector<8xf32>
// SSE: func.func @direct0
// SSE-NOT: arith.extf
// SSE: %[[HALF:.*]] = vector.load %{{.*}} vector<8xf16>
// SSE-NOT: arith.extf
// SSE: arith.bitcast %[[HALF]] : vector<8xf16> to vector<8xi16>
// SSE-NEXT: arith.extui %{{.*}} : vector<8xi16> to vector<8xi32>
// SSE-NOT: arith.extf
func.func @fp16(%a: !gnk.buffer<1x8x2x2, nChw8c>,
                %b: !gnk.buffer<1x16x2x2, nChw8c>) {
  %w = gn.parameter "w" : tensor<16x8x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<16x8x1x1xf32>
      to tensor<16x8x1x1xf16, #gnk.packed<[1, 1] x 8, inputs 8>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"direct", nChw8c to nChw8c,
                                {tile = array<i64: 4, 1>}>}
      : <1x8x2x2, nChw8c>,
        tensor<16x8x1x1xf16, #gnk.packed<[1, 1] x 8, inputs 8>>
      into <1x16x2x2, nChw8c>
  return
}
