// RUN: gnet-opt %s --gnk-order-by-level | FileCheck %s --check-prefixes=CHECK,ORDER
// RUN: gnet-opt %s --gnk-order-by-level --gnk-plan-memory=by-level | FileCheck %s --check-prefixes=CHECK,MEMORY
// RUN: not gnet-opt %s --gnk-plan-memory=by-level 2>&1 | FileCheck %s --check-prefix=UNORDERED

// UNORDERED: error: 'gnk.activation' op stands behind what may run after it; run gnk-order-by-level first

// The steps of two branches alternate. Those that run at a time share no
// memory, and those of later levels have that of earlier ones.
func.func @branches(%input: !gnk.buffer<1x16x2x2, nchw>,
                    %output: !gnk.buffer<1x32x2x2, nchw>) {
  // MEMORY: gnk.alloc at 0
  // MEMORY: gnk.alloc at 256
  // MEMORY: gnk.alloc at 512
  // MEMORY: gnk.alloc at 768
  // MEMORY: gnk.alloc at 0
  // MEMORY: gnk.alloc at 256
  %l0 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %r0 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %l1 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %r1 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %l2 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %r2 = gnk.alloc : !gnk.buffer<1x16x2x2, nchw>
  %s0 = gnk.slice %output from 0 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  %s1 = gnk.slice %output from 16 : !gnk.buffer<1x32x2x2, nchw> to !gnk.buffer<1x16x2x2, nchw, stride 128>
  // ORDER: gnk.activation relu
  // ORDER-NEXT: gnk.activation sigmoid
  // ORDER-NEXT: gnk.activation relu
  // ORDER-NEXT: gnk.activation sigmoid
  // ORDER-NEXT: gnk.activation relu
  // ORDER-NEXT: gnk.activation sigmoid
  // ORDER-NEXT: gnk.activation relu
  // ORDER-NEXT: gnk.activation sigmoid
  // CHECK: return
  gnk.activation relu %input into %l0 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation relu %l0 into %l1 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation relu %l1 into %l2 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation relu %l2 into %s0 : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  gnk.activation sigmoid %input into %r0 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation sigmoid %r0 into %r1 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation sigmoid %r1 into %r2 : <1x16x2x2, nchw> into <1x16x2x2, nchw>
  gnk.activation sigmoid %r2 into %s1 : <1x16x2x2, nchw> into <1x16x2x2, nchw, stride 128>
  return
}
