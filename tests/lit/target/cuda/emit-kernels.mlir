// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-cuda-kernels --lower-cuda-kernels | FileCheck %s --check-prefix=NVVM

// Two steps that differ in their addresses alone share a kernel.
// CHECK-LABEL: func.func @net
// CHECK: gnk.launches = [#gnk.launch<@pool0, grid [1, 1, 1], images 0, block [64, 1, 1]>]
// CHECK: gnk.launches = [#gnk.launch<@pool0, grid [1, 1, 1], images 0, block [64, 1, 1]>]
// CHECK: gnk.launches = [#gnk.launch<@activation1, grid [1, 1, 1], images 0, block [64, 1, 1]>]

// Every kernel has the same parameters.
// CHECK: gpu.module @kernels
// CHECK: gpu.func @pool0(%{{.*}}: !llvm.ptr<1>, %{{.*}}: !llvm.ptr<1>, %{{.*}}: !llvm.ptr<1>, %{{.*}}: !llvm.ptr<1>, %{{.*}}: !llvm.ptr<1>, %{{.*}}: !llvm.ptr<1>, %{{.*}}: i32) kernel attributes {known_block_size = array<i32: 64, 1, 1>}
// All taps of a small window are asked for at once, four channels each.
// CHECK-COUNT-4: llvm.load {{.*}} {alignment = 16 : i64} : !llvm.ptr<1> -> vector<4xf32>
// CHECK: llvm.store {{.*}} {alignment = 16 : i64} : vector<4xf32>, !llvm.ptr<1>
// CHECK-NOT: gpu.func @pool
// CHECK: gpu.func @activation1

// Nothing of CUDA's library is called.
// NVVM-NOT: __nv
// NVVM: llvm.func @pool0({{.*}}) attributes {gpu.kernel{{.*}}nvvm.kernel, nvvm.maxntid = array<i32: 64, 1, 1>}
// NVVM: llvm.call_intrinsic "llvm.maxnum"
// NVVM-NOT: __nv
func.func @net(%in: !gnk.buffer<1x16x7x7, nchw>, %out: !gnk.buffer<1x16x7x7, nchw>) {
  %a = gnk.alloc at 0 : <1x16x7x7, nChw16c>
  %b = gnk.alloc at 3136 : <1x16x3x3, nChw16c>
  %c = gnk.alloc at 3712 : <1x16x3x3, nChw16c>
  gnk.pool max %a into %b kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x7x7, nChw16c> into <1x16x3x3, nChw16c>
  gnk.pool max %a into %c kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x7x7, nChw16c> into <1x16x3x3, nChw16c>
  gnk.activation silu %c into %b {gnk.kernel = #gnk.kernel<"activation">}
      : <1x16x3x3, nChw16c> into <1x16x3x3, nChw16c>
  return
}
