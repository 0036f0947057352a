// RUN: gnet-opt %s --gnk-join-softmax | FileCheck %s
// RUN: gnet-opt %s --gnk-join-softmax --gnk-pack-cuda-weights --gnk-emit-cuda-kernels | FileCheck %s --check-prefix=EMITTED

// One block has all ten scores of an image, and their softmax.
// CHECK-LABEL: func.func @few
// CHECK: gnk.linear {{.*}}gnk.joins = 1 : i64
// CHECK: gnk.softmax {{.*}}gnk.joined
// EMITTED-LABEL: func.func @few
// EMITTED: gnk.linear {{.*}}gnk.launches = [#gnk.launch<@linear0, grid [1, 1, 1], images 0
// EMITTED-NEXT: gnk.softmax {{.*}}gnk.joined
// EMITTED-NOT: gnk.launches
// EMITTED: return
func.func @few(%in: !gnk.buffer<2x64x1x1, nchw>, %out: !gnk.buffer<2x10x1x1, nchw>) {
  %scores = gnk.alloc at 0 : <2x10x1x1, nchw>
  %w = gn.parameter "w" : tensor<10x64xf32>
  gnk.linear %in, %w into %scores {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <2x64x1x1, nchw>, tensor<10x64xf32> into <2x10x1x1, nchw>
  gnk.softmax %scores into %out {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <2x10x1x1, nchw> into <2x10x1x1, nchw>
  return
}

// Several blocks would have to wait for each other.
// CHECK-LABEL: func.func @many
// CHECK-NOT: gnk.join
func.func @many(%in: !gnk.buffer<2x64x1x1, nchw>, %out: !gnk.buffer<2x17x1x1, nchw>) {
  %scores = gnk.alloc at 0 : <2x17x1x1, nchw>
  %w = gn.parameter "w" : tensor<17x64xf32>
  gnk.linear %in, %w into %scores {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <2x64x1x1, nchw>, tensor<17x64xf32> into <2x17x1x1, nchw>
  gnk.softmax %scores into %out {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <2x17x1x1, nchw> into <2x17x1x1, nchw>
  return
}

// Another one reads the scores; and what other images are made of would be
// overwritten.
// CHECK-LABEL: func.func @others
// CHECK-NOT: gnk.join
func.func @others(%in: !gnk.buffer<2x64x1x1, nchw>, %out: !gnk.buffer<2x10x1x1, nchw>) {
  %scores = gnk.alloc at 0 : <2x10x1x1, nchw>
  %w = gn.parameter "w" : tensor<10x64xf32>
  gnk.linear %in, %w into %scores {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <2x64x1x1, nchw>, tensor<10x64xf32> into <2x10x1x1, nchw>
  %a = gnk.alloc at 128 : <2x10x1x1, nchw>
  gnk.softmax %scores into %a {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <2x10x1x1, nchw> into <2x10x1x1, nchw>
  gnk.activation relu %scores into %out {gnk.kernel = #gnk.kernel<"activation">}
      : <2x10x1x1, nchw> into <2x10x1x1, nchw>
  %features = gnk.alloc at 512 : <2x10x1x1, nchw>
  %more = gnk.alloc at 640 : <2x10x1x1, nchw>
  %over = gnk.alloc at 576 : <2x10x1x1, nchw>
  %v = gn.parameter "v" : tensor<10x10xf32>
  gnk.linear %features, %v into %more {gnk.kernel = #gnk.kernel<"linear", nchw to nchw>}
      : <2x10x1x1, nchw>, tensor<10x10xf32> into <2x10x1x1, nchw>
  gnk.softmax %more into %over {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <2x10x1x1, nchw> into <2x10x1x1, nchw>
  return
}
