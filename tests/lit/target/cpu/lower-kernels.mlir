// RUN: gnet-opt %s --gnk-emit-kernels --lower-kernels | FileCheck %s --implicit-check-not=unrealized --implicit-check-not=memref --implicit-check-not="vector." --implicit-check-not="arith." --implicit-check-not="math." --implicit-check-not="scf." --implicit-check-not="cf."

// The kernels become functions of the llvm dialect that take seven pointers and
// three numbers, the gnetrt_code of the runtime, and call nothing. The network
// stays as it is.
// CHECK: func.func @net(%{{.*}}: !gnk.buffer
// CHECK: gnk.pool
// CHECK: module {
// CHECK-NOT: llvm.call
// CHECK: llvm.func @pool0(%{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: i64, %{{[^:]*}}: i64, %{{[^:]*}}: i64) {
// CHECK: llvm.load %{{.*}} : !llvm.ptr -> vector<16xf32>
// CHECK: llvm.intr.maxnum
// CHECK: llvm.store
// CHECK: llvm.func @lrn1(%{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: i64, %{{[^:]*}}: i64, %{{[^:]*}}: i64) {
// CHECK: llvm.shufflevector
// CHECK: llvm.intr.fmuladd
// CHECK: llvm.func @reorder2(
// CHECK: llvm.intr.masked.store
// CHECK: llvm.func @linear3(
// CHECK: llvm.intr.fmuladd
// CHECK: llvm.func @softmax4(
// CHECK: llvm.intr.masked.load
// CHECK: llvm.func @winograd5(
// CHECK: llvm.intr.prefetch
// CHECK-NOT: llvm.call
func.func @net(%a: !gnk.buffer<1x20x4x5, nChw16c>,
               %plain: !gnk.buffer<1x20x4x5, nchw>,
               %flat: !gnk.buffer<1x400x1x1, nchw>,
               %scores: !gnk.buffer<1x10x1x1, nchw>) {
  gnk.pool max %a into %a kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x20x4x5, nChw16c> into <1x20x4x5, nChw16c>
  gnk.lrn %a into %a size 5 alpha 1.0 beta 0.75 k 1.0
      {gnk.kernel = #gnk.kernel<"lrn">}
      : <1x20x4x5, nChw16c> into <1x20x4x5, nChw16c>
  gnk.reorder %a into %plain {gnk.kernel = #gnk.kernel<"reorder">}
      : <1x20x4x5, nChw16c> into <1x20x4x5, nchw>
  %m = gn.parameter "m" : tensor<10x400xf32>
  %n = gnk.pack %m at 0 : tensor<10x400xf32>
      to tensor<10x400xf32, #gnk.packed<[1] x 16, inputs 1>>
  gnk.linear %flat, %n into %scores
      {gnk.kernel = #gnk.kernel<"linear", nchw to nchw, {tile = array<i64: 1, 1>}>}
      : <1x400x1x1, nchw>, tensor<10x400xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <1x10x1x1, nchw>
  gnk.softmax %scores into %scores
      {gnk.kernel = #gnk.kernel<"softmax", nchw to nchw>}
      : <1x10x1x1, nchw> into <1x10x1x1, nchw>
  %w = gn.parameter "w" : tensor<20x20x3x3xf32>
  %p = gnk.pack %w at 25600 : tensor<20x20x3x3xf32>
      to tensor<20x20x3x3xf32, #gnk.packed<[2] x 16, inputs 16, taps first,
                                           winograd [2, 2]>>
  gnk.conv %a, %p into %a strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 2, 2>, rows = array<i64: 1>,
           tile = array<i64: 3, 2>}, scratch 4096>}
      : <1x20x4x5, nChw16c>,
        tensor<20x20x3x3xf32, #gnk.packed<[2] x 16, inputs 16, taps first,
                                          winograd [2, 2]>>
      into <1x20x4x5, nChw16c>
  return
}
