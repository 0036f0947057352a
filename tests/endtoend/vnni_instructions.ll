; Instructions of AVX512-VNNI as the manual defines them, for machines that have
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

; Two products of int16 each, added up likewise.
define internal <16 x i32> @vpdpwssd(<16 x i32> %sum, <32 x i16> %a, <32 x i16> %b) alwaysinline "target-cpu"="x86-64-v3" {
  %pairs_a = bitcast <32 x i16> %a to <16 x i32>
  %pairs_b = bitcast <32 x i16> %b to <16 x i32>
  %up_a = shl <16 x i32> %pairs_a, splat (i32 16)
  %first_a = ashr <16 x i32> %up_a, splat (i32 16)
  %up_b = shl <16 x i32> %pairs_b, splat (i32 16)
  %first_b = ashr <16 x i32> %up_b, splat (i32 16)
  %first = mul <16 x i32> %first_a, %first_b
  %second_a = ashr <16 x i32> %pairs_a, splat (i32 16)
  %second_b = ashr <16 x i32> %pairs_b, splat (i32 16)
  %second = mul <16 x i32> %second_a, %second_b
  %both = add <16 x i32> %first, %second
  %result = add <16 x i32> %sum, %both
  ret <16 x i32> %result
}
