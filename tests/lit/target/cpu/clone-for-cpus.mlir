// RUN: gnet-opt %s --gnk-clone-for-cpus=cpus=x86-64-v4,haswell | FileCheck %s
// RUN: gnet-opt %s --gnk-clone-for-cpus=cpus=x86-64-v4,haswell \
// RUN:   --gnk-for-each-cpu='pipelines=builtin.module(gnk-plan{block=16}),builtin.module(gnk-plan{block=8})' | FileCheck %s --check-prefix=PLANNED
// RUN: not gnet-opt %s --gnk-clone-for-cpus=cpus=x86-64-v4,haswell \
// RUN:   --gnk-for-each-cpu='pipelines=builtin.module(gnk-plan)' 2>&1 | FileCheck %s --check-prefix=FEWER

// CHECK: module {
// CHECK-NEXT: module attributes {gnk.cpu = "x86-64-v4"} {
// CHECK-NEXT: func.func @net(
// CHECK: module attributes {gnk.cpu = "haswell"} {
// CHECK-NEXT: func.func @net(
// CHECK-NOT: func.func

// Each network has a pipeline of its own.
// PLANNED: module attributes {gnk.cpu = "x86-64-v4"} {
// PLANNED: gnk.conv {{.*}}
// PLANNED: nChw16c
// PLANNED-NOT: nChw8c
// PLANNED: module attributes {gnk.cpu = "haswell"} {
// PLANNED-NOT: nChw16c
// PLANNED: nChw8c

// FEWER: error: has 2 networks, for 1 pipelines

module {
  func.func @net(%image: tensor<1x3x8x8xf32>) -> tensor<1x32x8x8xf32> {
    %w = gn.parameter "a.weight" : tensor<32x3x1x1xf32>
    %0 = gn.conv %image, %w strides [1, 1] padding [0, 0, 0, 0]
        dilations [1, 1]
        : tensor<1x3x8x8xf32>, tensor<32x3x1x1xf32>
    return %0 : tensor<1x32x8x8xf32>
  }
}
