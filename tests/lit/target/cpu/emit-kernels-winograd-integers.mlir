// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver4 | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=neoverse-n2 | FileCheck %s --check-prefix=NONE --implicit-check-not=winograd
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver4 --gnk-pack-weights=cpu=znver4 --gnk-emit-kernels=cpu=znver4 | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v3 --gnk-pack-weights=cpu=x86-64-v3 --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s --check-prefix=AVX2

// The filters are packed as they are, pairs of inputs side by side, with a scale
// and a sum for each of 128 outputs before them. Nine taps become 36 int16, which
// are stored as floats of their bits; sums of the products of pairs are int32.
// Where results are not surely within 2^25, of 230 inputs, nothing is transformed.
// CHOSEN: #gnk.kernel<"winograd_integers", {{.*}}form = array<i64: 4, 4>
// CHOSEN: #gnk.kernel<"direct"
// NONE: #gnk.kernel<"direct"
// CHECK: func.func @winograd_integers0_before(%[[IN:[^:]*]]: memref<100352xi8>
// CHECK: %[[BYTES:.*]] = vector.load %[[IN]]{{.*}} : memref<100352xi8>, vector<16xi8>
// CHECK: arith.extui %[[BYTES]] : vector<16xi8> to vector<16xi16>
// CHECK: func.func @winograd_integers0(
// CHECK-SAME: %[[W:[^:]*]]: memref<148480xi8>
// CHECK: %[[TAPS:.*]] = vector.load %[[W]]{{.*}} : memref<148480xi8>, vector<32xi8>
// CHECK: arith.extsi %[[TAPS]] : vector<32xi8> to vector<32xi16>
// CHECK: vector.bitcast %{{.*}} : vector<32xi16> to vector<16xf32>
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpwssd.512"
// CHECK: %[[RECIPROCAL:.*]] = arith.constant dense<954437177> : vector<16xi32>
// CHECK: arith.muli %{{.*}}, %[[RECIPROCAL]]
// CHECK: arith.shrsi
// CHECK: arith.sitofp
// AVX2: func.func @winograd_integers0(
// AVX2: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
func.func @net(%a: !gnk.buffer<1x128x28x28, nChw16c, !quant.uniform<u8:f32, 0.1>>,
               %b: !gnk.buffer<1x128x28x28, nChw16c, !quant.uniform<u8:f32, 0.2>>,
               %c: !gnk.buffer<1x230x28x28, nChw16c, !quant.uniform<u8:f32, 0.1>>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = i8}
      : <1x128x28x28, nChw16c, !quant.uniform<u8:f32, 0.1>>, tensor<128x128x3x3xf32>
      into <1x128x28x28, nChw16c, !quant.uniform<u8:f32, 0.2>>
  %v = gn.parameter "v" : tensor<128x230x3x3xf32>
  gnk.conv %c, %v into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = i8}
      : <1x230x28x28, nChw16c, !quant.uniform<u8:f32, 0.1>>, tensor<128x230x3x3xf32>
      into <1x128x28x28, nChw16c, !quant.uniform<u8:f32, 0.2>>
  return
}
