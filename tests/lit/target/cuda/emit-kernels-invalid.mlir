// RUN: gnet-opt %s --gnk-emit-cuda-kernels --verify-diagnostics

func.func @net(%a: !gnk.buffer<1x16x7x7, nchw>, %b: !gnk.buffer<1x16x7x7, nchw>) {
  // expected-error @below {{has no GPU kernel; run gnk-choose-cuda-kernels first}}
  gnk.activation relu %a into %b : <1x16x7x7, nchw> into <1x16x7x7, nchw>
  return
}
