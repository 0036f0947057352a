// RUN: gnet-opt %s --verify-diagnostics --split-input-file

// expected-error @below {{a launch has a grid of three numbers from 1, at most 2^31 - 1, 65535 and 65535}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [0, 1, 1], block [32, 1, 1]>}

// -----

// expected-error @below {{a launch has a grid of three numbers from 1, at most 2^31 - 1, 65535 and 65535}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1], block [32, 1, 1]>}

// -----

// expected-error @below {{a launch has a grid of three numbers from 1, at most 2^31 - 1, 65535 and 65535}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [2147483648, 1, 1], block [32, 1, 1]>}

// -----

// expected-error @below {{a launch has a grid of three numbers from 1, at most 2^31 - 1, 65535 and 65535}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 65536, 1], block [32, 1, 1]>}

// -----

// expected-error @below {{a launch has blocks of three numbers from 1, of at most 1024 threads}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [32, 0, 1]>}

// -----

// expected-error @below {{a launch has blocks of three numbers from 1, of at most 1024 threads}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [32]>}

// -----

// expected-error @below {{a launch has blocks of three numbers from 1, of at most 1024 threads}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [1, 1, 128]>}

// -----

// expected-error @below {{a launch has blocks of three numbers from 1, of at most 1024 threads}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [64, 32, 1]>}

// -----

// expected-error @below {{images are along dimension 0, 1 or 2 of a grid}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], images 3, block [32, 1, 1]>}

// -----

// expected-error @below {{a launch has shared memory from 0}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1], shared -16>}

// -----

// expected-error @below {{expected valid '@'-identifier for symbol name}}
func.func private @launch() attributes {test.launch = #gnk.launch<"k", grid [1, 1, 1], block [32, 1, 1]>}

// -----

// expected-error @below {{expected 'grid'}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, block [32, 1, 1]>}

// -----

// expected-error @below {{expected 'block'}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], threads [32, 1, 1]>}

// -----

// expected-error @below {{expected 'shared'}}
func.func private @launch() attributes {test.launch = #gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1], bytes 4>}

// -----

func.func @launches(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{gnk.launches needs to be #gnk.launch of a kernel, one or more}}
  gnk.activation relu %a into %a {gnk.launches = []}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

func.func @launches(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{gnk.launches needs to be #gnk.launch of a kernel, one or more}}
  gnk.activation relu %a into %a {gnk.launches = [1 : i64]}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

// expected-error @below {{gnk.launches needs to be #gnk.launch of a kernel, one or more}}
func.func private @launches() attributes
    {gnk.launches = [#gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>]}

// -----

func.func @joins(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{gnk.joins needs to be an i64 from 1, of a kernel}}
  gnk.activation relu %a into %a {gnk.joins = 0 : i64}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

func.func @joins_what_is_not(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{the 1 steps that follow are not all gnk.joined}}
  gnk.activation relu %a into %a {gnk.joins = 1 : i64}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  gnk.activation relu %a into %a
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

func.func @joins_more(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{the 2 steps that follow are not all gnk.joined}}
  gnk.activation relu %a into %a {gnk.joins = 2 : i64}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  gnk.activation relu %a into %a {gnk.joined}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

func.func @joined(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{gnk.joined needs to be a unit of a kernel}}
  gnk.activation relu %a into %a {gnk.joined = 1 : i64}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}

// -----

func.func @picture(%a: !gnk.buffer<2x16x2x2, nchw>) {
  // expected-error @below {{gnk.picture needs to be a #gnk.launch of a function}}
  gnk.activation relu %a into %a
      {gnk.picture = #gnk.launch<@k, grid [1, 1, 1], block [32, 1, 1]>}
      : <2x16x2x2, nchw> into <2x16x2x2, nchw>
  return
}
