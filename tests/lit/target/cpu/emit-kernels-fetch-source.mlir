// RUN: gnet-opt %s --gnk-emit-kernels=cpu=znver3 | FileCheck %s
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s --check-prefix=UNKNOWN

// A source of 1 MiB lies in the third cache of a processor that is known to have
// one: a tile's six pixels, three lines, are asked for four blocks ahead.
// CHECK: func.func @direct0(%[[IN:[^:]*]]: memref<262144xf32>
// CHECK-COUNT-3: memref.prefetch %[[IN]]
// CHECK-NOT: memref.prefetch %[[IN]]
// CHECK: scf.for

// UNKNOWN: func.func @direct0(%[[IN:[^:]*]]: memref<262144xf32>
// UNKNOWN-NOT: memref.prefetch %[[IN]]
// UNKNOWN: return
func.func @net(%a: !gnk.buffer<1x256x1x1024, nChw8c>,
               %b: !gnk.buffer<1x16x1x1024, nChw8c>) {
  %w = gn.parameter "w" : tensor<16x256x1x1xf32>
  %p = gnk.pack %w at 0 : tensor<16x256x1x1xf32>
      to tensor<16x256x1x1xf32, #gnk.packed<[2] x 8, inputs 8>>
  gnk.conv %a, %p into %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"direct", nChw8c to nChw8c,
                                {tile = array<i64: 6, 2>}>}
      : <1x256x1x1024, nChw8c>,
        tensor<16x256x1x1xf32, #gnk.packed<[2] x 8, inputs 8>>
      into <1x16x1x1024, nChw8c>
  return
}
