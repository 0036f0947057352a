; Each kernel touches one kind of memory.

target triple = "nvptx64-nvidia-cuda"

@table = internal addrspace(4) constant [4 x i32] [i32 10, i32 20, i32 30, i32 40]
@dynamic = external addrspace(3) global [0 x i8], align 16
@wrongly_dynamic = internal addrspace(3) global [0 x i8] undef, align 16
@sum = internal addrspace(3) global float undef, align 4

; to[thread] = table[thread]
define ptx_kernel void @constants(ptr addrspace(1) %to) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %from = getelementptr i32, ptr addrspace(4) @table, i32 %t
  %value = load i32, ptr addrspace(4) %from, align 4
  %at = getelementptr i32, ptr addrspace(1) %to, i32 %t
  store i32 %value, ptr addrspace(1) %at, align 4
  ret void
}

; to[thread] = local[thread], which is 3 thread
define ptx_kernel void @locals(ptr addrspace(1) %to) {
  %local = alloca [4 x i32], align 4
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %slot = getelementptr i32, ptr %local, i32 %t
  %threefold = mul i32 %t, 3
  store i32 %threefold, ptr %slot, align 4
  %value = load i32, ptr %slot, align 4
  %at = getelementptr i32, ptr addrspace(1) %to, i32 %t
  store i32 %value, ptr addrspace(1) %at, align 4
  ret void
}

; to[thread] through dynamic shared memory
define ptx_kernel void @dynamics(ptr addrspace(1) %to) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %slot = getelementptr i32, ptr addrspace(3) @dynamic, i32 %t
  store i32 %t, ptr addrspace(3) %slot, align 4
  %value = load i32, ptr addrspace(3) %slot, align 4
  %at = getelementptr i32, ptr addrspace(1) %to, i32 %t
  store i32 %value, ptr addrspace(1) %at, align 4
  ret void
}

; to[0] += thread + 1, by all blocks; in shared memory first
define ptx_kernel void @add(ptr addrspace(1) %to) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %isFirst = icmp eq i32 %t, 0
  br i1 %isFirst, label %clear, label %cleared

clear:
  store float 0.0, ptr addrspace(3) @sum, align 4
  br label %cleared

cleared:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %next = add i32 %t, 1
  %term = uitofp i32 %next to float
  %a = atomicrmw fadd ptr addrspace(3) @sum, float %term syncscope("block") monotonic, align 4
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  br i1 %isFirst, label %finish, label %done

finish:
  %whole = load float, ptr addrspace(3) @sum, align 4
  %b = atomicrmw fadd ptr addrspace(1) %to, float %whole syncscope("device") monotonic, align 4
  br label %done

done:
  ret void
}

; to[thread] = parameter[thread], 2 words that are passed by value
define ptx_kernel void @values(ptr addrspace(1) %to, ptr byval([2 x i32]) align 4 %parameter) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %from = getelementptr i32, ptr %parameter, i32 %t
  %value = load i32, ptr %from, align 4
  %at = getelementptr i32, ptr addrspace(1) %to, i32 %t
  store i32 %value, ptr addrspace(1) %at, align 4
  ret void
}

; for blocks of 32 threads
define ptx_kernel void @exact(ptr addrspace(1) %to) "nvvm.reqntid"="32,1,1" {
  ret void
}
