// RUN: gnet-opt %s --gnk-join-siblings=always=true | FileCheck %s
// RUN: gnet-opt %s --gnk-join-siblings | FileCheck %s --check-prefix=MODEL
// RUN: not gnet-opt %s --gnk-join-siblings=card=abacus 2>&1 | FileCheck %s --check-prefix=CARD
// RUN: gnet-opt %s --gnk-join-siblings=always=true --gnk-pack-cuda-weights --gnk-emit-cuda-kernels | FileCheck %s --check-prefix=EMITTED

// CARD: error: unknown card 'abacus'

// Of three of one source the two of equal windows are one kernel, ahead of the
// pool that stood between; its result lies in a slice of a larger one.
// CHECK-LABEL: func.func @module
// CHECK: gnk.conv %[[IN:.*]], %{{.*}} into {{.*}}gnk.joins = 1 : i64, gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c
// CHECK: gnk.conv %[[IN]], %{{.*}} into {{.*}}gnk.joined, gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {nanoseconds = array<i64: 0>
// CHECK: gnk.pool
// CHECK: gnk.conv
// CHECK-NOT: gnk.join

// The model joins where there is enough to do.
// MODEL-LABEL: func.func @module
// MODEL-NOT: gnk.join

// Both weights lie one behind the other; one launch has both.
// EMITTED: gnk.pack %{{.*}} at 0 :
// EMITTED-NEXT: gnk.conv {{.*}}gnk.launches = [#gnk.launch<@tiled0, grid [{{[0-9]+, 3, 1}}], images 0
// EMITTED-NEXT: gnk.pack %{{.*}} at 4096 :
// EMITTED-NEXT: gnk.conv {{.*}}gnk.joined
// EMITTED-NEXT: gnk.pool
// EMITTED: gpu.func @tiled0
func.func @module(%in: !gnk.buffer<1x16x9x9, nchw>, %out: !gnk.buffer<1x16x9x9, nchw>) {
  %a = gnk.alloc at 0 : <1x16x9x9, nChw16c>
  %whole = gnk.alloc at 5184 : <1x56x9x9, nChw16c>
  %b = gnk.slice %whole from 16 : <1x56x9x9, nChw16c> to <1x40x9x9, nChw16c, stride 5184>
  %c = gnk.alloc at 25920 : <1x20x9x9, nChw16c>
  %d = gnk.alloc at 36288 : <1x16x9x9, nChw16c>
  %e = gnk.alloc at 41472 : <1x16x9x9, nChw16c>
  %v = gn.parameter "v" : tensor<40x16x1x1xf32>
  %w = gn.parameter "w" : tensor<20x16x1x1xf32>
  %x = gn.parameter "x" : tensor<16x16x3x3xf32>
  gnk.conv %a, %v into %b strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {nanoseconds = array<i64: 2000>, part = array<i64: 2, 4>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 32, 32>}>}
      : <1x16x9x9, nChw16c>, tensor<40x16x1x1xf32> into <1x40x9x9, nChw16c, stride 5184>
  gnk.pool max %a into %d kernel [3, 3] strides [1, 1] padding [1, 1, 1, 1]
      {gnk.kernel = #gnk.kernel<"pool">}
      : <1x16x9x9, nChw16c> into <1x16x9x9, nChw16c>
  gnk.conv %a, %w into %c strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {nanoseconds = array<i64: 2000>, part = array<i64: 2, 4>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 32, 32>}>}
      : <1x16x9x9, nChw16c>, tensor<20x16x1x1xf32> into <1x20x9x9, nChw16c>
  gnk.conv %a, %x into %e strides [1, 1] padding [1, 1, 1, 1] dilations [1, 1]
      {gnk.kernel = #gnk.kernel<"tiled", nChw16c to nChw16c, {nanoseconds = array<i64: 2000>, part = array<i64: 2, 4>, splits = array<i64: 1>, stages = array<i64: 3>, tile = array<i64: 32, 32>}>}
      : <1x16x9x9, nChw16c>, tensor<16x16x3x3xf32> into <1x16x9x9, nChw16c>
  return
}
