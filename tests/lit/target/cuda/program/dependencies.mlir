// RUN: gnet-opt %s --split-input-file --convert-gnk-to-cuda-program | FileCheck %s

// Two branches that write slices of one buffer wait for their source alone,
// also where their images alternate in memory. What joins them waits for both,
// and so needs not wait for the source.
func.func @branches(%input: !gnk.buffer<2x32x2x2, nchw>,
                    %output: !gnk.buffer<2x32x2x2, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64>, stddev = array<f64>}, gnk.arena_bytes = 4096 : i64} {
  %a = gnk.alloc at 0 : !gnk.buffer<2x32x2x2, nChw16c>
  %a0 = gnk.slice %a from 0 : !gnk.buffer<2x32x2x2, nChw16c> to !gnk.buffer<2x16x2x2, nChw16c, stride 128>
  %a1 = gnk.slice %a from 16 : !gnk.buffer<2x32x2x2, nChw16c> to !gnk.buffer<2x16x2x2, nChw16c, stride 128>
  %cat = gnk.alloc at 1024 : !gnk.buffer<2x32x2x2, nChw16c>
  %s0 = gnk.slice %cat from 0 : !gnk.buffer<2x32x2x2, nChw16c> to !gnk.buffer<2x16x2x2, nChw16c, stride 128>
  %s1 = gnk.slice %cat from 16 : !gnk.buffer<2x32x2x2, nChw16c> to !gnk.buffer<2x16x2x2, nChw16c, stride 128>
  gnk.reorder %input into %a {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <2x32x2x2, nchw> into <2x32x2x2, nChw16c>
  gnk.activation relu %a0 into %s0 {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <2x16x2x2, nChw16c, stride 128> into <2x16x2x2, nChw16c, stride 128>
  gnk.activation sigmoid %a1 into %s1 {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <2x16x2x2, nChw16c, stride 128> into <2x16x2x2, nChw16c, stride 128>
  gnk.reorder %cat into %output {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <2x32x2x2, nChw16c> into <2x32x2x2, nchw>
  return
}

// CHECK-LABEL: llvm.func internal @prepare
// CHECK-NOT: @launch0.dependencies
// CHECK: @launch1.dependencies(dense<0> :
// CHECK: @launch2.dependencies(dense<0> :
// CHECK: @launch3.dependencies(dense<[1, 2]> :

// -----

// What writes where another one reads or writes waits for it, as the memory of
// one buffer is another's later; what only reads the same does not.
func.func @reuse(%input: !gnk.buffer<1x16x2x2, nchw>,
                 %output: !gnk.buffer<1x16x2x2, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64>, stddev = array<f64>}, gnk.arena_bytes = 4096 : i64} {
  %a = gnk.alloc at 0 : !gnk.buffer<1x16x2x2, nchw>
  %b = gnk.alloc at 256 : !gnk.buffer<1x16x2x2, nchw>
  %c = gnk.alloc at 0 : !gnk.buffer<1x16x2x2, nchw>
  %d = gnk.alloc at 64 : !gnk.buffer<1x16x2x2, nchw>
  gnk.activation relu %input into %a {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation relu %a into %b {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // Reads the input, as the first did, and writes over what the second read.
  gnk.activation relu %input into %c {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  // Writes over part of what the third wrote, and of what the second did.
  gnk.activation relu %input into %d {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation relu %b into %output {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  return
}

// CHECK-LABEL: llvm.func internal @prepare
// CHECK: @launch1.dependencies(dense<0> :
// CHECK: @launch2.dependencies(dense<1> :
// CHECK: @launch3.dependencies(dense<2> :
// CHECK: @launch4.dependencies(dense<3> :

// -----

// Scratch memory is used again by those that wait for others.
func.func @scratch(%input: !gnk.buffer<1x16x2x2, nchw>,
                   %output: !gnk.buffer<1x32x2x2, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64>, stddev = array<f64>}, gnk.arena_bytes = 0 : i64} {
  %s0 = gnk.slice %output from 0 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  %s1 = gnk.slice %output from 16 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  gnk.activation relu %input into %s0
      {gnk.kernel = #gnk.kernel<"k", nchw to nchw, {}, scratch 4>,
       gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  gnk.activation relu %input into %s1
      {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  gnk.activation relu %input into %s1
      {gnk.kernel = #gnk.kernel<"k", nchw to nchw, {}, scratch 4>,
       gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  return
}

// CHECK-LABEL: llvm.func internal @prepare
// CHECK-NOT: @launch1.dependencies
// CHECK: @launch2.dependencies(dense<[0, 1]> :

// -----

// Those that need not wait have memory of their own.
func.func @apart(%input: !gnk.buffer<1x16x2x2, nchw>,
                 %output: !gnk.buffer<1x32x2x2, nchw>)
    attributes {gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64>, stddev = array<f64>}, gnk.arena_bytes = 0 : i64} {
  %s0 = gnk.slice %output from 0 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  %s1 = gnk.slice %output from 16 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  gnk.activation relu %input into %s0
      {gnk.kernel = #gnk.kernel<"k", nchw to nchw, {}, scratch 4>,
       gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  gnk.activation relu %input into %s1
      {gnk.kernel = #gnk.kernel<"k", nchw to nchw, {}, scratch 4>,
       gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  return
}

// CHECK-LABEL: llvm.func internal @prepare
// CHECK-NOT: dependencies
// CHECK: constant @launches()
// CHECK: llvm.mlir.constant(5 : i64)
// CHECK-NEXT: llvm.mlir.constant(0 : i64)
// CHECK: llvm.mlir.constant(5 : i64)
// CHECK-NEXT: llvm.mlir.constant(256 : i64)
// CHECK: constant @gnetrt_the_program()
// CHECK: llvm.mlir.constant(512 : i64)
