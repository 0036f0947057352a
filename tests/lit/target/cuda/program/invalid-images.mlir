// RUN: not gnet-opt %s --convert-gnk-to-cuda-program=images=sm_80 2>&1 | FileCheck %s -DWORD=sm_80
// RUN: not gnet-opt %s --convert-gnk-to-cuda-program=images==7 2>&1 | FileCheck %s -DWORD==7
// RUN: not gnet-opt %s --convert-gnk-to-cuda-program=images=sm_80=0 2>&1 | FileCheck %s -DWORD=sm_80=0
// RUN: not gnet-opt %s --convert-gnk-to-cuda-program=images=sm_80=7=so 2>&1 | FileCheck %s -DWORD=sm_80=7=so

func.func @net(%input: !gnk.buffer<1x1x1x1, nchw>, %output: !gnk.buffer<1x1x1x1, nchw>)
    attributes {gnk.arena_bytes = 0 : i64} {
  return
}

// CHECK: error: the image '[[WORD]]' is not ARCH=BYTES[=waits]
