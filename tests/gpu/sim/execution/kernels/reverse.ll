; Each block of 64 threads reverses its 64 numbers in shared memory, and adds
; the size of the next one's, which a shuffle brings.

target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [64 x float] undef, align 4

define ptx_kernel void @reverse(ptr addrspace(1) %source, ptr addrspace(1) %destination) {
  %block = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %first = mul i32 %block, 64
  %index = add i32 %first, %thread
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %slot = getelementptr float, ptr addrspace(3) @tile, i32 %thread
  store float %value, ptr addrspace(3) %slot, align 4
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %opposite = sub i32 63, %thread
  %other = getelementptr float, ptr addrspace(3) @tile, i32 %opposite
  %reversed = load float, ptr addrspace(3) %other, align 4
  %next = call float @llvm.nvvm.shfl.sync.bfly.f32(i32 -1, float %value, i32 1, i32 31)
  %size = call float @llvm.nvvm.fabs.f32(float %next)
  %sum = fadd float %reversed, %size
  %to = getelementptr float, ptr addrspace(1) %destination, i32 %index
  store float %sum, ptr addrspace(1) %to, align 4
  ret void
}
