// C[64][128] = A[64][128] B[128][128], f16 with sums in f32, on sm_90a: a block
// of one warpgroup has 64x64 of C. Its thread 0 has tiles of 64 of K copied by
// their tensor maps, an mbarrier counts their bytes, wgmma multiplies them.
#shared = #gpu.address_space<workgroup>
!tile = memref<64x64xf16, #shared>
!map = !nvgpu.tensormap.descriptor<tensor = memref<64x64xf16, #shared>, swizzle = swizzle_128b, l2promo = none, oob = zero, interleave = none>
!barrier = !nvgpu.mbarrier.group<memorySpace = #shared>
!sums = !nvgpu.warpgroup.accumulator<fragmented = vector<64x64xf32>>
!matrix = !nvgpu.warpgroup.descriptor<tensor = memref<64x64xf16, #shared>>
gpu.module @kernels {
  gpu.func @gemm(%mapA: !llvm.ptr, %mapB: !llvm.ptr, %C: memref<64x128xf32>)
      workgroup(%tileA: !tile {llvm.align = 1024 : i64},
                %tileB: !tile {llvm.align = 1024 : i64})
      kernel attributes {known_block_size = array<i32: 128, 1, 1>} {
    %mA = builtin.unrealized_conversion_cast %mapA : !llvm.ptr to !map
    %mB = builtin.unrealized_conversion_cast %mapB : !llvm.ptr to !map
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c64 = arith.constant 64 : index
    %bytes = arith.constant 16384 : index
    %ticks = arith.constant 10000000 : index
    %t = gpu.thread_id x
    %bx = gpu.block_id x
    %column0 = arith.muli %bx, %c64 : index
    %isFirst = arith.cmpi eq, %t, %c0 : index
    %b = nvgpu.mbarrier.create -> !barrier
    nvgpu.mbarrier.init %b[%c0], %c1, predicate = %isFirst : !barrier
    gpu.barrier // made
    %zero = nvgpu.warpgroup.mma.init.accumulator -> !sums
    %sums = scf.for %step = %c0 to %c2 step %c1 iter_args(%a = %zero) -> (!sums) {
      %k0 = arith.muli %step, %c64 : index
      scf.if %isFirst {
        nvgpu.mbarrier.arrive.expect_tx %b[%c0], %bytes : !barrier
        nvgpu.tma.async.load %mA[%k0, %c0], %b[%c0] to %tileA : !map, !barrier -> !tile
        nvgpu.tma.async.load %mB[%column0, %k0], %b[%c0] to %tileB : !map, !barrier -> !tile
      }
      %isOdd = arith.remui %step, %c2 : index
      %parity = arith.cmpi ne, %isOdd, %c0 : index
      nvgpu.mbarrier.try_wait.parity %b[%c0], %parity, %ticks : !barrier
      %dA = nvgpu.warpgroup.generate.descriptor %tileA, %mA : !tile, !map -> !matrix
      %dB = nvgpu.warpgroup.generate.descriptor %tileB, %mB : !tile, !map -> !matrix
      %d = nvgpu.warpgroup.mma %dA, %dB, %a {transposeB, waitGroup = 0 : i64} : !matrix, !matrix, !sums -> !sums
      gpu.barrier // used
      scf.yield %d : !sums
    }
    %part = memref.subview %C[0, %column0] [64, 64] [1, 1] : memref<64x128xf32> to memref<64x64xf32, strided<[128, 1], offset: ?>>
    nvgpu.warpgroup.mma.store %sums, %part : !sums to memref<64x64xf32, strided<[128, 1], offset: ?>>
    gpu.return
  }
}
