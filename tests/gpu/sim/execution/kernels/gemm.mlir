// C[32][48] = A[32][64] B[64][48] in f32: a block of 16x4 threads has 16x16 of
// C, each thread 4 rows of one column, and goes along K in tiles of 16.
#shared = #gpu.address_space<workgroup>
gpu.module @kernels {
  gpu.func @gemm(%A: memref<32x64xf32> {llvm.align = 16 : i64},
                 %B: memref<64x48xf32> {llvm.align = 16 : i64},
                 %C: memref<32x48xf32> {llvm.align = 16 : i64})
      workgroup(%tileA: memref<16x16xf32, #shared> {llvm.align = 16 : i64},
                %tileB: memref<16x16xf32, #shared> {llvm.align = 16 : i64})
      kernel attributes {known_block_size = array<i32: 16, 4, 1>} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    %c16 = arith.constant 16 : index
    %c64 = arith.constant 64 : index
    %zero = arith.constant 0.0 : f32
    %tx = gpu.thread_id x
    %ty = gpu.thread_id y
    %bx = gpu.block_id x
    %by = gpu.block_id y
    %column0 = arith.muli %bx, %c16 : index
    %row0 = arith.muli %by, %c16 : index
    %column = arith.addi %column0, %tx : index
    %d0, %d1, %d2, %d3 = scf.for %k0 = %c0 to %c64 step %c16
        iter_args(%a0 = %zero, %a1 = %zero, %a2 = %zero, %a3 = %zero) -> (f32, f32, f32, f32) {
      // A thread brings four neighbours of A and four of a column of B.
      %rowOfA = arith.divui %tx, %c4 : index
      %quad = arith.remui %tx, %c4 : index
      %quadColumn = arith.muli %quad, %c4 : index
      %warpRow = arith.muli %ty, %c4 : index
      %rowInTile = arith.addi %warpRow, %rowOfA : index
      %rowFrom = arith.addi %row0, %rowInTile : index
      %columnFrom = arith.addi %k0, %quadColumn : index
      %brought = vector.load %A[%rowFrom, %columnFrom] {alignment = 16 : i64} : memref<32x64xf32>, vector<4xf32>
      vector.store %brought, %tileA[%rowInTile, %quadColumn] {alignment = 16 : i64} : memref<16x16xf32, #shared>, vector<4xf32>
      scf.for %i = %c0 to %c4 step %c1 {
        %rowOfB = arith.addi %warpRow, %i : index
        %rowOfBFrom = arith.addi %k0, %rowOfB : index
        %value = memref.load %B[%rowOfBFrom, %column] : memref<64x48xf32>
        memref.store %value, %tileB[%rowOfB, %tx] : memref<16x16xf32, #shared>
      }
      gpu.barrier // filled
      %row1 = arith.addi %warpRow, %c1 : index
      %row2 = arith.addi %row1, %c1 : index
      %row3 = arith.addi %row2, %c1 : index
      %e0, %e1, %e2, %e3 = scf.for %k = %c0 to %c16 step %c1
          iter_args(%b0 = %a0, %b1 = %a1, %b2 = %a2, %b3 = %a3) -> (f32, f32, f32, f32) {
        %y = memref.load %tileB[%k, %tx] : memref<16x16xf32, #shared>
        %x0 = memref.load %tileA[%warpRow, %k] : memref<16x16xf32, #shared>
        %x1 = memref.load %tileA[%row1, %k] : memref<16x16xf32, #shared>
        %x2 = memref.load %tileA[%row2, %k] : memref<16x16xf32, #shared>
        %x3 = memref.load %tileA[%row3, %k] : memref<16x16xf32, #shared>
        %f0 = math.fma %x0, %y, %b0 : f32
        %f1 = math.fma %x1, %y, %b1 : f32
        %f2 = math.fma %x2, %y, %b2 : f32
        %f3 = math.fma %x3, %y, %b3 : f32
        scf.yield %f0, %f1, %f2, %f3 : f32, f32, f32, f32
      }
      gpu.barrier // used
      scf.yield %e0, %e1, %e2, %e3 : f32, f32, f32, f32
    }
    %firstRow = arith.muli %ty, %c4 : index
    %r0 = arith.addi %row0, %firstRow : index
    %r1 = arith.addi %r0, %c1 : index
    %r2 = arith.addi %r1, %c1 : index
    %r3 = arith.addi %r2, %c1 : index
    memref.store %d0, %C[%r0, %column] : memref<32x48xf32>
    memref.store %d1, %C[%r1, %column] : memref<32x48xf32>
    memref.store %d2, %C[%r2, %column] : memref<32x48xf32>
    memref.store %d3, %C[%r3, %column] : memref<32x48xf32>
    gpu.return
  }
}
