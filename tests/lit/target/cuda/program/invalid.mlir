// RUN: gnet-opt %s --split-input-file --verify-diagnostics --convert-gnk-to-cuda-program

// expected-error @below {{has no network to make a package of}}
module {
  gpu.module @kernels {}
}

// -----

func.func @one(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  return
}
// expected-error @below {{is no part of a package, which is made of one planned network and its kernels}}
func.func @two(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  return
}

// -----

func.func @net(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  // expected-error @below {{has no launches; run gnk-emit-cuda-kernels first}}
  gnk.activation relu %input into %output : <1x1x1x1, nchw> into <1x1x1x1, nchw>
  return
}

// -----

func.func @net(%input: !gnk.buffer<2x1x1x1, nchw>, %output: !gnk.buffer<2x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  // expected-error @below {{has a grid of 40000 blocks for 2 images each along dimension 1, which takes 65535}}
  gnk.activation relu %input into %output
      {gnk.launches = [#gnk.launch<@k, grid [1, 40000, 1], images 1, block [32, 1, 1]>]}
      : <2x1x1x1, nchw> into <2x1x1x1, nchw>
  return
}

// -----

gpu.module @kernels {
  llvm.func @other() attributes {gpu.kernel, nvvm.kernel} { llvm.return }
}
func.func @net(%input: !gnk.buffer<2x1x1x1, nchw>, %output: !gnk.buffer<2x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  // expected-error @below {{launches @k, which no gpu.module has}}
  gnk.activation relu %input into %output
      {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}
      : <2x1x1x1, nchw> into <2x1x1x1, nchw>
  return
}
