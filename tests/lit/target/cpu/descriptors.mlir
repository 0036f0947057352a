// RUN: gnet-opt %s --convert-gnk-to-llvm | FileCheck %s

// A gate is the struct's third buffer and the second that is read.
func.func @net(%input: !gnk.buffer<2x24x4x4, nchw>,
               %output: !gnk.buffer<2x24x4x4, nchw>)
    attributes {gn.input = {order = "gray", scale = 1.0 : f64,
                            mean = array<f64: 0.0>, stddev = array<f64: 1.0>},
                gnk.arena_bytes = 192 : i64} {
  %gate = gnk.alloc at 0 : !gnk.buffer<2x24x1x1, nchw>
  gnk.pool avg %input into %gate kernel [4, 4] strides [1, 1] padding [0, 0, 0, 0] : !gnk.buffer<2x24x4x4, nchw> into !gnk.buffer<2x24x1x1, nchw>
  gnk.activation hard_sigmoid %gate into %gate : !gnk.buffer<2x24x1x1, nchw> into !gnk.buffer<2x24x1x1, nchw>
  gnk.multiply %input, %gate into %output activation silu : !gnk.buffer<2x24x4x4, nchw>, !gnk.buffer<2x24x1x1, nchw> into !gnk.buffer<2x24x4x4, nchw>
  return
}

// CHECK: @step1.affine([2, [24, 1, 1, 0, 24], [24, 1, 1, 0, 24], [7, 1.000000e+00, 1.000000e+00]])
// CHECK: @step2.multiply([2, [24, 4, 4, 0, 384], [24, 4, 4, 0, 384], [24, 1, 1, 0, 24], [8, 1.000000e+00, 1.000000e+00]])
// CHECK: llvm.call @gnetrt_onednn_multiply(%{{.*}}, %{{.*}}, %{{.*}}) :
// CHECK-LABEL: llvm.func internal @execute(
// CHECK-SAME: %{{[^:]*}}: !llvm.ptr, %[[ARENA:[^:]*]]: !llvm.ptr, %[[INPUT:[^:]*]]: !llvm.ptr, %[[OUTPUT:[^:]*]]: !llvm.ptr)
// CHECK: llvm.call @gnetrt_onednn_execute(%{{.*}}, %{{.*}}, %[[INPUT]], %[[ARENA]], %[[OUTPUT]])
