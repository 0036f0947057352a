; The kernels of ThreeSteps.cpp: a block computes an image of 32 numbers. All
; have the parameters that gnetc's kernels have; the last those of `picture`. The
; others may begin early.

target triple = "nvptx64-nvidia-cuda"

; destination = source * weight
define ptx_kernel void @multiply(ptr addrspace(1) %source, ptr addrspace(1) %other, ptr addrspace(1) %destination, ptr addrspace(1) %weight, ptr addrspace(1) %bias, ptr addrspace(1) %scratch, i32 %images) {
  call void @llvm.nvvm.griddepcontrol.wait()
  %image = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %first = mul i32 %image, 32
  %index = add i32 %first, %thread
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %factorAt = getelementptr float, ptr addrspace(1) %weight, i32 %thread
  %factor = load float, ptr addrspace(1) %factorAt, align 4
  %result = fmul float %value, %factor
  %to = getelementptr float, ptr addrspace(1) %destination, i32 %index
  store float %result, ptr addrspace(1) %to, align 4
  ret void
}

; destination = source + bias
define ptx_kernel void @shift(ptr addrspace(1) %source, ptr addrspace(1) %other, ptr addrspace(1) %destination, ptr addrspace(1) %weight, ptr addrspace(1) %bias, ptr addrspace(1) %scratch, i32 %images) {
  call void @llvm.nvvm.griddepcontrol.wait()
  %image = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %first = mul i32 %image, 32
  %index = add i32 %first, %thread
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %addendAt = getelementptr float, ptr addrspace(1) %bias, i32 %thread
  %addend = load float, ptr addrspace(1) %addendAt, align 4
  %result = fadd float %value, %addend
  %to = getelementptr float, ptr addrspace(1) %destination, i32 %index
  store float %result, ptr addrspace(1) %to, align 4
  ret void
}

; scratch = source - other, of all images by one block
define ptx_kernel void @subtract(ptr addrspace(1) %source, ptr addrspace(1) %other, ptr addrspace(1) %destination, ptr addrspace(1) %weight, ptr addrspace(1) %bias, ptr addrspace(1) %scratch, i32 %images) {
  call void @llvm.nvvm.griddepcontrol.wait()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %end = mul i32 %images, 32
  br label %head

head:
  %index = phi i32 [ %thread, %0 ], [ %next, %body ]
  %more = icmp ult i32 %index, %end
  br i1 %more, label %body, label %done

body:
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %otherFrom = getelementptr float, ptr addrspace(1) %other, i32 %index
  %subtrahend = load float, ptr addrspace(1) %otherFrom, align 4
  %result = fsub float %value, %subtrahend
  %to = getelementptr float, ptr addrspace(1) %scratch, i32 %index
  store float %result, ptr addrspace(1) %to, align 4
  %next = add i32 %index, 32
  br label %head

done:
  ret void
}

; destination = 2 * scratch + source
define ptx_kernel void @double(ptr addrspace(1) %source, ptr addrspace(1) %other, ptr addrspace(1) %destination, ptr addrspace(1) %weight, ptr addrspace(1) %bias, ptr addrspace(1) %scratch, i32 %images) {
  call void @llvm.nvvm.griddepcontrol.wait()
  %image = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %first = mul i32 %image, 32
  %index = add i32 %first, %thread
  %from = getelementptr float, ptr addrspace(1) %source, i32 %index
  %value = load float, ptr addrspace(1) %from, align 4
  %scratchFrom = getelementptr float, ptr addrspace(1) %scratch, i32 %index
  %once = load float, ptr addrspace(1) %scratchFrom, align 4
  %twice = fmul float %once, 2.0
  %result = fadd float %twice, %value
  %to = getelementptr float, ptr addrspace(1) %destination, i32 %index
  store float %result, ptr addrspace(1) %to, align 4
  ret void
}

; Of a gray picture as wide as an image: destination[x] = the sum of column x
define ptx_kernel void @picture(ptr addrspace(1) %pixels, i64 %rowBytes, ptr addrspace(1) %destination, i64 %width, i64 %height, i64 %channels, i32 %images) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %column = zext i32 %thread to i64
  br label %head

head:
  %row = phi i64 [ 0, %0 ], [ %next, %body ]
  %sum = phi float [ 0.0, %0 ], [ %added, %body ]
  %more = icmp ult i64 %row, %height
  br i1 %more, label %body, label %done

body:
  %line = mul i64 %row, %rowBytes
  %at = add i64 %line, %column
  %from = getelementptr i8, ptr addrspace(1) %pixels, i64 %at
  %byte = load i8, ptr addrspace(1) %from, align 1
  %value = uitofp i8 %byte to float
  %added = fadd float %sum, %value
  %next = add i64 %row, 1
  br label %head

done:
  %to = getelementptr float, ptr addrspace(1) %destination, i64 %column
  store float %sum, ptr addrspace(1) %to, align 4
  ret void
}

declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.griddepcontrol.wait()
