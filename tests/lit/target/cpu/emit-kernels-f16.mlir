// RUN: not gnet-opt %s --gnk-emit-kernels=cpu=x86-64-v3 2>&1 | FileCheck %s

// CHECK: error: 'gnk.activation' op has a buffer of 'f16'; those of the CPU are of f32, bf16 or bytes
func.func @net(%a: !gnk.buffer<1x8x2x4, nChw8c, f16>,
               %b: !gnk.buffer<1x8x2x4, nChw8c, f16>) {
  gnk.activation relu %a into %b {gnk.kernel = #gnk.kernel<"activation">}
      : <1x8x2x4, nChw8c, f16> into <1x8x2x4, nChw8c, f16>
  return
}
