// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=neoverse-n1 | FileCheck %s --check-prefix=MANY --implicit-check-not=llvm.fence

// Two groups of sums for four features, an outer product each. With 16
// registers the weights of the next product are not loaded before it.
// CHECK: func.func @linear0(
// CHECK: scf.for {{.*}} iter_args(
// CHECK-COUNT-4: llvm.fence syncscope("singlethread") acq_rel
// CHECK-NOT: llvm.fence
// CHECK: scf.yield

// MANY: func.func @linear0(
// MANY: vector.fma
func.func @net(%a: !gnk.buffer<1x8x1x1, nchw>,
               %b: !gnk.buffer<1x16x1x1, nchw>) {
  %w = gn.parameter "w" : tensor<16x8xf32>
  %p = gnk.pack %w at 0 : tensor<16x8xf32>
      to tensor<16x8xf32, #gnk.packed<[2] x 8, inputs 1>>
  gnk.linear %a, %p into %b
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw,
                                {tile = array<i64: 1, 2>}>}
      : <1x8x1x1, nchw>, tensor<16x8xf32, #gnk.packed<[2] x 8, inputs 1>>
      into <1x16x1x1, nchw>
  return
}
