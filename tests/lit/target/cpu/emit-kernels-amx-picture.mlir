// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids --gnk-pack-weights=cpu=sapphirerapids --gnk-emit-kernels=cpu=sapphirerapids | FileCheck %s

// A picture of float32 is copied as pairs of bf16, of channels 0 and 1, of 2 and
// 0: of two vectors of pairs two of pixels. A filter's row is a chunk of 14 words.
// CHOSEN: #gnk.kernel<"amx", nchw to nChw16c,
// CHECK: gnk.pack {{.*}}xbf16, #gnk.packed<[{{[12, ]+}}] x 16, inputs 4, taps first, pairs>>
// CHECK: func.func @amx0_before
// CHECK: vector.interleave %{{.*}} : vector<16xbf16> -> vector<32xbf16>
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23] : vector<16xf32>, vector<16xf32>
// CHECK: vector.shuffle %{{.*}}, %{{.*}} [8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31] : vector<16xf32>, vector<16xf32>
// CHECK: func.func @amx0(
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbf16ps"
func.func @net(%a: !gnk.buffer<1x3x60x72, nchw>,
               %b: !gnk.buffer<1x64x30x36, nChw16c, bf16>) {
  %w = gn.parameter "w" : tensor<64x3x7x7xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x3x60x72, nchw>, tensor<64x3x7x7xf32>
      into <1x64x30x36, nChw16c, bf16>
  return
}
