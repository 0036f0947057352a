; The instruction of AVX512-VNNI as the manual defines it, for machines that have
; none: four products of an unsigned and a signed byte each, added up in int32.
define internal <16 x i32> @vpdpbusd(<16 x i32> %sum, <64 x i8> %a, <64 x i8> %b) alwaysinline "target-cpu"="x86-64-v3" {
  %quads_a = bitcast <64 x i8> %a to <16 x i32>
  %quads_b = bitcast <64 x i8> %b to <16 x i32>
  %up_b0 = shl <16 x i32> %quads_b, splat (i32 24)
  %b0 = ashr <16 x i32> %up_b0, splat (i32 24)
  %a0 = and <16 x i32> %quads_a, splat (i32 255)
  %product0 = mul <16 x i32> %a0, %b0
  %sum0 = add <16 x i32> %sum, %product0
  %up_b1 = shl <16 x i32> %quads_b, splat (i32 16)
  %b1 = ashr <16 x i32> %up_b1, splat (i32 24)
  %down_a1 = lshr <16 x i32> %quads_a, splat (i32 8)
  %a1 = and <16 x i32> %down_a1, splat (i32 255)
  %product1 = mul <16 x i32> %a1, %b1
  %sum1 = add <16 x i32> %sum0, %product1
  %up_b2 = shl <16 x i32> %quads_b, splat (i32 8)
  %b2 = ashr <16 x i32> %up_b2, splat (i32 24)
  %down_a2 = lshr <16 x i32> %quads_a, splat (i32 16)
  %a2 = and <16 x i32> %down_a2, splat (i32 255)
  %product2 = mul <16 x i32> %a2, %b2
  %sum2 = add <16 x i32> %sum1, %product2
  %b3 = ashr <16 x i32> %quads_b, splat (i32 24)
  %a3 = lshr <16 x i32> %quads_a, splat (i32 24)
  %product3 = mul <16 x i32> %a3, %b3
  %sum3 = add <16 x i32> %sum2, %product3
  ret <16 x i32> %sum3
}
