; Lane l writes the words 4 l to 4 l + 3, a row of a matrix; ldmatrix gives lane
; l the words l, 32 + l, 64 + l and 96 + l.

target triple = "nvptx64-nvidia-cuda"

@tile = internal addrspace(3) global [128 x i32] undef, align 16

define ptx_kernel void @load(ptr addrspace(1) %to) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %word0 = mul i32 %t, 4
  %word1 = add i32 %word0, 1
  %word2 = add i32 %word0, 2
  %word3 = add i32 %word0, 3
  %row0 = insertelement <4 x i32> poison, i32 %word0, i32 0
  %row1 = insertelement <4 x i32> %row0, i32 %word1, i32 1
  %row2 = insertelement <4 x i32> %row1, i32 %word2, i32 2
  %row3 = insertelement <4 x i32> %row2, i32 %word3, i32 3
  %row = getelementptr i32, ptr addrspace(3) @tile, i32 %word0
  store <4 x i32> %row3, ptr addrspace(3) %row, align 16
  call void @llvm.nvvm.bar.warp.sync(i32 -1)
  %loaded = call {i32, i32, i32, i32} @llvm.nvvm.ldmatrix.sync.aligned.m8n8.x4.b16.p3(ptr addrspace(3) %row)
  %a = extractvalue {i32, i32, i32, i32} %loaded, 0
  %b = extractvalue {i32, i32, i32, i32} %loaded, 1
  %c = extractvalue {i32, i32, i32, i32} %loaded, 2
  %d = extractvalue {i32, i32, i32, i32} %loaded, 3
  %toA = getelementptr i32, ptr addrspace(1) %to, i32 %t
  %toB = getelementptr i32, ptr addrspace(1) %toA, i32 32
  %toC = getelementptr i32, ptr addrspace(1) %toB, i32 32
  %toD = getelementptr i32, ptr addrspace(1) %toC, i32 32
  store i32 %a, ptr addrspace(1) %toA, align 4
  store i32 %b, ptr addrspace(1) %toB, align 4
  store i32 %c, ptr addrspace(1) %toC, align 4
  store i32 %d, ptr addrspace(1) %toD, align 4
  ret void
}
