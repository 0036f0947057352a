// RUN: gnet-opt %s --convert-gnk-to-llvm='compiler="gnetc test" cpu-features=avx2,fma' | FileCheck %s

// Strings stand once each, ended as C wants them.
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("net\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("gnetc test\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("avx2,fma\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("conv1.weight\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("conv 3x3\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{text[0-9]+}}("b2.reduce\00")

// Batch; source; destination, whose images are as far apart as the
// concatenation's; kernel, strides, dilations; padding, groups, activation.
// CHECK-LABEL: llvm.mlir.global internal constant @step0.conv([2, [3, 8, 8, 0, 192], [32, 4, 4, 1, 768], dense<3> : tensor<2xi64>, dense<2> : tensor<2xi64>, dense<1> : tensor<2xi64>, dense<[1, 1, 0, 0]> : tensor<4xi64>, 1, 1])
// CHECK: llvm.mlir.global internal constant @step1.pool([2, [32, 4, 4, 1, 768], [16, 4, 4, 1, 768]
// CHECK-SAME: dense<[0, 1, 2, 3]> : tensor<4xi64>, 2])
// CHECK: llvm.mlir.global internal constant @step2.lrn([2, {{.*}}, 5, 1.000000e-04 : f64, 7.500000e-01 : f64, 2.000000e+00 : f64])

module {
  func.func @net(%input: !gnk.buffer<2x3x8x8, nchw>,
                 %output: !gnk.buffer<2x10x1x1, nchw>)
      attributes {gn.input = {order = "bgr", scale = 5.000000e-01 : f64,
                              mean = array<f64: 1.0, 2.0, 3.0>,
                              stddev = array<f64: 4.0, 5.0, 6.0>},
                  gn.labels = ["zero", "one"],
                  gnk.arena_bytes = 20480 : i64} {
    func.return
  }
}
