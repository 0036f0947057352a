// RUN: gnet-opt %s --convert-gnk-to-llvm='cpu=x86-64-v4 packed-name=gnet.packed.0123' | FileCheck %s

// A network of generated kernels, as gnk-emit-kernels and lower-kernels leave
// it: the kernels stand beside it.
module {
  func.func @net(%input: !gnk.buffer<2x3x4x4, nchw>,
                 %output: !gnk.buffer<2x20x4x4, nchw>)
      attributes {gn.input = {order = "rgb", scale = 1.0 : f64,
                              mean = array<f64: 0.0, 0.0, 0.0>,
                              stddev = array<f64: 1.0, 1.0, 1.0>},
                  gnk.arena_bytes = 8192 : i64,
                  gnk.packed_bytes = 4608 : i64} {
    %w = gn.parameter "a.weight" : tensor<20x3x1x1xf32>
    %wp = gnk.pack %w at 0 : tensor<20x3x1x1xf32>
        to tensor<20x3x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 3>>
    %b = gn.parameter "a.bias" : tensor<20xf32>
    %bp = gnk.pack %b at 384 : tensor<20xf32>
        to tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
    %x = gnk.alloc at 0 : !gnk.buffer<2x20x4x4, nChw16c>
    gnk.conv %input, %wp bias %bp into %x strides [1, 1] padding [0, 0, 0, 0]
        dilations [1, 1]
        {gnk.code = {function = @direct0, items = 0 : i64, items_of_image = 8 : i64},
         gnk.kernel = #gnk.kernel<"direct", nchw to nChw16c,
                                  {tile = array<i64: 4, 1>}, scratch 16>}
        : !gnk.buffer<2x3x4x4, nchw>,
          tensor<20x3x1x1xf32, #gnk.packed<[1, 1] x 16, inputs 3>>,
          tensor<20xf32, #gnk.packed<[2] x 16, inputs 1>>
        into !gnk.buffer<2x20x4x4, nChw16c>
    %s = gnk.slice %x from 16 : !gnk.buffer<2x20x4x4, nChw16c>
        to !gnk.buffer<2x4x4x4, nChw16c, stride 512>
    %v = gn.parameter "b.weight" : tensor<4x4x1x3xf32>
    %vp = gnk.pack %v at 512 : tensor<4x4x1x3xf32>
        to tensor<4x4x1x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                           winograd [1, 2]>>
    gnk.conv %s, %vp plus %s into %s strides [1, 1] padding [0, 1, 0, 1]
        dilations [1, 1]
        {gnk.code = {before = {function = @winograd1_before, items = 2 : i64, items_of_image = 0 : i64},
                     function = @winograd1, items = 3 : i64, items_of_image = 0 : i64},
         gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
             {form = array<i64: 1, 2>, rows = array<i64: 1>,
              tile = array<i64: 2, 1>}, scratch 300, shared 100>}
        : !gnk.buffer<2x4x4x4, nChw16c, stride 512>,
          tensor<4x4x1x3xf32, #gnk.packed<[1] x 16, inputs 16, taps first,
                                          winograd [1, 2]>>
        plus !gnk.buffer<2x4x4x4, nChw16c, stride 512>
        into !gnk.buffer<2x4x4x4, nChw16c, stride 512>
    gnk.reorder %x into %output
        {gnk.code = {function = @reorder2, items = 0 : i64, items_of_image = 2 : i64},
         gnk.kernel = #gnk.kernel<"reorder">}
        : !gnk.buffer<2x20x4x4, nChw16c> into !gnk.buffer<2x20x4x4, nchw>
    return
  }
  module {
    llvm.func @direct0(%source: !llvm.ptr, %other: !llvm.ptr, %destination: !llvm.ptr,
                       %weight: !llvm.ptr, %bias: !llvm.ptr, %scratch: !llvm.ptr,
                       %shared: !llvm.ptr, %images: i64, %begin: i64, %end: i64) {
      llvm.return
    }
    llvm.func @winograd1(%source: !llvm.ptr, %other: !llvm.ptr, %destination: !llvm.ptr,
                       %weight: !llvm.ptr, %bias: !llvm.ptr, %scratch: !llvm.ptr,
                       %shared: !llvm.ptr, %images: i64, %begin: i64, %end: i64) {
      llvm.return
    }
    llvm.func @winograd1_before(%source: !llvm.ptr, %other: !llvm.ptr, %destination: !llvm.ptr,
                       %weight: !llvm.ptr, %bias: !llvm.ptr, %scratch: !llvm.ptr,
                       %shared: !llvm.ptr, %images: i64, %begin: i64, %end: i64) {
      llvm.return
    }
    llvm.func @reorder2(%source: !llvm.ptr, %other: !llvm.ptr, %destination: !llvm.ptr,
                       %weight: !llvm.ptr, %bias: !llvm.ptr, %scratch: !llvm.ptr,
                       %shared: !llvm.ptr, %images: i64, %begin: i64, %end: i64) {
      llvm.return
    }
  }
}

// The report names the kernels with their numbers.
// CHECK: constant @[[DIRECT:text[0-9]+]]("direct 4x1\00")
// CHECK: constant @[[WINOGRAD:text[0-9]+]]("winograd 1x2 2x1\00")
// CHECK: constant @[[REORDER:text[0-9]+]]("reorder\00")
// CHECK: constant @[[NAME:text[0-9]+]]("gnet.packed.0123\00")

// The kernels are the package's own, and for its processor.
// CHECK: llvm.func internal @winograd1({{.*}}) attributes {passthrough = {{\[}}["prefer-vector-width", "512"], ["min-legal-vector-width", "512"]], target_cpu = "x86-64-v4"}

// How tensors are packed: the block, inputs of a block, whether taps are first,
// the groups; then the filters' size when they are transformed, and by what;
// inputs that lie together, and phases.
// CHECK: internal constant @[[FORM0:.*packing]]()
// CHECK-NEXT: llvm.mlir.constant(16 : i64)
// CHECK-NEXT: llvm.mlir.constant(3 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK-NEXT: llvm.mlir.constant(2 : i64)
// CHECK-NEXT: llvm.mlir.addressof @[[GROUPS:.*groups]] :
// CHECK-NEXT: llvm.mlir.constant(dense<0> : tensor<2xi64>)
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.zero
// CHECK-NEXT: llvm.mlir.constant(1 : i64)
// CHECK-NEXT: llvm.mlir.constant(dense<0> : tensor<2xi64>)
// CHECK: internal constant @[[GROUPS]](dense<1> : tensor<2xi64>)
// CHECK: internal constant @[[FORM1:.*packing]]()
// CHECK-NEXT: llvm.mlir.constant(16 : i64)
// CHECK-NEXT: llvm.mlir.constant(1 : i64)

// Filters of 1 x 3 have 4 products for 2 results; along the other axis they are
// as they are.
// CHECK: internal constant @[[FORM2:.*packing]]()
// CHECK-NEXT: llvm.mlir.constant(16 : i64)
// CHECK-NEXT: llvm.mlir.constant(16 : i64)
// CHECK-NEXT: llvm.mlir.constant(1 : i64)
// CHECK-NEXT: llvm.mlir.constant(1 : i64)
// CHECK-NEXT: llvm.mlir.addressof @{{.*groups}}
// CHECK-NEXT: %[[SIZE:.*]] = llvm.mlir.constant(dense<[1, 4]> : tensor<2xi64>)
// CHECK-NEXT: %[[VERTICAL:.*]] = llvm.mlir.zero
// CHECK-NEXT: %[[HORIZONTAL:.*]] = llvm.mlir.addressof @[[FILTER:.*filter]] :
// CHECK: llvm.insertvalue %[[SIZE]], %{{.*}}[5]
// CHECK: llvm.insertvalue %[[VERTICAL]], %{{.*}}[6]
// CHECK: llvm.insertvalue %[[HORIZONTAL]], %{{.*}}[7]
// CHECK: internal constant @[[FILTER]](dense<[{{.*}}]> : tensor<12xf64>)

// Tensors are packed to their places; no step is prepared. What cannot be
// packed ends in its status.
// CHECK-LABEL: llvm.func internal @prepare(
// CHECK-SAME: %[[STATE:.*]]: !llvm.ptr) -> i32
// CHECK: %[[W:.*]] = llvm.call @gnetrt_parameter_value(%[[STATE]]
// CHECK: %[[P0:.*]] = llvm.mlir.addressof @[[FORM0]]
// CHECK: %[[AT0:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[STATUS:.*]] = llvm.call @gnetrt_pack(%[[STATE]], %[[W]], %[[P0]], %[[AT0]])
// CHECK: %[[FAILED:.*]] = llvm.icmp "ne" %[[STATUS]]
// CHECK: llvm.cond_br %[[FAILED]], ^[[EXIT:.*]](%[[STATUS]] : i32)
// CHECK: %[[P1:.*]] = llvm.mlir.addressof @[[FORM1]]
// CHECK: %[[AT1:.*]] = llvm.mlir.constant(384 : i64)
// CHECK: llvm.call @gnetrt_pack(%[[STATE]], %{{.*}}, %[[P1]], %[[AT1]])
// CHECK: %[[P2:.*]] = llvm.mlir.addressof @[[FORM2]]
// CHECK: %[[AT2:.*]] = llvm.mlir.constant(512 : i64)
// CHECK: llvm.call @gnetrt_pack(%[[STATE]], %{{.*}}, %[[P2]], %[[AT2]])
// CHECK-NOT: gnetrt_onednn
// CHECK: ^[[EXIT]](%{{.*}}: i32):
// CHECK-NEXT: llvm.return

// Step, code, source, what it reads besides, destination, weight, bias, items,
// items of an image. The slice begins after 16 channels of 4 x 4 floats. What
// all threads do before a step is a call of the same step.
// CHECK-LABEL: llvm.func internal @execute(
// CHECK-SAME: %[[EXECUTION:[^:]*]]: !llvm.ptr, %[[ARENA:[^:]*]]: !llvm.ptr, %[[IN:[^:]*]]: !llvm.ptr, %[[OUT:[^:]*]]: !llvm.ptr) -> i32
// CHECK: %[[WEIGHTS:.*]] = llvm.call @gnetrt_generated_weights(%[[EXECUTION]])
// CHECK: %[[STEP:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[CODE:.*]] = llvm.mlir.addressof @direct0
// CHECK: %[[NONE:.*]] = llvm.mlir.zero
// CHECK: %[[O384:.*]] = llvm.mlir.constant(384 : i64)
// CHECK: %[[BIAS:.*]] = llvm.getelementptr %[[WEIGHTS]][%[[O384]]] {{.*}}, i8
// CHECK: %[[ITEMS:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[OF_IMAGE:.*]] = llvm.mlir.constant(8 : i64)
// CHECK: %[[STATUS:.*]] = llvm.call @gnetrt_generated_run(%[[EXECUTION]], %[[STEP]], %[[CODE]], %[[IN]], %[[NONE]], %[[ARENA]], %[[WEIGHTS]], %[[BIAS]], %[[ITEMS]], %[[OF_IMAGE]])
// CHECK: llvm.cond_br %{{.*}}, ^[[EXIT:.*]](%[[STATUS]] : i32)
// CHECK: %[[STEP:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: %[[CODE:.*]] = llvm.mlir.addressof @winograd1_before
// CHECK: %[[ITEMS:.*]] = llvm.mlir.constant(2 : i64)
// CHECK: llvm.call @gnetrt_generated_run(%[[EXECUTION]], %[[STEP]], %[[CODE]], {{.*}}, %[[ITEMS]], %{{.*}})
// CHECK: llvm.cond_br %{{.*}}, ^[[EXIT]](
// CHECK: %[[STEP:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: %[[CODE:.*]] = llvm.mlir.addressof @winograd1 :
// CHECK: %[[O1024:.*]] = llvm.mlir.constant(1024 : i64)
// CHECK: %[[SOURCE:.*]] = llvm.getelementptr %[[ARENA]][%[[O1024]]] {{.*}}, i8
// CHECK: %[[ADDEND:.*]] = llvm.getelementptr %[[ARENA]]
// CHECK: %[[DESTINATION:.*]] = llvm.getelementptr %[[ARENA]]
// CHECK: %[[O512:.*]] = llvm.mlir.constant(512 : i64)
// CHECK: %[[WEIGHT:.*]] = llvm.getelementptr %[[WEIGHTS]][%[[O512]]] {{.*}}, i8
// CHECK: %[[NONE:.*]] = llvm.mlir.zero
// CHECK: %[[ITEMS:.*]] = llvm.mlir.constant(3 : i64)
// CHECK: llvm.call @gnetrt_generated_run(%[[EXECUTION]], %[[STEP]], %[[CODE]], %[[SOURCE]], %[[ADDEND]], %[[DESTINATION]], %[[WEIGHT]], %[[NONE]], %[[ITEMS]], %{{.*}})
// CHECK: llvm.call @gnetrt_generated_run(%[[EXECUTION]], %{{.*}}, %{{.*}}, %[[ARENA]], %{{.*}}, %[[OUT]],
// CHECK: ^[[EXIT]](%{{.*}}: i32):
// CHECK-NEXT: llvm.return

// CHECK: constant @steps()
// CHECK: llvm.mlir.addressof @[[DIRECT]]
// CHECK: llvm.mlir.addressof @[[WINOGRAD]]
// CHECK: llvm.mlir.addressof @[[REORDER]]

// Arena, scratch and shared memory of the step that needs most, packed tensors.
// CHECK: constant @gnetrt_the_program()
// CHECK-NEXT: llvm.mlir.constant(8 : i64)
// CHECK: dense<[20, 4, 4]>
// CHECK-NEXT: llvm.mlir.constant(1728 : i64)
// CHECK-NEXT: llvm.mlir.constant(8192 : i64)
// CHECK-NEXT: llvm.mlir.constant(1200 : i64)
// CHECK-NEXT: llvm.mlir.constant(400 : i64)
// CHECK-NEXT: llvm.mlir.constant(4608 : i64)
// CHECK-NEXT: llvm.mlir.addressof @[[NAME]]
