// C[64][48] = A[64][64] B[64][48], f16 with sums in f32: a block of two warps
// has 32x16 of C, each warp 16 rows. Tiles of 16 of K are copied
// asynchronously into two stages, the next while the last is multiplied.
#shared = #gpu.address_space<workgroup>
gpu.module @kernels {
  gpu.func @gemm(%A: memref<64x64xf16> {llvm.align = 16 : i64},
                 %B: memref<64x48xf16> {llvm.align = 16 : i64},
                 %C: memref<64x48xf32> {llvm.align = 16 : i64})
      workgroup(%tileA: memref<2x32x24xf16, #shared> {llvm.align = 16 : i64},
                %tileB: memref<2x16x24xf16, #shared> {llvm.align = 16 : i64})
      kernel attributes {known_block_size = array<i32: 64, 1, 1>} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c4 = arith.constant 4 : index
    %c8 = arith.constant 8 : index
    %c16 = arith.constant 16 : index
    %c32 = arith.constant 32 : index
    %zero = arith.constant dense<0.0> : vector<2x2xf32>
    %t = gpu.thread_id x
    %bx = gpu.block_id x
    %by = gpu.block_id y
    %column0 = arith.muli %bx, %c16 : index
    %row0 = arith.muli %by, %c32 : index
    // The thread's copy of 8 neighbours: of A, and of B in the first warp.
    %copyRow = arith.divui %t, %c2 : index
    %copyHalf = arith.remui %t, %c2 : index
    %copyColumn = arith.muli %copyHalf, %c8 : index
    %rowFrom = arith.addi %row0, %copyRow : index
    %columnFrom = arith.addi %column0, %copyColumn : index
    %copiesB = arith.cmpi ult, %t, %c32 : index
    // Where ldmatrix reads for this lane.
    %lane = arith.remui %t, %c32 : index
    %warp = arith.divui %t, %c32 : index
    %warpRow = arith.muli %warp, %c16 : index
    %laneRow = arith.remui %lane, %c16 : index
    %laneHalf = arith.divui %lane, %c16 : index
    %laneColumn = arith.muli %laneHalf, %c8 : index
    %laneRowOfA = arith.addi %warpRow, %laneRow : index

    %first = nvgpu.device_async_copy %A[%rowFrom, %copyColumn], %tileA[%c0, %copyRow, %copyColumn], 8 {bypassL1} : memref<64x64xf16> to memref<2x32x24xf16, #shared>
    scf.if %copiesB {
      nvgpu.device_async_copy %B[%copyRow, %columnFrom], %tileB[%c0, %copyRow, %copyColumn], 8 {bypassL1} : memref<64x48xf16> to memref<2x16x24xf16, #shared>
    }
    nvvm.cp.async.commit.group
    %d0, %d1 = scf.for %step = %c0 to %c4 step %c1
        iter_args(%a0 = %zero, %a1 = %zero) -> (vector<2x2xf32>, vector<2x2xf32>) {
      %stage = arith.remui %step, %c2 : index
      %next = arith.addi %step, %c1 : index
      %nextStage = arith.remui %next, %c2 : index
      %k0 = arith.muli %next, %c16 : index
      %hasNext = arith.cmpi ult, %next, %c4 : index
      scf.if %hasNext {
        %columnOfA = arith.addi %k0, %copyColumn : index
        %rowOfB = arith.addi %k0, %copyRow : index
        nvgpu.device_async_copy %A[%rowFrom, %columnOfA], %tileA[%nextStage, %copyRow, %copyColumn], 8 {bypassL1} : memref<64x64xf16> to memref<2x32x24xf16, #shared>
        scf.if %copiesB {
          nvgpu.device_async_copy %B[%rowOfB, %columnFrom], %tileB[%nextStage, %copyRow, %copyColumn], 8 {bypassL1} : memref<64x48xf16> to memref<2x16x24xf16, #shared>
        }
      }
      nvvm.cp.async.commit.group
      nvvm.cp.async.wait.group 1 // all but the last
      gpu.barrier // arrived
      %x = nvgpu.ldmatrix %tileA[%stage, %laneRowOfA, %laneColumn] {numTiles = 4 : i32, transpose = false} : memref<2x32x24xf16, #shared> -> vector<4x2xf16>
      %y0 = nvgpu.ldmatrix %tileB[%stage, %laneRow, %c0] {numTiles = 2 : i32, transpose = true} : memref<2x16x24xf16, #shared> -> vector<2x2xf16>
      %y1 = nvgpu.ldmatrix %tileB[%stage, %laneRow, %c8] {numTiles = 2 : i32, transpose = true} : memref<2x16x24xf16, #shared> -> vector<2x2xf16>
      %e0 = nvgpu.mma.sync (%x, %y0, %a0) {mmaShape = [16, 8, 16]} : (vector<4x2xf16>, vector<2x2xf16>, vector<2x2xf32>) -> vector<2x2xf32>
      %e1 = nvgpu.mma.sync (%x, %y1, %a1) {mmaShape = [16, 8, 16]} : (vector<4x2xf16>, vector<2x2xf16>, vector<2x2xf32>) -> vector<2x2xf32>
      gpu.barrier // used
      scf.yield %e0, %e1 : vector<2x2xf32>, vector<2x2xf32>
    }
    // The lane's sums: rows lane / 4 and 8 more, columns 2 (lane % 4), + 1.
    %group = arith.divui %lane, %c4 : index
    %member = arith.remui %lane, %c4 : index
    %pair = arith.muli %member, %c2 : index
    %warpRow0 = arith.addi %row0, %warpRow : index
    %r0 = arith.addi %warpRow0, %group : index
    %r1 = arith.addi %r0, %c8 : index
    %q0 = arith.addi %column0, %pair : index
    %q1 = arith.addi %q0, %c8 : index
    %s00 = vector.extract %d0[0] : vector<2xf32> from vector<2x2xf32>
    %s01 = vector.extract %d0[1] : vector<2xf32> from vector<2x2xf32>
    %s10 = vector.extract %d1[0] : vector<2xf32> from vector<2x2xf32>
    %s11 = vector.extract %d1[1] : vector<2xf32> from vector<2x2xf32>
    vector.store %s00, %C[%r0, %q0] {alignment = 8 : i64} : memref<64x48xf32>, vector<2xf32>
    vector.store %s01, %C[%r1, %q0] {alignment = 8 : i64} : memref<64x48xf32>, vector<2xf32>
    vector.store %s10, %C[%r0, %q1] {alignment = 8 : i64} : memref<64x48xf32>, vector<2xf32>
    vector.store %s11, %C[%r1, %q1] {alignment = 8 : i64} : memref<64x48xf32>, vector<2xf32>
    gpu.return
  }
}
