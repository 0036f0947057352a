// RUN: gnet-opt %s --split-input-file --gnk-choose-kernels=tuning=%S/Inputs/tuned.json --verify-diagnostics | FileCheck %s
// RUN: not gnet-opt %s --split-input-file --gnk-choose-kernels="cpu=x86-64-v3 tuning=%S/Inputs/tuned.json" 2>&1 | FileCheck %s --check-prefix=CPU
// RUN: not gnet-opt %s --split-input-file --gnk-choose-kernels="exact tuning=%S/Inputs/tuned.json" 2>&1 | FileCheck %s --check-prefix=EXACT
// RUN: not gnet-opt %s --split-input-file --gnk-choose-kernels=tuning=%s 2>&1 | FileCheck %s --check-prefix=BROKEN

// CPU: error: '{{.*}}tuned.json' was measured for x86-64-v4, and this is for x86-64-v3: give --cpu=x86-64-v4, or tune for this one
// EXACT: error: '{{.*}}tuned.json' was measured without --exact: compile so, or tune with it
// BROKEN: error: '{{.*}}choose-kernels-tuning.mlir': [1:{{.*}}]: Invalid JSON value

// What was measured fastest, whatever is added to it and done with it later; the
// pool has no choice, and so no place in the file.
// CHECK-LABEL: func.func @tuned
// CHECK: gnk.conv {{.*}} #gnk.kernel<"plain", nchw to nchw, {cycles = array<i64: {{[0-9]+}}>}>
// CHECK: gnk.conv {{.*}} activation relu {{.*}} #gnk.kernel<"plain"
// CHECK: gnk.pool {{.*}} #gnk.kernel<"pool"
func.func @tuned(%a: !gnk.buffer<1x128x28x28, nchw>,
                 %b: !gnk.buffer<1x128x28x28, nchw>,
                 %c: !gnk.buffer<1x128x28x28, nchw>,
                 %d: !gnk.buffer<1x128x28x28, nchw>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> into <1x128x28x28, nchw>
  gnk.conv %c, %w plus %d into %d strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] activation relu
      : <1x128x28x28, nchw>, tensor<128x128x3x3xf32> plus !gnk.buffer<1x128x28x28, nchw> into <1x128x28x28, nchw>
  gnk.pool max %a into %a kernel [1, 1] strides [1, 1] padding [0, 0, 0, 0]
      : <1x128x28x28, nchw> into <1x128x28x28, nchw>
  return
}

// -----

// A kernel that is none any more, and a layer that was not measured: the model
// chooses.
// CHECK-LABEL: func.func @partly
// CHECK: gnk.conv {{.*}} #gnk.kernel<"winograd"
// CHECK: gnk.conv {{.*}} #gnk.kernel<"winograd"
// expected-warning @below {{1 of 2 layers that have a choice of kernels are not in the tuning: the model chooses}}
func.func @partly(%a: !gnk.buffer<1x64x28x28, nchw>,
                  %b: !gnk.buffer<1x64x28x28, nchw>,
                  %c: !gnk.buffer<1x128x14x14, nchw>,
                  %d: !gnk.buffer<1x128x14x14, nchw>) {
  %w = gn.parameter "w" : tensor<64x64x3x3xf32>
  // expected-warning @below {{the kernel 'direct tile 1x1' that it was tuned to is no longer one: the model chooses; tune anew}}
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x64x28x28, nchw>, tensor<64x64x3x3xf32> into <1x64x28x28, nchw>
  %v = gn.parameter "v" : tensor<128x128x3x3xf32>
  // expected-note @below {{this is the first}}
  gnk.conv %c, %v into %d strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <1x128x14x14, nchw>, tensor<128x128x3x3xf32> into <1x128x14x14, nchw>
  return
}

// -----

// Another network's, or another batch.
// expected-error @below {{the tuning has none of these layers: it is of 'tuned' and batch 1}}
func.func @another(%a: !gnk.buffer<2x128x28x28, nchw>,
                   %b: !gnk.buffer<2x128x28x28, nchw>) {
  %w = gn.parameter "w" : tensor<128x128x3x3xf32>
  gnk.conv %a, %w into %b strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      : <2x128x28x28, nchw>, tensor<128x128x3x3xf32> into <2x128x28x28, nchw>
  return
}

// -----

// Nothing to choose.
// CHECK-LABEL: func.func @no_choice
func.func @no_choice(%a: !gnk.buffer<1x16x1x1, nchw>) {
  gnk.activation relu %a into %a : <1x16x1x1, nchw> into <1x16x1x1, nchw>
  return
}
