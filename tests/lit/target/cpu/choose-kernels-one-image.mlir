// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver5 | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=znver4 | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v3 | FileCheck %s

// A run of one image of a batch waits for weights that no other shares with it:
// tiles have no more results than are the fastest for it.
// CHECK-LABEL: func.func @one
// CHECK: "winograd", {{.*}} form = array<i64: [[M:[2-5]]], [[M]]>
func.func @one(%a: !gnk.buffer<1x112x14x14, nchw>,
               %b: !gnk.buffer<1x224x14x14, nchw>) {
  %w = gn.parameter "w" : tensor<224x112x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x112x14x14, nchw>, tensor<224x112x3x3xf32> into <1x224x14x14, nchw>
  return
}

// CHECK-LABEL: func.func @batch
// CHECK: "winograd", {{.*}} form = array<i64: [[M]], [[M]]>
func.func @batch(%a: !gnk.buffer<16x112x14x14, nchw>,
                 %b: !gnk.buffer<16x224x14x14, nchw>) {
  %w = gn.parameter "w" : tensor<224x112x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <16x112x14x14, nchw>, tensor<224x112x3x3xf32> into <16x224x14x14, nchw>
  return
}
