; destination[channel][pixel] = max(source[channel][pixel] + bias[channel], 0)
; of 100 pixels: a block 64 pixels of a channel.

target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @bias_relu(ptr addrspace(1) %source, ptr addrspace(1) %bias, ptr addrspace(1) %destination) {
  %block = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %channel = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.y()
  %size = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %first = mul i32 %block, %size
  %pixel = add i32 %first, %thread
  %inside = icmp ult i32 %pixel, 100
  br i1 %inside, label %compute, label %done

compute:
  %row = mul i32 %channel, 100
  %index = add i32 %row, %pixel
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %biasAt = getelementptr float, ptr addrspace(1) %bias, i32 %channel
  %addend = load float, ptr addrspace(1) %biasAt, align 4
  %sum = fadd float %value, %addend
  %result = call float @llvm.maxnum.f32(float %sum, float 0.0)
  %to = getelementptr float, ptr addrspace(1) %destination, i32 %index
  store float %result, ptr addrspace(1) %to, align 4
  br label %done

done:
  ret void
}
