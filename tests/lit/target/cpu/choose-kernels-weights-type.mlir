// RUN: gnet-opt %s --gnk-choose-kernels=cpu=x86-64-v3 | FileCheck %s
// RUN: gnet-opt %s --gnk-choose-kernels="cpu=x86-64-v3 exact" | FileCheck %s --check-prefix=EXACT

// Winograd's filters stay float32: rounded, they cost many times what rounding
// the filters before they are transformed does.
// CHECK-LABEL: func.func @net
// CHECK-NOT: gnk.weight_type
// CHECK: #gnk.kernel<"winograd"
// CHECK-NOT: gnk.weight_type
// CHECK: #gnk.kernel<"direct", {{.*}}gnk.weight_type = bf16
// EXACT: #gnk.kernel<"direct", {{.*}}gnk.weight_type = bf16
// EXACT: #gnk.kernel<"direct", {{.*}}gnk.weight_type = bf16
func.func @net(%a: !gnk.buffer<1x128x28x28, nchw>,
               %b: !gnk.buffer<1x128x28x28, nchw>,
               %c: !gnk.buffer<1x128x28x28, nchw>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> into <1x128x28x28, nchw>
  %v = gn.parameter "v" : tensor<128x128x1x1xf32>
  gnk.conv %b, %v into %c strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.weight_type = bf16}
      : <1x128x28x28, nchw>, tensor<128x128x1x1xf32> into <1x128x28x28, nchw>
  return
}
