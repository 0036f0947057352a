// RUN: gnet-opt %s --gnk-assign-layouts=block=4 --verify-diagnostics

// expected-error @below {{gnk-assign-layouts takes a block of 16, 8 or 1, not 4}}
func.func @net(%in: !gnk.buffer<1x3x8x8, nchw>) {
  return
}
