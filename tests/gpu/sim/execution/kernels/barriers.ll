; Barriers of 128 threads: each writes the number of threads of odd number, as a
; barrier counts them; then threads 0 to 63 fill a tile that the others read
; after barrier 1, to which those that filled only arrive.

target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [64 x i32] undef, align 4

define ptx_kernel void @count(ptr addrspace(1) %destination) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %bit = and i32 %thread, 1
  %odd = icmp eq i32 %bit, 1
  %count = call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %odd)
  %to = getelementptr i32, ptr addrspace(1) %destination, i32 %thread
  store i32 %count, ptr addrspace(1) %to, align 4
  ret void
}

define ptx_kernel void @pass(ptr addrspace(1) %destination) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %low = icmp ult i32 %thread, 64
  br i1 %low, label %fill, label %use

fill:
  %slot = getelementptr i32, ptr addrspace(3) @tile, i32 %thread
  store i32 %thread, ptr addrspace(3) %slot, align 4
  call void @llvm.nvvm.barrier.cta.arrive.aligned.count(i32 1, i32 128)
  br label %done

use:
  call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 1, i32 128)
  %opposite = sub i32 127, %thread
  %from = getelementptr i32, ptr addrspace(3) @tile, i32 %opposite
  %value = load i32, ptr addrspace(3) %from, align 4
  %to = getelementptr i32, ptr addrspace(1) %destination, i32 %thread
  store i32 %value, ptr addrspace(1) %to, align 4
  br label %done

done:
  ret void
}

; Threads below 63 meet at a barrier that is for all.
define ptx_kernel void @miss(ptr addrspace(1) %destination) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %low = icmp ult i32 %thread, 63
  br i1 %low, label %meet, label %done

meet:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  br label %done

done:
  ret void
}

; Lanes of odd number take part in a shuffle at a place of their own.
define ptx_kernel void @part(ptr addrspace(1) %destination) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %bit = and i32 %thread, 1
  %odd = icmp eq i32 %bit, 1
  br i1 %odd, label %here, label %there

here:
  %a = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %thread, i32 1, i32 31)
  br label %done

there:
  %b = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 %thread, i32 1, i32 31)
  br label %done

done:
  %other = phi i32 [ %a, %here ], [ %b, %there ]
  %to = getelementptr i32, ptr addrspace(1) %destination, i32 %thread
  store i32 %other, ptr addrspace(1) %to, align 4
  ret void
}
