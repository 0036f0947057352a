// RUN: gnet-opt %s --verify-diagnostics --split-input-file

// expected-error @below {{expected batch x channels x height x width and a layout: nchw, nChw16c or nChw8c}}
func.func private @rank(!gnk.buffer<2x64x28, nchw>)

// -----

// expected-error @below {{expected batch x channels x height x width and a layout}}
func.func private @rank_5(!gnk.buffer<2x64x28x28x1, nchw>)

// -----

// expected-error @below {{expected batch x channels x height x width and a layout}}
func.func private @layout(!gnk.buffer<2x64x28x28, nhwc>)

// -----

// expected-error @below {{expected ','}}
func.func private @no_layout(!gnk.buffer<2x64x28x28>)

// -----

// expected-error @below {{expected valid keyword}}
func.func private @layout_number(!gnk.buffer<2x64x28x28, 16>)

// -----

// expected-error @below {{expected '<'}}
func.func private @nothing(!gnk.buffer)

// -----

// expected-error @below {{expected static shape}}
func.func private @dynamic(!gnk.buffer<?x64x28x28, nchw>)

// -----

// expected-error @below {{a buffer's extents are at least 1 and under 2^31}}
func.func private @zero(!gnk.buffer<1x64x28x0, nchw>)

// -----

// expected-error @below {{a buffer's extents are at least 1 and under 2^31}}
func.func private @large(!gnk.buffer<1x2147483648x1x1, nchw>)

// -----

// expected-error @below {{a buffer's extents are at least 1 and under 2^31}}
func.func private @largest(!gnk.buffer<1x9223372036854775807x1x1, nChw16c>)

// -----

// expected-error @below {{invalid dimension}}
func.func private @past_largest(!gnk.buffer<1x99999999999999999999x1x1, nchw>)

// -----

// expected-error @below {{a buffer holds at most 2^40 elements}}
func.func private @product(!gnk.buffer<2x1048576x1048576x1, nchw>)

// -----

// expected-error @+2 {{a buffer holds at most 2^40 elements}}
func.func private @overflow(
    !gnk.buffer<2147483647x2147483647x2147483647x2147483647, nChw16c>)

// -----

// expected-error @below {{a buffer's images overlap: they are 783 elements apart}}
func.func private @overlap(!gnk.buffer<2x1x28x28, nchw, stride 783>)

// -----

// expected-error @below {{a buffer's images overlap: they are 784 elements apart}}
func.func private @overlap_blocked(!gnk.buffer<2x1x28x28, nChw16c, stride 784>)

// -----

// expected-error @below {{a buffer's images overlap: they are -1 elements apart}}
func.func private @negative(!gnk.buffer<2x1x1x1, nchw, stride -1>)

// -----

// expected-error @below {{a buffer spans at most 2^44 elements}}
func.func private @span(!gnk.buffer<2x1x1x1, nchw, stride 8796093022209>)

// -----

// expected-error @+2 {{a buffer spans at most 2^44 elements}}
func.func private @span_overflow(
    !gnk.buffer<2x1x1x1, nchw, stride 9223372036854775807>)

// -----

// expected-error @below {{expected integer value}}
func.func private @stride_text(!gnk.buffer<2x1x1x1, nchw, stride many>)

// -----

// expected-error @+2 {{integer value too large}}
func.func private @stride_large(
    !gnk.buffer<2x1x1x1, nchw, stride 99999999999999999999>)

// -----

// expected-error @below {{expected a type or 'stride'}}
func.func private @no_stride(!gnk.buffer<2x1x1x1, nchw, 7>)

// -----

// expected-error @below {{a buffer is of f32, bf16, f16 or of !quant.uniform<u8:f32, ...> with a zero point from 0 to 255, not 'f64'}}
func.func private @double(!gnk.buffer<2x1x1x1, nchw, f64>)

// -----

// expected-error @below {{a buffer is of f32, bf16, f16 or of !quant.uniform<u8:f32, ...> with a zero point from 0 to 255, not 'i8'}}
func.func private @integer(!gnk.buffer<2x1x1x1, nchw, i8>)

// -----

// expected-error @below {{with a zero point from 0 to 255, not '!quant.uniform<i8:f32, 5.000000e-01>'}}
func.func private @signed(!gnk.buffer<2x1x1x1, nchw, !quant.uniform<i8:f32, 0.5>>)

// -----

// expected-error @below {{with a zero point from 0 to 255, not '!quant.uniform<u8:f32, 5.000000e-01:256>'}}
func.func private @no_zero(!gnk.buffer<2x1x1x1, nchw, !quant.uniform<u8:f32, 0.5:256>>)

// -----

// expected-error @below {{with a zero point from 0 to 255, not '!quant.uniform<u8<1:255>:f32, 5.000000e-01:3>'}}
func.func private @narrow(!gnk.buffer<2x1x1x1, nchw, !quant.uniform<u8<1:255>:f32, 0.5:3>>)

// -----

// expected-error @below {{expected '>'}}
func.func private @type_last(!gnk.buffer<2x1x1x1, nchw, stride 8, bf16>)

// -----

// expected-error @below {{unknown  type `tensor` in dialect `gnk`}}
func.func private @unknown(!gnk.tensor<2x1x1x1, nchw>)
