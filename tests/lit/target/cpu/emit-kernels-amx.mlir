// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids | FileCheck %s --check-prefix=CHOSEN
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s --check-prefix=NONE --implicit-check-not=amx
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=graniterapids --gnk-pack-weights=cpu=graniterapids --gnk-emit-kernels=cpu=graniterapids | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=sapphirerapids --gnk-pack-weights=cpu=sapphirerapids --gnk-emit-kernels=cpu=sapphirerapids --lower-kernels | FileCheck %s --check-prefix=LOWERED

// In shared memory the copy: 16 x 16 pixels with what is around them, of 32
// words each, and what the last strip reads past its end. In scratch memory what
// the tiles are, and three of sums.
// CHOSEN: gnk.conv {{.*}}#gnk.kernel<"amx", nChw16c to nChw16c, {{.*}}tile = array<i64: 3, 1>}, scratch 784, shared 8768>
// CHOSEN: gnk.conv {{.*}}#gnk.kernel<"amx", nChw16c to nChw16c, {{.*}}tile = array<i64: 3, 1>}, scratch 784, shared 4384>
// NONE: gnk.kernel<"{{direct|winograd}}"
// NONE: gnk.kernel<"direct"

// Weights, of which a row of a tile is a pair of inputs for 16 outputs.
// CHECK: gnk.pack {{.*}}xbf16, #gnk.packed<[1, 1, 1, 1] x 16, inputs 64, taps first, pairs>>

// A row of the copy that is outside has zeros, as have the pixels beside one.
// CHECK: func.func @amx0_before(%[[SOURCE:[a-z0-9]+]]: memref<12544xbf16>, {{.*}}, %[[SHARED:[a-z0-9]+]]: memref<8768xf32>, %{{.*}}: index, %{{.*}}: index, %{{.*}}: index)
// CHECK: %[[PIXEL:.*]] = vector.load %[[SOURCE]]{{.*}} : memref<12544xbf16>, vector<16xbf16>
// CHECK: %[[WORDS:.*]] = vector.bitcast %[[PIXEL]] : vector<16xbf16> to vector<8xf32>
// CHECK: vector.store %[[WORDS]], %[[SHARED]]

// The runs of three rows, in chunks of 16 words; each tile is loaded once a
// chunk. Then the tiles are memory, and numbers of pixels.
// CHECK: func.func @amx0(
// CHECK-SAME: %[[SCRATCH:[a-z0-9]+]]: memref<784xf32>, %[[SHARED:[a-z0-9]+]]: memref<8768xf32>
// Palette 1; three tiles of sums, three of the copy and one of weights: 64 bytes
// in each of 16 rows.
// CHECK: arith.constant dense<[1, 0, 0, 0, 4194368, 4194368, 4194368, 64, 0, 0, 0, 0, 269488144, 1052688, 0, 0]> : vector<16xi32>
// CHECK: llvm.call_intrinsic "llvm.x86.ldtilecfg"
// CHECK-COUNT-3: llvm.call_intrinsic "llvm.x86.tilezero"
// CHECK: memref.extract_aligned_pointer_as_index %[[SHARED]]
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbf16ps"
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbf16ps"
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbf16ps"
// CHECK-COUNT-3: llvm.call_intrinsic "llvm.x86.tilestored64"
// CHECK: vector.load %[[SCRATCH]]
// CHECK: llvm.call_intrinsic "llvm.x86.avx512bf16.cvtneps2bf16.512"
// CHECK: llvm.call_intrinsic "llvm.x86.tilerelease"

// Bytes of zero are what stands for 0.
// CHECK: func.func @amx1_before(
// CHECK: arith.constant dense<50529027> : vector<16xi32>
// CHECK: func.func @amx1(
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbusd"
// CHECK: arith.sitofp

// LOWERED: llvm.func @amx0(
// LOWERED: llvm.call_intrinsic "llvm.x86.tileloadd64"(%{{.*}}, %{{.*}}, %{{.*}}) : (i8, !llvm.ptr, i64) -> ()
// LOWERED: llvm.call_intrinsic "llvm.x86.tdpbf16ps"(%{{.*}}, %{{.*}}, %{{.*}}) : (i8, i8, i8) -> ()
func.func @net(%a: !gnk.buffer<1x64x14x14, nChw16c, bf16>,
               %b: !gnk.buffer<1x64x14x14, nChw16c, bf16>,
               %c: !gnk.buffer<1x64x14x14, nChw16c, !quant.uniform<u8:f32, 0.5:3>>,
               %d: !gnk.buffer<1x64x14x14, nChw16c>) {
  %w = gn.parameter "w" : tensor<64x64x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x64x14x14, nChw16c, bf16>, tensor<64x64x3x3xf32>
      into <1x64x14x14, nChw16c, bf16>
  gnk.conv %c, %w into %d strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = i8}
      : <1x64x14x14, nChw16c, !quant.uniform<u8:f32, 0.5:3>>, tensor<64x64x3x3xf32>
      into <1x64x14x14, nChw16c>
  return
}
