; Kernels that may begin before the launches before them have ended.

target triple = "nvptx64-nvidia-cuda"

@variable = internal addrspace(3) global [4 x i32] undef, align 16

; Threads but the last have a variable of the block, which is nobody else's.
define ptx_kernel void @waits(ptr addrspace(1) %from, ptr addrspace(1) %to) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %own = getelementptr i32, ptr addrspace(3) @variable, i32 %thread
  store i32 %thread, ptr addrspace(3) %own, align 4
  call void asm sideeffect "griddepcontrol.wait;", "~{memory}"()
  call void asm sideeffect "griddepcontrol.launch_dependents;", "~{memory}"()
  %source = getelementptr i32, ptr addrspace(1) %from, i32 %thread
  %value = load i32, ptr addrspace(1) %source, align 4
  %back = load i32, ptr addrspace(3) %own, align 4
  %sum = add i32 %value, %back
  %destination = getelementptr i32, ptr addrspace(1) %to, i32 %thread
  store i32 %sum, ptr addrspace(1) %destination, align 4
  ret void
}

; The threads that have nothing to do end first.
define ptx_kernel void @forgets(ptr addrspace(1) %from, ptr addrspace(1) %to) {
  %thread = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %works = icmp ult i32 %thread, 2
  br i1 %works, label %work, label %done

work:
  call void @llvm.nvvm.griddepcontrol.wait()
  call void @llvm.nvvm.griddepcontrol.launch.dependents()
  %destination = getelementptr i32, ptr addrspace(1) %to, i32 %thread
  store i32 %thread, ptr addrspace(1) %destination, align 4
  br label %done

done:
  ret void
}

declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.griddepcontrol.wait()
declare void @llvm.nvvm.griddepcontrol.launch.dependents()
