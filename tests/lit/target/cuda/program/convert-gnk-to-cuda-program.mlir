// RUN: gnet-opt %s --convert-gnk-to-cuda-program='compiler="gnetc test" packed-name=gnet.packed.1 images=sm_80=100,compute_80=2000=waits' | FileCheck %s
// RUN: gnet-opt %s --convert-gnk-to-cuda-program=weights-size=4096 | FileCheck %s --check-prefix=EMBEDDED

gpu.module @kernels {
  llvm.func @conv0() attributes {gpu.kernel, nvvm.kernel} { llvm.return }
  llvm.func @part() attributes {gpu.kernel, nvvm.kernel} { llvm.return }
  llvm.func @sum() attributes {gpu.kernel, nvvm.kernel} { llvm.return }
}

// A convolution, and another in two parts onto the first's result.
func.func @net(%input: !gnk.buffer<2x16x4x4, nchw>,
               %output: !gnk.buffer<2x16x4x4, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64>, stddev = array<f64>},
                gnk.arena_bytes = 4096 : i64, gnk.packed_bytes = 4224 : i64} {
  %w = gn.parameter "w" : tensor<16x16x1x1xf32>
  %pw = gnk.pack %w at 0 : tensor<16x16x1x1xf32> to tensor<16x16x1x1xf32, #gnk.packed<[1] x 16, inputs 1>>
  %b = gn.parameter "b" : tensor<16xf32>
  %pb = gnk.pack %b at 1024 : tensor<16xf32> to tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
  %a = gnk.alloc at 2048 : !gnk.buffer<2x16x4x4, nchw>
  gnk.conv %input, %pw bias %pb into %a strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"igemm", nchw to nchw, {tile = array<i64: 64, 32>}>,
       gnk.launches = [#gnk.launch<@conv0, grid [7, 4, 1], images 2, block [256, 1, 1], shared 49152>]}
      : <2x16x4x4, nchw>, tensor<16x16x1x1xf32, #gnk.packed<[1] x 16, inputs 1>>, tensor<16xf32, #gnk.packed<[1] x 16, inputs 1>>
      into <2x16x4x4, nchw> loc("conv1")
  gnk.conv %input, %pw plus %a into %output strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"split", nchw to nchw, {}, scratch 100>,
       gnk.launches = [#gnk.launch<@part, grid [1, 1, 8], block [32, 1, 1]>,
                       #gnk.launch<@sum, grid [2, 1, 1], images 0, block [32, 1, 1]>]}
      : <2x16x4x4, nchw>, tensor<16x16x1x1xf32, #gnk.packed<[1] x 16, inputs 1>>
      plus !gnk.buffer<2x16x4x4, nchw> into !gnk.buffer<2x16x4x4, nchw> loc("conv2")
  return
}

// The device code is another object's.
// CHECK-NOT: gpu.module

// CHECK-DAG: constant @[[IGEMM:text[0-9]+]]("igemm 64x32\00")
// CHECK-DAG: constant @[[CONV0:text[0-9]+]]("conv0\00")
// CHECK-DAG: constant @[[SM:text[0-9]+]]("sm_80\00")
// CHECK-DAG: constant @[[FP32:text[0-9]+]]("fp32\00")
// CHECK-DAG: constant @[[CUDA:text[0-9]+]]("cuda\00")

// CHECK-LABEL: llvm.func internal @prepare
// CHECK: llvm.call @gnetrt_pack(
// CHECK: llvm.call @gnetrt_pack(
// CHECK-NOT: gnetrt_onednn

// CHECK: llvm.mlir.global external constant @gnetrt_cuda_image_sm_80() {{.*}} : !llvm.array<100 x i8>
// CHECK: llvm.mlir.global external constant @gnetrt_cuda_image_compute_80() {{.*}} : !llvm.array<2000 x i8>
// CHECK-LABEL: constant @images()
// CHECK: llvm.mlir.addressof @[[SM]]
// CHECK: llvm.mlir.addressof @gnetrt_cuda_image_sm_80
// CHECK: llvm.mlir.constant(100 : i64)
// CHECK: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.addressof @gnetrt_cuda_image_compute_80
// CHECK: llvm.mlir.constant(2000 : i64)
// CHECK: llvm.mlir.constant(1 : i64)

// The sum waits for the parts alone: they wait for the first.
// CHECK: constant @launch1.dependencies(dense<0> : tensor<1xi64>)
// CHECK: constant @launch2.dependencies(dense<1> : tensor<1xi64>)

// CHECK-LABEL: constant @launches()
// CHECK: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.addressof @[[CONV0]]
// CHECK-NEXT: llvm.mlir.constant(dense<[7, 4, 1]> : tensor<3xi64>)
// CHECK-NEXT: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.constant(dense<[256, 1, 1]> : tensor<3xi64>)
// CHECK-NEXT: llvm.mlir.constant(49152 : i64)
// The source is the input, there is no other; the destination lies in the arena.
// CHECK-NEXT: llvm.mlir.constant(3 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.constant(1 : i64)
// CHECK-NEXT: llvm.mlir.constant(2048 : i64)
// Weight and bias.
// CHECK: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.constant(1024 : i64)
// No scratch, and nothing to wait for.
// CHECK: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.zero

// The second step's parts: not by image, scratch, no bias.
// CHECK: llvm.mlir.constant(1 : i64)
// CHECK: llvm.mlir.constant(dense<[1, 1, 8]> : tensor<3xi64>)
// CHECK-NEXT: llvm.mlir.constant(-1 : i64)
// CHECK: llvm.mlir.constant(5 : i64)
// CHECK: llvm.mlir.addressof @launch1.dependencies
// CHECK: llvm.mlir.addressof @launch2.dependencies

// CHECK-LABEL: constant @cuda_program()
// CHECK: llvm.mlir.addressof @[[FP32]]
// CHECK-NEXT: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.addressof @images
// CHECK-NEXT: llvm.mlir.constant(3 : i64)
// CHECK-NEXT: llvm.mlir.addressof @launches

// CHECK-LABEL: external constant @gnetrt_the_program()
// CHECK: llvm.mlir.addressof @[[CUDA]]
// 400 bytes of scratch, filled up.
// CHECK: llvm.mlir.constant(4096 : i64)
// CHECK-NEXT: llvm.mlir.constant(512 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(4224 : i64)
// CHECK: llvm.mlir.addressof @prepare
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.addressof @cuda_program

// EMBEDDED: external constant @gnetrt_embedded_weights() {{.*}} : !llvm.array<4096 x i8>
