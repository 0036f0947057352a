// RUN: gnet-opt %s --split-input-file --gnk-emit-kernels --verify-diagnostics | FileCheck %s

// Kernels that differ in addresses alone are one function: other buffers, other
// tensors, another place among the packed ones. Another role of a tensor, image
// stride or attribute makes another.
// CHECK-LABEL: func.func @shared
// CHECK: gnk.affine {{.*}} {gnk.code = {function = @affine0, items = 0 : i64, items_of_image = 1 : i64}, gnk.kernel = #gnk.kernel<"affine">}
// CHECK: gnk.affine {{.*}}function = @affine0,
// CHECK: gnk.affine {{.*}}function = @affine1,
// CHECK: gnk.affine {{.*}}function = @affine2,
// CHECK: gnk.affine {{.*}}function = @affine3,
// CHECK: gnk.pool {{.*}}function = @pool4,
// CHECK: gnk.affine {{.*}}function = @affine0,
// CHECK-NOT: func.func
// CHECK: module {
// CHECK-NEXT: func.func @affine0(
// CHECK: func.func @affine1(
// CHECK: func.func @affine2(
// CHECK: func.func @affine3(
// CHECK: func.func @pool4(
// CHECK-NOT: func.func
func.func @shared(%a: !gnk.buffer<2x16x4x4, nChw16c>,
                  %b: !gnk.buffer<2x16x4x4, nChw16c>,
                  %c: !gnk.buffer<2x32x4x4, nChw16c>,
                  %d: !gnk.buffer<2x16x4x5, nChw16c>) {
  %v = gn.parameter "v" : tensor<16xf32>
  %p = gnk.pack %v at 0 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  %q = gnk.pack %v at 64 : tensor<16xf32>
      to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  gnk.affine %a shift %p into %a {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c> shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  gnk.affine %a shift %q into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c> shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  gnk.affine %a scale %q into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c> scale tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  gnk.affine %a shift %q into %b activation relu
      {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c> shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  %e = gnk.slice %c from 16
      : <2x32x4x4, nChw16c> to <2x16x4x4, nChw16c, stride 512>
  gnk.affine %e shift %q into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c, stride 512>
      shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  gnk.pool max %a into %b kernel [1, 1] strides [1, 1] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <2x16x4x4, nChw16c> into <2x16x4x4, nChw16c>
  gnk.affine %b shift %p into %b {gnk.kernel = #gnk.kernel<"affine">}
      : <2x16x4x4, nChw16c> shift tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nChw16c>
  return
}

// -----

// The network may have the name of anything.
// CHECK-LABEL: func.func @pool0
// CHECK: gnk.pool {{.*}}function = @pool0,
// CHECK: module {
// CHECK-NEXT: func.func @pool0
func.func @pool0(%a: !gnk.buffer<1x16x4x4, nChw16c>) {
  gnk.pool max %a into %a kernel [1, 1] strides [1, 1] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x4x4, nChw16c> into <1x16x4x4, nChw16c>
  return
}

// -----

func.func @no_kernel(%a: !gnk.buffer<1x16x4x4, nChw16c>) {
  // expected-error @below {{has no kernel; run gnk-choose-kernels first}}
  gnk.activation relu %a into %a
      : <1x16x4x4, nChw16c> into <1x16x4x4, nChw16c>
  return
}

// -----

func.func @shared_memory(%a: !gnk.buffer<1x16x4x4, nChw16c>) {
  // expected-error @below {{has shared memory, which kernels of its kind cannot fill}}
  gnk.activation relu %a into %a
      {gnk.kernel = #gnk.kernel<"activation", shared 16>}
      : <1x16x4x4, nChw16c> into <1x16x4x4, nChw16c>
  return
}

// -----

func.func @unknown_kernel(%a: !gnk.buffer<1x16x4x4, nChw16c>) {
  // expected-error @below {{has no kernel; run gnk-choose-kernels first}}
  gnk.activation relu %a into %a {gnk.kernel = #gnk.kernel<"mine">}
      : <1x16x4x4, nChw16c> into <1x16x4x4, nChw16c>
  return
}
