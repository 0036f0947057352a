; The instructions of AVX512-BF16 as the manual defines them, for machines that
; have none: what is not normal counts as 0, of operands as of results.

; Words with the bits of floats: 0 of its sign for what is not normal.
define internal <16 x i32> @normal_or_zero(<16 x i32> %bits) alwaysinline "target-cpu"="x86-64-v3" {
  %exponent = and <16 x i32> %bits, splat (i32 2139095040)
  %sign = and <16 x i32> %bits, splat (i32 -2147483648)
  %is_zero = icmp eq <16 x i32> %exponent, zeroinitializer
  %result = select <16 x i1> %is_zero, <16 x i32> %sign, <16 x i32> %bits
  ret <16 x i32> %result
}

; sum + a * b, where a and b are the bits of floats.
define internal <16 x float> @add_product(<16 x float> %sum, <16 x i32> %a, <16 x i32> %b) alwaysinline "target-cpu"="x86-64-v3" {
  %sum_bits = bitcast <16 x float> %sum to <16 x i32>
  %normal_sum = call <16 x i32> @normal_or_zero(<16 x i32> %sum_bits)
  %normal_a = call <16 x i32> @normal_or_zero(<16 x i32> %a)
  %normal_b = call <16 x i32> @normal_or_zero(<16 x i32> %b)
  %float_sum = bitcast <16 x i32> %normal_sum to <16 x float>
  %float_a = bitcast <16 x i32> %normal_a to <16 x float>
  %float_b = bitcast <16 x i32> %normal_b to <16 x float>
  %next = call <16 x float> @llvm.fma.v16f32(<16 x float> %float_a, <16 x float> %float_b, <16 x float> %float_sum)
  %next_bits = bitcast <16 x float> %next to <16 x i32>
  %normal_next = call <16 x i32> @normal_or_zero(<16 x i32> %next_bits)
  %result = bitcast <16 x i32> %normal_next to <16 x float>
  ret <16 x float> %result
}

; The second product of each pair is added first.
define internal <16 x float> @vdpbf16ps(<16 x float> %sum, <32 x bfloat> %a, <32 x bfloat> %b) alwaysinline "target-cpu"="x86-64-v3" {
  %pairs_a = bitcast <32 x bfloat> %a to <16 x i32>
  %pairs_b = bitcast <32 x bfloat> %b to <16 x i32>
  %second_a = and <16 x i32> %pairs_a, splat (i32 -65536)
  %second_b = and <16 x i32> %pairs_b, splat (i32 -65536)
  %half = call <16 x float> @add_product(<16 x float> %sum, <16 x i32> %second_a, <16 x i32> %second_b)
  %first_a = shl <16 x i32> %pairs_a, splat (i32 16)
  %first_b = shl <16 x i32> %pairs_b, splat (i32 16)
  %result = call <16 x float> @add_product(<16 x float> %half, <16 x i32> %first_a, <16 x i32> %first_b)
  ret <16 x float> %result
}

; To the nearest, ties to even; a NaN becomes a quiet one.
define internal <16 x bfloat> @vcvtneps2bf16(<16 x float> %wide) alwaysinline "target-cpu"="x86-64-v3" {
  %given = bitcast <16 x float> %wide to <16 x i32>
  %bits = call <16 x i32> @normal_or_zero(<16 x i32> %given)
  %upper = lshr <16 x i32> %bits, splat (i32 16)
  %odd = and <16 x i32> %upper, splat (i32 1)
  %bias = add <16 x i32> %odd, splat (i32 32767)
  %rounded = add <16 x i32> %bits, %bias
  %rounded_upper = lshr <16 x i32> %rounded, splat (i32 16)
  %quiet = or <16 x i32> %upper, splat (i32 64)
  %is_nan = fcmp uno <16 x float> %wide, zeroinitializer
  %chosen = select <16 x i1> %is_nan, <16 x i32> %quiet, <16 x i32> %rounded_upper
  %narrow = trunc <16 x i32> %chosen to <16 x i16>
  %result = bitcast <16 x i16> %narrow to <16 x bfloat>
  ret <16 x bfloat> %result
}
