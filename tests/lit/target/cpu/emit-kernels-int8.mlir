// RUN: gnet-opt %s --gnk-emit-kernels=cpu=znver4 | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v4 | FileCheck %s --check-prefix=WORDS --implicit-check-not=vpdpbusd

// AVX512-VNNI multiplies quads of bytes with quads of weights and adds all four
// products to int32. The weights lie behind 16 scales and 16 sums, 128 bytes.
// CHECK: func.func @direct0(%[[IN:.*]]: memref<32xi8>, %{{.*}}, %[[OUT:.*]]: memref<32xi8>, %[[W:.*]]: memref<384xi8>
// CHECK-DAG: %[[BEGIN:.*]] = arith.constant 128 : index
// CHECK: %[[QUADS:.*]] = vector.load %[[W]]{{.*}} : memref<384xi8>, vector<64xi8>
// CHECK: vector.load %[[IN]]{{.*}} : memref<32xi8>, vector<4xi8>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%{{.*}}) : (vector<16xi32>, vector<64xi8>, vector<64xi8>) -> vector<16xi32>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"
// Then float32: the scale of the weights times that of the source,
// CHECK: %[[SCALES:.*]] = vector.bitcast %{{.*}} : vector<64xi8> to vector<16xf32>
// CHECK: %[[STEP:.*]] = arith.constant dense<5.000000e-01> : vector<16xf32>
// CHECK: %[[SCALE:.*]] = arith.mulf %[[SCALES]], %[[STEP]]
// CHECK: %[[SUM:.*]] = arith.sitofp %{{.*}} : vector<16xi32> to vector<16xf32>
// CHECK: %[[NUMBER:.*]] = arith.mulf %[[SUM]], %[[SCALE]]
// and steps of 1/4, from -3 to 252, whose last place is made that of a float.
// CHECK: arith.constant dense<4.000000e+00> : vector<16xf32>
// CHECK: arith.constant dense<-3.000000e+00> : vector<16xf32>
// CHECK: arith.constant dense<2.520000e+02> : vector<16xf32>
// CHECK: arith.constant dense<0x4B400000> : vector<16xf32>
// CHECK: arith.constant dense<3> : vector<16xi32>
// CHECK: %[[BYTES:.*]] = arith.trunci %{{.*}} : vector<16xi32> to vector<16xi8>
// CHECK: vector.store %[[BYTES]], %[[OUT]]

// Without it pairs of words, the even ones first.
// WORDS: func.func @direct0
// WORDS: arith.shli %{{.*}} : vector<32xi16>
// WORDS: arith.shrsi %{{.*}} : vector<32xi16>
// WORDS: arith.shrui %{{.*}} : vector<32xi16>
// WORDS: %[[PRODUCTS:.*]] = llvm.call_intrinsic "llvm.x86.avx512.pmaddw.d.512"(%{{.*}}) : (vector<32xi16>, vector<32xi16>) -> vector<16xi32>
// WORDS: arith.addi %{{.*}}, %[[PRODUCTS]] : vector<16xi32>
func.func @net(%a: !gnk.buffer<1x16x1x2, nChw16c, !quant.uniform<u8:f32, 0.5>>,
               %b: !gnk.buffer<1x16x1x2, nChw16c, !quant.uniform<u8:f32, 0.25:3>>) {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<16x16x1x1xf32>
      to tensor<16x16x1x1xi8, #gnk.packed<[1] x 16, inputs 16, quads>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"direct", nChw16c to nChw16c,
                                {tile = array<i64: 2, 1>}>}
      : <1x16x1x2, nChw16c, !quant.uniform<u8:f32, 0.5>>,
        tensor<16x16x1x1xi8, #gnk.packed<[1] x 16, inputs 16, quads>>
      into <1x16x1x2, nChw16c, !quant.uniform<u8:f32, 0.25:3>>
  return
}
