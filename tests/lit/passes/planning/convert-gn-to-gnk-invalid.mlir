// RUN: gnet-opt %s --convert-gn-to-gnk --verify-diagnostics --split-input-file

func.func @dropout(%x: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // expected-error @below {{'gn.dropout' op is for training only: run gn-strip-training first}}
  %0 = gn.dropout %x rate 0.5 : tensor<1x2x3x3xf32>
  return %0 : tensor<1x2x3x3xf32>
}

// -----

func.func @head(%x: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // expected-error @below {{'gn.head' op is for training only: run gn-strip-training first}}
  gn.head "aux" %x loss 0.3 : tensor<1x2x3x3xf32>
  %0 = gn.relu %x : tensor<1x2x3x3xf32>
  return %0 : tensor<1x2x3x3xf32>
}

// -----

// expected-error @below {{needs one block, one input and an output}}
func.func @inputs(%x: tensor<1x2x3x3xf32>, %y: tensor<1x2x3x3xf32>)
    -> tensor<1x2x3x3xf32> {
  return %x : tensor<1x2x3x3xf32>
}

// -----

// expected-error @below {{needs one block, one input and an output}}
func.func @no_output(%x: tensor<1x2x3x3xf32>) {
  return
}

// -----

// expected-error @below {{needs a batch of float32 images of a known size, not 'tensor<?x2x3x3xf32>'}}
func.func @dynamic(%x: tensor<?x2x3x3xf32>) -> tensor<?x2x3x3xf32> {
  return %x : tensor<?x2x3x3xf32>
}

// -----

// expected-error @below {{needs a batch of float32 images of a known size, not 'tensor<2x3x3xf32>'}}
func.func @rank(%x: tensor<2x3x3xf32>) -> tensor<2x3x3xf32> {
  return %x : tensor<2x3x3xf32>
}

// -----

// expected-error @below {{needs a batch of float32 images of a known size, not 'tensor<1x2x3x3xf64>'}}
func.func @double(%x: tensor<1x2x3x3xf64>) -> tensor<1x2x3x3xf64> {
  return %x : tensor<1x2x3x3xf64>
}

// -----

// expected-error @below {{a buffer's extents are at least 1 and under 2^31}}
func.func @empty(%x: tensor<0x2x3x3xf32>) -> tensor<0x2x3x3xf32> {
  return %x : tensor<0x2x3x3xf32>
}

// -----

// expected-error @below {{a buffer holds at most 2^40 elements}}
func.func @large(%x: tensor<1073741824x64x64x64xf32>)
    -> tensor<1073741824x64x64x64xf32> {
  return %x : tensor<1073741824x64x64x64xf32>
}

// -----

func.func private @other(tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
func.func @call(%x: tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32> {
  // expected-error @below {{'func.call' op is no layer of a network}}
  %0 = call @other(%x) : (tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
  return %0 : tensor<1x2x3x3xf32>
}
