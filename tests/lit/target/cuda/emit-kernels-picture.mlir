// RUN: gnet-opt %s --gnk-emit-cuda-kernels --split-input-file | FileCheck %s

// What makes an input of a picture is launched for one image; its pixel count
// is known, the picture's size is not.
// CHECK-LABEL: func.func @net
// CHECK-SAME: gnk.picture = #gnk.launch<@picture, grid [3, 1, 1], block [128, 1, 1]>
// CHECK: gpu.func @picture(%{{.*}}: !llvm.ptr<1>, %{{.*}}: i64, %{{.*}}: !llvm.ptr<1>, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: i32) kernel
// Bytes of a row under a triangle, of a column of rows.
// CHECK: scf.for
// CHECK: scf.for
// CHECK-COUNT-3: llvm.load {{.*}} {alignment = 1 : i64} : !llvm.ptr<1> -> i8
// Blue comes first.
// CHECK: arith.constant 1.040000e+02
// CHECK: llvm.store
// CHECK-COUNT-2: llvm.store
// CHECK-NOT: llvm.store
func.func @net(%in: !gnk.buffer<1x3x15x20, nchw>, %out: !gnk.buffer<1x3x15x20, nchw>)
    attributes {gn.input = {order = "bgr", scale = 1.0 : f64,
                            mean = array<f64: 104.0, 117.0, 123.0>,
                            stddev = array<f64: 1.0, 1.0, 1.0>}} {
  return
}

// -----

// What has other channels is no picture's.
// CHECK-LABEL: func.func @vector
// CHECK-NOT: gnk.picture
// CHECK-NOT: @picture
func.func @vector(%in: !gnk.buffer<1x7x1x1, nchw>, %out: !gnk.buffer<1x7x1x1, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64,
                            mean = array<f64>, stddev = array<f64>}} {
  return
}
