// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels="cpu=znver5 exact" | FileCheck %s --check-prefix=EXACT

// In bf16 a picture's large filters are Winograd's, of float32 as of bf16:
// transforms are cheap on a processor that adds beside its multiply-adds.
// Computed by their definition they are pairs, of either.
// CHECK-LABEL: func.func @of_floats
// CHECK: #gnk.kernel<"winograd", nchw to nChw16c
// EXACT-LABEL: func.func @of_floats
// EXACT: #gnk.kernel<"direct", nchw to nChw16c, {{.*}}pairs = array<i64: 2>
func.func @of_floats(%a: !gnk.buffer<1x3x224x224, nchw>,
                     %b: !gnk.buffer<1x64x112x112, nchw, bf16>) {
  %w = gn.parameter "w" : tensor<64x3x7x7xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x3x224x224, nchw>, tensor<64x3x7x7xf32>
      into <1x64x112x112, nchw, bf16>
  return
}

// CHECK-LABEL: func.func @of_bfloats
// CHECK: #gnk.kernel<"winograd", nchw to nChw16c
// EXACT-LABEL: func.func @of_bfloats
// EXACT: #gnk.kernel<"direct", nchw to nChw16c, {{.*}}pairs = array<i64: 2>
func.func @of_bfloats(%a: !gnk.buffer<1x3x224x224, nchw, bf16>,
                      %b: !gnk.buffer<1x64x112x112, nchw, bf16>) {
  %w = gn.parameter "w" : tensor<64x3x7x7xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [3, 3, 3, 3]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x3x224x224, nchw, bf16>, tensor<64x3x7x7xf32>
      into <1x64x112x112, nchw, bf16>
  return
}

// On maps in blocks each pixel of a phase lies in a line of its own, which is
// waited for.
// CHECK-LABEL: func.func @of_blocks
// CHECK: #gnk.kernel<"direct", nChw16c to nChw16c
func.func @of_blocks(%a: !gnk.buffer<1x288x35x35, nchw, bf16>,
                     %b: !gnk.buffer<1x384x17x17, nchw, bf16>) {
  %w = gn.parameter "w" : tensor<384x288x3x3xf32>
  gnk.conv %a, %w into %b strides [2, 2] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x288x35x35, nchw, bf16>, tensor<384x288x3x3xf32>
      into <1x384x17x17, nchw, bf16>
  return
}
