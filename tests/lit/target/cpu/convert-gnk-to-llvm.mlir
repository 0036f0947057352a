// RUN: gnet-opt %s --convert-gnk-to-llvm='compiler="gnetc test" cpu-features=avx2,fma processor=haswell' | FileCheck %s
// RUN: gnet-opt %s --convert-gnk-to-llvm | FileCheck %s --check-prefix=NOWEIGHTS
// RUN: gnet-opt %s --convert-gnk-to-llvm=weights-size=4096 | FileCheck %s --check-prefix=WEIGHTS
// RUN: gnet-opt %s --convert-gnk-to-llvm='symbol=gnetrt_program1 next=gnetrt_program2' | FileCheck %s --check-prefix=SECOND

// One of every kernel, two images, a concatenation written in place.
func.func @net(%input: !gnk.buffer<2x3x8x8, nchw>,
               %output: !gnk.buffer<2x10x1x1, nchw>)
    attributes {gn.input = {order = "bgr", scale = 5.0e-01 : f64,
                            mean = array<f64: 1.0, 2.0, 3.0>,
                            stddev = array<f64: 4.0, 5.0, 6.0>},
                gn.labels = ["zero", "one"],
                gnk.arena_bytes = 30720 : i64} {
  %w = gn.parameter "conv1.weight" : tensor<32x3x3x3xf32>
  %b = gn.parameter "conv1.bias" : tensor<32xf32>
  %v = gn.parameter "conv1.norm.running_var" : tensor<32xf32>
  %folded = gn.fold_weight %w variance %v epsilon 1.0e-3 : tensor<32x3x3x3xf32>
  %m = gn.parameter "conv1.norm.running_mean" : tensor<32xf32>
  %moved = gn.fold_bias bias %b mean %m variance %v epsilon 1.0e-3 : tensor<32xf32>
  %cat = gnk.alloc at 0 : !gnk.buffer<2x48x4x4, nChw16c>
  %s0 = gnk.slice %cat from 0 : !gnk.buffer<2x48x4x4, nChw16c> to !gnk.buffer<2x32x4x4, nChw16c, stride 768>
  %s1 = gnk.slice %cat from 32 : !gnk.buffer<2x48x4x4, nChw16c> to !gnk.buffer<2x16x4x4, nChw16c, stride 768>
  %s2 = gnk.slice %s0 from 16 : !gnk.buffer<2x32x4x4, nChw16c, stride 768> to !gnk.buffer<2x16x4x4, nChw16c, stride 768>
  gnk.conv %input, %folded bias %moved into %s0 strides [2, 2] padding [1, 1, 0, 0] dilations [1, 1] activation relu : !gnk.buffer<2x3x8x8, nchw>, tensor<32x3x3x3xf32>, tensor<32xf32> into !gnk.buffer<2x32x4x4, nChw16c, stride 768> loc("conv1")
  gnk.pool avg_count_padding %s2 into %s1 kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1] : !gnk.buffer<2x16x4x4, nChw16c, stride 768> into !gnk.buffer<2x16x4x4, nChw16c, stride 768> loc(fused["b2.pool", "spec.gn":3:4])
  %normed = gnk.alloc at 6144 : !gnk.buffer<2x48x4x4, nChw16c>
  gnk.lrn %cat into %normed size 5 alpha 1.0e-4 beta 0.75 k 2.0 : !gnk.buffer<2x48x4x4, nChw16c> into !gnk.buffer<2x48x4x4, nChw16c>
  %relued = gnk.alloc at 12288 : !gnk.buffer<2x48x4x4, nChw16c>
  gnk.activation relu %normed into %relued : !gnk.buffer<2x48x4x4, nChw16c> into !gnk.buffer<2x48x4x4, nChw16c>
  %plain = gnk.alloc at 18432 : !gnk.buffer<2x48x4x4, nchw>
  gnk.reorder %relued into %plain : !gnk.buffer<2x48x4x4, nChw16c> into !gnk.buffer<2x48x4x4, nchw>
  %v2 = gn.parameter "norm2.shift" : tensor<48xf32>
  %scaled = gnk.alloc at 24576 : !gnk.buffer<2x48x4x4, nchw>
  gnk.affine %plain shift %v2 into %scaled activation leaky_relu(0.5) : !gnk.buffer<2x48x4x4, nchw> shift tensor<48xf32> into !gnk.buffer<2x48x4x4, nchw>
  gnk.add %plain, %scaled into %scaled factors [1.0, 0.5] : !gnk.buffer<2x48x4x4, nchw>, !gnk.buffer<2x48x4x4, nchw> into !gnk.buffer<2x48x4x4, nchw>
  %compact = gn.parameter "c.weight" : tensor<3x1x1xf32>
  %connected = gn.connect_weight %compact connections [array<i64: 0, 2>, array<i64: 1>] : tensor<3x1x1xf32> to tensor<2x3x1x1xf32>
  %two = gn.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %more = gnk.alloc at 0 : !gnk.buffer<2x2x8x8, nchw>
  gnk.conv %input, %connected bias %two into %more strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] : !gnk.buffer<2x3x8x8, nchw>, tensor<2x3x1x1xf32>, tensor<2xf32> into !gnk.buffer<2x2x8x8, nchw>
  gnk.conv %input, %connected plus %more into %more strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1] : !gnk.buffer<2x3x8x8, nchw>, tensor<2x3x1x1xf32> plus !gnk.buffer<2x2x8x8, nchw> into !gnk.buffer<2x2x8x8, nchw>
  %centres = gn.parameter "rbf.weight" : tensor<10x768xf32>
  %flat = gnk.flatten %scaled : !gnk.buffer<2x48x4x4, nchw> to !gnk.buffer<2x768x1x1, nchw>
  %lw = gn.parameter "fc.weight" : tensor<10x768xf32>
  // The same tensor again is the same parameter.
  %b2 = gn.parameter "conv1.bias" : tensor<32xf32>
  %scores = gnk.alloc at 0 : !gnk.buffer<2x10x1x1, nchw>
  gnk.linear %flat, %lw into %scores : !gnk.buffer<2x768x1x1, nchw>, tensor<10x768xf32> into !gnk.buffer<2x10x1x1, nchw>
  gnk.rbf %flat, %centres into %scores : !gnk.buffer<2x768x1x1, nchw>, tensor<10x768xf32> into !gnk.buffer<2x10x1x1, nchw>
  gnk.softmax %scores into %output : !gnk.buffer<2x10x1x1, nchw> into !gnk.buffer<2x10x1x1, nchw>
  return
}

// Each text once, ended as C wants it.
// CHECK: constant @[[WEIGHT:text[0-9]+]]("conv1.weight\00")
// CHECK: constant @[[BIAS:text[0-9]+]]("conv1.bias\00")
// CHECK: constant @[[CONV1:text[0-9]+]]("conv1\00")
// CHECK: constant @[[CONV:text[0-9]+]]("conv 3x3\00")
// CHECK: constant @[[ONEDNN:text[0-9]+]]("onednn\00")
// CHECK: constant @[[PATH:text[0-9]+]]("b2.pool\00")
// CHECK: constant @[[POOL:text[0-9]+]]("avg_pool 3x3\00")
// CHECK: constant @[[ZERO:text[0-9]+]]("zero\00")
// CHECK: constant @[[ONE:text[0-9]+]]("one\00")
// CHECK: constant @[[NET:text[0-9]+]]("net\00")
// CHECK: constant @[[COMPILER:text[0-9]+]]("gnetc test\00")
// CHECK: constant @[[CPU:text[0-9]+]]("cpu\00")
// CHECK: constant @[[PROCESSOR:text[0-9]+]]("haswell\00")
// CHECK: constant @[[FEATURES:text[0-9]+]]("avx2,fma\00")

// Batch, source, destination; then the addend, kernel, strides, dilations,
// padding, groups, whether and where it adds, activation. A slice's images are
// the concatenation's stride apart.
// CHECK: internal constant @step0.conv([2, [3, 8, 8, 0, 192], [32, 4, 4, 1, 768], [0, 0, 0, 0, 0], dense<3> : tensor<2xi64>, dense<2> : tensor<2xi64>, dense<1> : tensor<2xi64>, dense<[1, 1, 0, 0]> : tensor<4xi64>, 1, 0, [1, 1.000000e+00, 1.000000e+00]])
// CHECK: internal constant @step1.pool([2, [16, 4, 4, 1, 768], [16, 4, 4, 1, 768], dense<3> : tensor<2xi64>, dense<1> : tensor<2xi64>, dense<1> : tensor<4xi64>, 2])
// CHECK: internal constant @step2.lrn([2, [48, 4, 4, 1, 768], [48, 4, 4, 1, 768], 5, 1.000000e-04, 7.500000e-01, 2.000000e+00])
// CHECK: internal constant @step3.affine([2, [48, 4, 4, 1, 768], [48, 4, 4, 1, 768], [1, 1.000000e+00, 1.000000e+00]])
// CHECK: internal constant @step4.reorder([2, [48, 4, 4, 1, 768], [48, 4, 4, 0, 768]])
// CHECK: internal constant @step5.affine([2, [48, 4, 4, 0, 768], [48, 4, 4, 0, 768], [2, 1.000000e+00, 5.000000e-01]])
// CHECK: internal constant @step6.add([2, [48, 4, 4, 0, 768], [48, 4, 4, 0, 768], [48, 4, 4, 0, 768], dense<[1.000000e+00, 5.000000e-01]> : tensor<2xf64>, [0, 1.000000e+00, 1.000000e+00]])
// CHECK: internal constant @[[PLACES:.*connections]](dense<[0, 2, 4]> : tensor<3xi64>)
// CHECK: internal constant @[[TWO:.*constant]](dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>)
// CHECK: internal constant @step7.conv(
// CHECK: internal constant @step8.conv({{.*}}, [2, 8, 8, 0, 128], [2, 8, 8, 0, 128], {{.*}}, 1, 2, [0, 1.000000e+00, 1.000000e+00]])
// CHECK: internal constant @step9.linear([2, [768, 1, 1, 0, 768], [10, 1, 1, 0, 10], [0, 1.000000e+00, 1.000000e+00]])
// CHECK: internal constant @step10.rbf([2, [768, 1, 1, 0, 768], [10, 1, 1, 0, 10]])
// CHECK: internal constant @step11.softmax([2, [10, 1, 1, 0, 10], [10, 1, 1, 0, 10]])

// A folded tensor that is not there ends in status 2, out of memory; a kernel
// that cannot be made ends in its status.
// CHECK-LABEL: llvm.func internal @prepare(
// CHECK-SAME: %[[STATE:.*]]: !llvm.ptr) -> i32
// CHECK: %[[I0:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[W:.*]] = llvm.call @gnetrt_parameter_value(%[[STATE]], %[[I0]])
// CHECK: %[[I1:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: %[[B:.*]] = llvm.call @gnetrt_parameter_value(%[[STATE]], %[[I1]])
// CHECK: %[[V:.*]] = llvm.call @gnetrt_parameter_value
// CHECK: %[[NONE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[EPSILON:.*]] = llvm.mlir.constant(1.000000e-03 : f64)
// CHECK: %[[F:.*]] = llvm.call @gnetrt_fold_weight(%[[STATE]], %[[W]], %[[NONE]], %[[V]], %[[EPSILON]])
// CHECK: %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[MISSING:.*]] = llvm.icmp "eq" %[[F]], %[[NULL]]
// CHECK: %[[NOMEMORY:.*]] = llvm.mlir.constant(2 : i32)
// CHECK: llvm.cond_br %[[MISSING]], ^[[EXIT:.*]](%[[NOMEMORY]] : i32), ^[[NEXT:.*]]
// CHECK: ^[[NEXT]]:
// CHECK: %[[M:.*]] = llvm.call @gnetrt_parameter_value
// CHECK: %[[NOSCALE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[NOSHIFT:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[MOVED:.*]] = llvm.call @gnetrt_fold_bias(%[[STATE]], %[[B]], %[[NOSCALE]], %[[NOSHIFT]], %[[M]], %[[V]], %{{.*}})
// CHECK: llvm.icmp "eq" %[[MOVED]]
// CHECK: %[[STEP:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[DESCRIPTOR:.*]] = llvm.mlir.addressof @step0.conv
// CHECK: %[[STATUS:.*]] = llvm.call @gnetrt_onednn_conv(%[[STATE]], %[[STEP]], %[[DESCRIPTOR]], %[[F]], %[[MOVED]])
// CHECK: %[[OK:.*]] = llvm.mlir.constant(0 : i32)
// CHECK: %[[FAILED:.*]] = llvm.icmp "ne" %[[STATUS]], %[[OK]]
// CHECK: llvm.cond_br %[[FAILED]], ^[[EXIT]](%[[STATUS]] : i32)
// CHECK: llvm.call @gnetrt_onednn_pool(
// CHECK: llvm.call @gnetrt_onednn_lrn(
// CHECK: %[[NOSCALE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[NOSHIFT:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: llvm.call @gnetrt_onednn_affine(%{{.*}}, %{{.*}}, %{{.*}}, %[[NOSCALE]], %[[NOSHIFT]])
// CHECK: llvm.call @gnetrt_onednn_reorder(
// CHECK: %[[NOSCALE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: llvm.call @gnetrt_onednn_affine(%{{.*}}, %{{.*}}, %{{.*}}, %[[NOSCALE]], %{{.*}})
// CHECK: llvm.call @gnetrt_onednn_add(%{{.*}}, %{{.*}}, %{{.*}}) :
// CHECK: %[[AT:.*]] = llvm.mlir.addressof @[[PLACES]]
// CHECK: %[[OUTPUTS:.*]] = llvm.mlir.constant(2 : i64)
// CHECK: %[[INPUTS:.*]] = llvm.mlir.constant(3 : i64)
// CHECK: %[[DENSE:.*]] = llvm.call @gnetrt_connect_weight(%[[STATE]], %{{.*}}, %[[AT]], %[[OUTPUTS]], %[[INPUTS]])
// CHECK: %[[VALUES:.*]] = llvm.mlir.addressof @[[TWO]]
// CHECK: %[[COUNT:.*]] = llvm.mlir.constant(2 : i64)
// CHECK: %[[MADE:.*]] = llvm.call @gnetrt_constant(%[[STATE]], %[[VALUES]], %[[COUNT]])
// CHECK: llvm.call @gnetrt_onednn_conv(%{{.*}}, %{{.*}}, %{{.*}}, %[[DENSE]], %[[MADE]])
// CHECK: %[[NONE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: llvm.call @gnetrt_onednn_conv(%{{.*}}, %{{.*}}, %{{.*}}, %[[DENSE]], %[[NONE]])
// CHECK: %[[NOBIAS:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: llvm.call @gnetrt_onednn_linear(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[NOBIAS]])
// CHECK: llvm.call @gnetrt_onednn_rbf(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) :
// CHECK: llvm.call @gnetrt_onednn_softmax(
// CHECK: ^[[EXIT]](%[[RESULT:.*]]: i32):
// CHECK-NEXT: llvm.return %[[RESULT]] : i32

// Slices of 16 channels of 4x4 floats begin 1024 bytes apart.
// CHECK-LABEL: llvm.func internal @execute(
// CHECK-SAME: %[[EXECUTION:[^:]*]]: !llvm.ptr, %[[ARENA:[^:]*]]: !llvm.ptr, %[[INPUT:[^:]*]]: !llvm.ptr, %[[OUTPUT:[^:]*]]: !llvm.ptr) -> i32
// CHECK: %[[NONE:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: llvm.call @gnetrt_onednn_execute(%[[EXECUTION]], %{{.*}}, %[[INPUT]], %[[NONE]], %[[ARENA]])
// CHECK: %[[O16:.*]] = llvm.mlir.constant(1024 : i64)
// CHECK: %[[S2:.*]] = llvm.getelementptr %[[ARENA]][%[[O16]]] {{.*}}, i8
// CHECK: %[[O32:.*]] = llvm.mlir.constant(2048 : i64)
// CHECK: %[[S1:.*]] = llvm.getelementptr %[[ARENA]][%[[O32]]] {{.*}}, i8
// CHECK: llvm.call @gnetrt_onednn_execute(%[[EXECUTION]], %{{.*}}, %[[S2]], %{{.*}}, %[[S1]])
// CHECK: llvm.cond_br %{{.*}}, ^[[END:.*]](%{{.*}} : i32)
// What is added, here in place.
// CHECK: llvm.call @gnetrt_onednn_execute(%[[EXECUTION]], %{{.*}}, %[[INPUT]], %[[ARENA]], %[[ARENA]])
// CHECK: llvm.call @gnetrt_onednn_execute(%[[EXECUTION]], %{{.*}}, %[[ARENA]], %{{.*}}, %[[OUTPUT]])
// CHECK: ^[[END]](%{{.*}}: i32):
// CHECK-NEXT: llvm.return

// What the spec says nothing of is 0 for the mean and 1 for the deviation.
// CHECK: constant @preprocessing([2, 5.000000e-01, dense<[1.000000e+00, 2.000000e+00, 3.000000e+00, 0.000000e+00]> : tensor<4xf64>, dense<[4.000000e+00, 5.000000e+00, 6.000000e+00, 1.000000e+00]> : tensor<4xf64>])

// CHECK: constant @parameters() {{.*}} : !llvm.array<8 x
// CHECK: llvm.mlir.addressof @[[WEIGHT]]
// CHECK: llvm.mlir.constant(4 : i64)
// CHECK: dense<[32, 3, 3, 3]>
// CHECK: llvm.mlir.addressof @[[BIAS]]
// CHECK: llvm.mlir.constant(1 : i64)
// CHECK: dense<[32, 0, 0, 0]>

// The multiply-accumulates are those of both images, as are the bytes; without a
// kernel of ours they are those that are done, on tensors as they are.
// CHECK: constant @steps() {{.*}} : !llvm.array<12 x
// CHECK-NEXT: llvm.mlir.addressof @[[CONV1]]
// CHECK-NEXT: llvm.mlir.addressof @[[CONV]]
// CHECK-NEXT: llvm.mlir.addressof @[[ONEDNN]]
// CHECK-NEXT: llvm.mlir.constant(27648 : i64)
// CHECK-NEXT: llvm.mlir.constant(27648 : i64)
// CHECK-NEXT: llvm.mlir.constant(3584 : i64)
// CHECK-NEXT: llvm.mlir.constant(5632 : i64)
// CHECK: llvm.mlir.addressof @[[PATH]]
// CHECK-NEXT: llvm.mlir.addressof @[[POOL]]
// CHECK-NEXT: llvm.mlir.addressof @[[ONEDNN]]
// CHECK-NEXT: llvm.mlir.constant(0 : i64)

// CHECK: constant @labels()
// CHECK-NEXT: llvm.mlir.addressof @[[ZERO]]
// CHECK-NEXT: llvm.mlir.addressof @[[ONE]]

// CHECK: llvm.mlir.global external constant @gnetrt_the_program()
// CHECK-NEXT: llvm.mlir.constant(8 : i64)
// CHECK-NEXT: llvm.mlir.addressof @[[NET]]
// CHECK-NEXT: llvm.mlir.addressof @[[COMPILER]]
// CHECK-NEXT: llvm.mlir.addressof @[[CPU]]
// CHECK-NEXT: llvm.mlir.addressof @[[PROCESSOR]]
// CHECK-NEXT: llvm.mlir.addressof @[[FEATURES]]
// CHECK-NEXT: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: dense<[3, 8, 8]>
// CHECK-NEXT: dense<[10, 1, 1]>
// CHECK-NEXT: llvm.mlir.constant(22272 : i64)
// CHECK-NEXT: llvm.mlir.constant(30720 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.constant(8 : i64)
// CHECK-NEXT: llvm.mlir.addressof @parameters
// CHECK-NEXT: llvm.mlir.constant(12 : i64)
// CHECK-NEXT: llvm.mlir.addressof @steps
// CHECK-NEXT: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.addressof @labels
// CHECK-NEXT: llvm.mlir.addressof @preprocessing
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.addressof @prepare
// CHECK-NEXT: llvm.mlir.addressof @execute
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.zero

// Nothing of the network's own stages is left.
// CHECK-NOT: gnk.

// NOWEIGHTS-NOT: gnetrt_embedded_weights
// WEIGHTS: llvm.mlir.global external constant @gnetrt_embedded_weights() {{.*}} : !llvm.array<4096 x i8>
// WEIGHTS: @gnetrt_the_program
// WEIGHTS: llvm.mlir.addressof @preprocessing
// WEIGHTS-NEXT: llvm.mlir.addressof @gnetrt_embedded_weights
// WEIGHTS-NEXT: llvm.mlir.constant(4096 : i64)

// A package's second program, before its third.
// SECOND-NOT: gnetrt_the_program
// SECOND: llvm.mlir.global external constant @gnetrt_program2() {addr_space = 0 : i32}
// SECOND: llvm.mlir.global external constant @gnetrt_program1()
// SECOND: llvm.mlir.addressof @execute
// SECOND-NEXT: llvm.mlir.zero
// SECOND-NEXT: llvm.mlir.addressof @gnetrt_program2
