// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v3 | FileCheck %s --check-prefixes=CHECK,AVX2
// RUN: gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v2 | FileCheck %s --check-prefixes=CHECK,SSE4 --implicit-check-not=.fma
// RUN: not gnet-opt %s --gnk-emit-kernels=cpu=pentium 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// UNKNOWN: error: unknown CPU 'pentium'

// Vectors are of 8 floats. A processor that cannot multiply and add at once is
// asked to do one after the other, also by the polynomials of functions.
// CHECK: func.func @affine0(
// CHECK: %[[X:.*]] = vector.load %arg0{{.*}} vector<8xf32>
// AVX2: vector.fma %[[X]],
// AVX2: math.fma
// SSE4: %[[PRODUCT:.*]] = arith.mulf %[[X]],
// SSE4: arith.addf %[[PRODUCT]],
// SSE4-NOT: math.exp
// CHECK: vector.store
func.func @net(%a: !gnk.buffer<1x8x4x4, nChw8c>) {
  %v = gn.parameter "v" : tensor<8xf32>
  %p = gnk.pack %v at 0 : tensor<8xf32>
      to tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>>
  gnk.affine %a scale %p shift %p into %a activation silu
      {gnk.kernel = #gnk.kernel<"affine">}
      : <1x8x4x4, nChw8c> scale tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>>
      shift tensor<8xf32, #gnk.packed<[1] x 8, inputs 1>>
      into <1x8x4x4, nChw8c>
  return
}
