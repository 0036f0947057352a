// RUN: gnet-opt %s --gnk-emit-cuda-kernels=warpgroups=true --lower-cuda-kernels | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-cuda-kernels | FileCheck %s --check-prefix=WITHOUT

// All GPUs have the kernel with products of warps; the one with warpgroups has
// its own code, of the same name and launched alike.
// CHECK: gpu.module @kernels {
// CHECK: llvm.func @tiled0
// CHECK-NOT: wgmma
// CHECK: nvvm.mma.sync
// CHECK-NOT: wgmma
// CHECK: gpu.module @kernels_sm_90a [#nvvm.target<chip = "sm_90a">] {
// CHECK: llvm.func @tiled0
// CHECK-NOT: nvvm.mma.sync
// What was under way is done and what was copied is seen before threads meet,
// then the product of a chunk begins, and the next is asked for.
// CHECK: nvvm.cp.async.wait.group
// CHECK: nvvm.wgmma.wait.group.sync.aligned 0
// CHECK: nvvm.fence.proxy {kind = #nvvm.proxy_kind<async.shared>, space = #nvvm.shared_space<cta>}
// CHECK: nvvm.barrier
// CHECK: nvvm.wgmma.fence.aligned
// CHECK-COUNT-2: wgmma.mma_async.sync.aligned.m64n64k16.f32.bf16.bf16
// CHECK: nvvm.wgmma.commit.group.sync.aligned
// CHECK: nvvm.cp.async.shared.global
// CHECK: nvvm.wgmma.wait.group.sync.aligned 0

// WITHOUT-NOT: sm_90a
func.func @net(%in: !gnk.buffer<1x16x9x9, nchw>, %out: !gnk.buffer<1x16x9x9, nchw>) {
  %w = gn.parameter "w" : tensor<64x32x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<64x32x1x1xf32>
      to tensor<64x32x1x1xbf16, #gnk.packed<[4] x 16, inputs 16, together 32>>
  %a = gnk.alloc at 0 : <1x32x9x9, nChw16c, bf16>
  %b = gnk.alloc at 5184 : <1x64x9x9, nChw16c, bf16>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {bf16 = array<i64: 1>, part = array<i64: 32, 32>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 64, 64>, warpgroups = array<i64: 1>}>}
      : <1x32x9x9, nChw16c, bf16>, tensor<64x32x1x1xbf16, #gnk.packed<[4] x 16, inputs 16, together 32>> into <1x64x9x9, nChw16c, bf16>
  return
}
