// RUN: gnet-opt %s | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --mlir-print-op-generic | gnet-opt | FileCheck %s
// RUN: gnet-opt %s --emit-bytecode | gnet-opt | FileCheck %s

// CHECK-LABEL: func.func @launches
func.func @launches(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // CHECK: {gnk.launches = [#gnk.launch<@relu0, grid [1, 1, 1], images 2, block [64, 1, 1]>]}
  gnk.activation relu %a into %a
      {gnk.launches = [#gnk.launch<@relu0, grid [1, 1, 1], images 2, block [64, 1, 1]>]}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  // No shared memory goes without saying.
  // CHECK: [#gnk.launch<@part, grid [7, 4, 8], block [256, 1, 1], shared 49152>, #gnk.launch<@sum, grid [4, 1, 1], images 1, block [32, 4, 1]>]
  gnk.activation relu %a into %a
      {gnk.launches = [#gnk.launch<@part, grid [7, 4, 8], block [256, 1, 1], shared 49152>,
                       #gnk.launch<@sum, grid [4, 1, 1], images 1, block [32, 4, 1], shared 0>]}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}
