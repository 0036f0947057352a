// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids --gnk-pack-weights=cpu=sapphirerapids --gnk-emit-kernels=cpu=sapphirerapids | FileCheck %s

// A batch of 20 is two tiles of ten images, whose features are read as they lie:
// chunks of 15 words. One image takes none, nor do features that are no pairs.
// CHOSEN: gnk.linear {{.*}}#gnk.kernel<"amx_linear", nchw to nchw, {{.*}}tile = array<i64: 2, {{[12]}}>}
// CHOSEN: gnk.linear {{.*}}#gnk.kernel<"linear"
// CHOSEN: gnk.linear {{.*}}#gnk.kernel<"linear"
// CHECK: gnk.pack {{.*}}xbf16, #gnk.packed<[{{[12, ]+}}] x 16, inputs 2, pairs>>
// CHECK: func.func @amx_linear0(%[[SOURCE:[a-z0-9]+]]: memref<4800xbf16>
// CHECK: llvm.call_intrinsic "llvm.x86.ldtilecfg"
// CHECK: memref.extract_aligned_pointer_as_index %[[SOURCE]]
// 240 features of two bytes from an image to the next.
// CHECK: arith.constant 480 : i64
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbf16ps"
// CHECK: llvm.call_intrinsic "llvm.x86.tilestored64"
// The last block has four outputs.
// CHECK: vector.maskedstore
// CHECK: llvm.call_intrinsic "llvm.x86.tilerelease"
func.func @net(%a: !gnk.buffer<20x240x1x1, nchw, bf16>,
               %b: !gnk.buffer<20x100x1x1, nchw>,
               %c: !gnk.buffer<1x240x1x1, nchw, bf16>,
               %d: !gnk.buffer<1x100x1x1, nchw>,
               %e: !gnk.buffer<20x241x1x1, nchw, bf16>) {
  %w = gn.parameter "w" : tensor<100x240xf32>
  %v = gn.parameter "v" : tensor<100x241xf32>
  gnk.linear %a, %w into %b {gnk.weight_type = bf16}
      : <20x240x1x1, nchw, bf16>, tensor<100x240xf32> into <20x100x1x1, nchw>
  gnk.linear %c, %w into %d {gnk.weight_type = bf16}
      : <1x240x1x1, nchw, bf16>, tensor<100x240xf32> into <1x100x1x1, nchw>
  gnk.linear %e, %v into %b {gnk.weight_type = bf16}
      : <20x241x1x1, nchw, bf16>, tensor<100x241xf32> into <20x100x1x1, nchw>
  return
}
