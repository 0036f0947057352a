// RUN: gnet-opt %s --convert-kernels-to-llvm | FileCheck %s --implicit-check-not="memref." --implicit-check-not="arith." --implicit-check-not="math." --implicit-check-not="vector." --implicit-check-not="func.func"

// A buffer is a pointer and an index a number of 64 bits; operations of all
// dialects are converted at once. What scf becomes before, branches of cf, is in
// lower-kernels.mlir.
// CHECK: llvm.func @kernel(%{{[^:]*}}: !llvm.ptr, %{{[^:]*}}: i64) {
// CHECK: llvm.getelementptr {{.*}} : (!llvm.ptr, i64) -> !llvm.ptr, f32
// CHECK: llvm.load %{{.*}} : !llvm.ptr -> f32
// CHECK: llvm.intr.sqrt
// CHECK: llvm.fadd
// CHECK: llvm.icmp "slt"
// CHECK: llvm.select
// CHECK: llvm.store %{{.*}} : f32, !llvm.ptr
// CHECK: llvm.load %{{.*}} : !llvm.ptr -> vector<4xf32>
// CHECK: llvm.intr.fmuladd
// CHECK: llvm.store %{{.*}} : vector<4xf32>, !llvm.ptr
// CHECK: llvm.return
func.func @kernel(%a: memref<8xf32>, %i: index) {
  %x = memref.load %a[%i] : memref<8xf32>
  %root = math.sqrt %x : f32
  %sum = arith.addf %root, %x : f32
  %limit = arith.constant 4 : index
  %isLess = arith.cmpi slt, %i, %limit : index
  %stored = arith.select %isLess, %sum, %x : f32
  memref.store %stored, %a[%i] : memref<8xf32>
  %v = vector.load %a[%i] : memref<8xf32>, vector<4xf32>
  %all = vector.broadcast %stored : f32 to vector<4xf32>
  %fma = vector.fma %v, %all, %v : vector<4xf32>
  vector.store %fma, %a[%i] : memref<8xf32>, vector<4xf32>
  return
}
