// RUN: gnet-opt %s -verify-diagnostics -split-input-file

// Parameters.

func.func @parameter_without_name() {
  // expected-error @+1 {{'gn.parameter' op needs a name}}
  %0 = gn.parameter "" : tensor<4xf32>
  return
}

// -----

func.func @parameter_of_unknown_size() {
  // expected-error @+1 {{needs 1 to 4 known dimensions and at most 2^38 elements}}
  %0 = gn.parameter "p" : tensor<4x?xf32>
  return
}

// -----

func.func @parameter_without_dimension() {
  // expected-error @+1 {{needs 1 to 4 known dimensions and at most 2^38 elements}}
  %0 = gn.parameter "p" : tensor<f32>
  return
}

// -----

func.func @parameter_of_five_dimensions() {
  // expected-error @+1 {{needs 1 to 4 known dimensions and at most 2^38 elements}}
  %0 = gn.parameter "p" : tensor<1x1x1x1x1xf32>
  return
}

// -----

func.func @empty_parameter() {
  // expected-error @+1 {{needs 1 to 4 known dimensions and at most 2^38 elements}}
  %0 = gn.parameter "p" : tensor<4x0xf32>
  return
}

// -----

func.func @parameter_whose_size_overflows() {
  // expected-error @+1 {{needs 1 to 4 known dimensions and at most 2^38 elements}}
  %0 = gn.parameter "p" : tensor<4294967296x4294967296x2x2xf32>
  return
}

// -----

func.func @parameter_of_integers() {
  // expected-error @+1 {{result #0 must be ranked tensor of 32-bit float values, but got 'tensor<4xi32>'}}
  %0 = gn.parameter "p" : tensor<4xi32>
  return
}

// -----

func.func @fold_weight_of_unknown_size(%w: tensor<?x3xf32>, %v: tensor<?xf32>) {
  // expected-error @+1 {{'gn.fold_weight' op needs a weight of a known size}}
  %0 = gn.fold_weight %w variance %v epsilon 1.0e-5
      : tensor<?x3xf32>
  return
}

// -----

func.func @fold_weight_of_a_number(%w: tensor<f32>) {
  // expected-error @+1 {{'gn.fold_weight' op needs a weight of a known size}}
  %0 = gn.fold_weight %w : tensor<f32>
  return
}

// -----

func.func @fold_weight_variance(%w: tensor<4x3xf32>, %v: tensor<3xf32>) {
  // expected-error @+1 {{failed to verify that variance has a value for each output channel of weight}}
  %0 = "gn.fold_weight"(%w, %v) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 1, 0, 1>}
      : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @fold_weight_scale(%w: tensor<4x3xf32>, %s: tensor<1xf32>) {
  // expected-error @+1 {{failed to verify that scale has a value for each output channel of weight}}
  %0 = "gn.fold_weight"(%w, %s) {operandSegmentSizes = array<i32: 1, 1, 0>}
      : (tensor<4x3xf32>, tensor<1xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @fold_weight_without_epsilon(%w: tensor<4x3xf32>,
                                       %v: tensor<4xf32>) {
  // expected-error @+1 {{'gn.fold_weight' op variance and epsilon come together}}
  %0 = "gn.fold_weight"(%w, %v) {operandSegmentSizes = array<i32: 1, 0, 1>}
      : (tensor<4x3xf32>, tensor<4xf32>) -> tensor<4x3xf32>
  return
}

// -----

// A variance of 0 needs it.
func.func @fold_weight_epsilon(%w: tensor<4x3xf32>, %v: tensor<4xf32>) {
  // expected-error @+1 {{'gn.fold_weight' op epsilon needs to be positive}}
  %0 = gn.fold_weight %w variance %v epsilon 0.0
      : tensor<4x3xf32>
  return
}

// -----

func.func @fold_bias_of_unknown_size(%m: tensor<?xf32>) {
  // expected-error @+1 {{'gn.fold_bias' op gives a value for each of a known number of channels}}
  %0 = gn.fold_bias mean %m variance %m epsilon 1.0e-5 : tensor<?xf32>
  return
}

// -----

func.func @fold_bias_of_a_number(%m: tensor<f32>) {
  // expected-error @+1 {{must be 1D tensor of 32-bit float values, but got 'tensor<f32>'}}
  %0 = gn.fold_bias mean %m variance %m epsilon 1.0e-5 : tensor<f32>
  return
}

// -----

func.func @fold_bias_bias(%m: tensor<4xf32>, %b: tensor<3xf32>) {
  // expected-error @+1 {{failed to verify that bias has the type of value}}
  %0 = "gn.fold_bias"(%b, %m, %m) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 1, 0, 0, 1, 1>}
      : (tensor<3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @fold_bias_scale(%m: tensor<4xf32>, %b: tensor<3xf32>) {
  // expected-error @+1 {{failed to verify that scale has the type of value}}
  %0 = "gn.fold_bias"(%b, %m, %m) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 0, 1, 0, 1, 1>}
      : (tensor<3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @fold_bias_shift(%m: tensor<4xf32>, %b: tensor<3xf32>) {
  // expected-error @+1 {{failed to verify that shift has the type of value}}
  %0 = "gn.fold_bias"(%b, %m, %m) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 0, 0, 1, 1, 1>}
      : (tensor<3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @fold_bias_without_variance(%m: tensor<4xf32>) {
  // expected-error @+1 {{'gn.fold_bias' op variance and epsilon come together}}
  %0 = "gn.fold_bias"(%m) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 0, 0, 0, 1, 0>}
      : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @fold_bias_epsilon(%m: tensor<4xf32>) {
  // expected-error @+1 {{'gn.fold_bias' op epsilon needs to be positive}}
  %0 = gn.fold_bias mean %m variance %m epsilon -1.0e-5 : tensor<4xf32>
  return
}

// -----

// The function's attributes.

// expected-error @+1 {{'gn.inptu' is no attribute of gn}}
func.func private @unknown_attribute() attributes {gn.inptu = 1}

// -----

// expected-error @+1 {{'gn.labels' is an attribute of functions}}
module attributes {gn.labels = ["cat"]} {}

// -----

// expected-error @+1 {{'gn.labels' needs a list of strings}}
func.func private @labels() attributes {gn.labels = ["cat", 1]}

// -----

// expected-error @+1 {{'gn.labels' needs a list of strings}}
func.func private @label() attributes {gn.labels = "cat"}

// -----

// expected-error @+1 {{'gn.input' needs order, scale, mean and stddev}}
func.func private @input() attributes {gn.input = "rgb"}

// -----

// expected-error @+1 {{'gn.input' needs order, scale, mean and stddev}}
func.func private @input_parts() attributes {gn.input = {order = "rgb"}}

// -----

// expected-error @+1 {{'gn.input' needs an order: "gray", "rgb" or "bgr"}}
func.func private @order() attributes {
  gn.input = {order = "grb", scale = 1.0 : f64, mean = array<f64: 0.0>,
              stddev = array<f64: 1.0>}}

// -----

// expected-error @+1 {{'gn.input' needs a scale: a finite f64}}
func.func private @scale() attributes {
  gn.input = {order = "rgb", scale = 1.0 : f32, mean = array<f64: 0.0>,
              stddev = array<f64: 1.0>}}

// -----

// expected-error @+1 {{'gn.input' needs a scale: a finite f64}}
func.func private @infinite_scale() attributes {
  gn.input = {order = "rgb", scale = 0x7FF0000000000000 : f64,
              mean = array<f64: 0.0>, stddev = array<f64: 1.0>}}

// -----

// expected-error @+1 {{needs a finite mean and a finite stddev other than 0 for each channel}}
func.func private @no_stddev() attributes {
  gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64: 0.0>,
              stddev = 1.0 : f64}}

// -----

// expected-error @+1 {{needs a finite mean and a finite stddev other than 0 for each channel}}
func.func private @too_few_stddev() attributes {
  gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64: 0.0, 0.0>,
              stddev = array<f64: 1.0>}}

// -----

// expected-error @+1 {{needs a finite mean and a finite stddev other than 0 for each channel}}
func.func private @stddev_of_zero() attributes {
  gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64: 0.0, 0.0>,
              stddev = array<f64: 1.0, 0.0>}}

// -----

// expected-error @+1 {{'gn.input' has a mean of 1 values for 3 channels}}
func.func private @channels(%image: tensor<1x3x8x8xf32>) attributes {
  gn.input = {order = "rgb", scale = 1.0 : f64, mean = array<f64: 0.0>,
              stddev = array<f64: 1.0>}}

// -----

// Convolutions.

func.func @filters_of_unknown_size(%x: tensor<1x4x8x8xf32>,
                                   %w: tensor<6x4x?x3xf32>) {
  // expected-error @+1 {{needs float32 filters of a known size}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x?x3xf32>
  return
}

// -----

func.func @filters_of_two_dimensions(%x: tensor<1x4x8x8xf32>,
                                     %w: tensor<6x4xf32>) {
  // expected-error @+1 {{needs float32 filters of a known size}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4xf32>
  return
}

// -----

func.func @empty_filters(%x: tensor<1x4x8x8xf32>, %w: tensor<0x4x3x3xf32>) {
  // expected-error @+1 {{needs float32 filters of a known size}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<0x4x3x3xf32>
  return
}

// -----

func.func @strides(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{strides needs two positive numbers: height, width}}
  %0 = gn.conv %x, %w strides [1, 0] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @three_strides(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{strides needs two positive numbers: height, width}}
  %0 = gn.conv %x, %w strides [1, 1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @dilations(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{dilations needs two positive numbers: height, width}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [-1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @padding(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{padding needs four numbers from 0: top, left, bottom, right}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, -1, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @groups_of_zero(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{groups needs to be at least 1}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 0 : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @groups_that_do_not_divide(%x: tensor<1x4x8x8xf32>,
                                     %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{3 groups do not divide the 4 input channels}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      groups 3 : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>
  return
}

// -----

func.func @kernel_too_large(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x7x3xf32>) {
  // expected-error @+1 {{the 13x3 kernel is larger than its padded input, 10x8}}
  %0 = gn.conv %x, %w strides [1, 1] padding [1, 0, 1, 0] dilations [2, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x7x3xf32>
  return
}

// -----

func.func @conv_channels(%x: tensor<1x4x8x8xf32>, %w: tensor<6x3x3x3xf32>) {
  // expected-error @+1 {{filters take 3 channels; the input has 4 in each group}}
  %0 = gn.conv %x, %w strides [1, 1] padding [0, 0, 0, 0] dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x3x3x3xf32>
  return
}

// -----

func.func @conv_bias(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>,
                     %b: tensor<4xf32>) {
  // expected-error @+1 {{'gn.conv' op bias has 4 values for 6 channels}}
  %0 = gn.conv %x, %w bias %b strides [1, 1] padding [0, 0, 0, 0]
      dilations [1, 1]
      : tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<4xf32>
  return
}

// -----

func.func @conv_type(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @+2 {{op inferred type(s) 'tensor<1x6x6x6xf32>' are incompatible with return type(s) of operation 'tensor<1x6x8x8xf32>'}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = "gn.conv"(%x, %w) {strides = array<i64: 1, 1>,
      padding = array<i64: 0, 0, 0, 0>, dilations = array<i64: 1, 1>}
      : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x8x8xf32>
  return
}

// -----

func.func @conv_without_strides(%x: tensor<1x4x8x8xf32>,
                                %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{'gn.conv' op requires attribute 'strides'}}
  %0 = "gn.conv"(%x, %w) {padding = array<i64: 0, 0, 0, 0>,
      dilations = array<i64: 1, 1>}
      : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

// The generic form, where nothing is inferred while it is parsed.

func.func @generic_conv_groups(%x: tensor<1x4x8x8xf32>,
                               %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{groups needs to be at least 1}}
  %0 = "gn.conv"(%x, %w) {strides = array<i64: 1, 1>, groups = 0 : i64,
      padding = array<i64: 0, 0, 0, 0>, dilations = array<i64: 1, 1>}
      : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @generic_conv_strides(%x: tensor<1x4x8x8xf32>,
                                %w: tensor<6x4x3x3xf32>) {
  // expected-error @+1 {{strides needs two positive numbers: height, width}}
  %0 = "gn.conv"(%x, %w) {strides = array<i64>,
      padding = array<i64: 0, 0, 0, 0>, dilations = array<i64: 1, 1>}
      : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @generic_linear_batch(%x: tensor<0x4x2x2xf32>, %w: tensor<5x16xf32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = "gn.linear"(%x, %w)
      : (tensor<0x4x2x2xf32>, tensor<5x16xf32>) -> tensor<0x5x1x1xf32>
  return
}

// -----

func.func @generic_pool_kernel(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{kernel needs two positive numbers: height, width}}
  %0 = "gn.max_pool"(%x) {kernel = array<i64: 3>, strides = array<i64: 1, 1>,
      padding = array<i64: 0, 0, 0, 0>}
      : (tensor<1x4x8x8xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @generic_pool_padding(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{padding needs four numbers from 0}}
  %0 = "gn.avg_pool"(%x) {kernel = array<i64: 3, 3>,
      strides = array<i64: 1, 1>, padding = array<i64>}
      : (tensor<1x4x8x8xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

// Images.

func.func @image_of_unknown_size(%x: tensor<1x4x?x8xf32>) {
  // expected-error @+1 {{needs float32 images of a known size, batch x channels x height x width, of at most 2^38 elements}}
  %0 = gn.relu %x : tensor<1x4x?x8xf32>
  return
}

// -----

func.func @no_batch(%x: tensor<0x4x8x8xf32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.relu %x : tensor<0x4x8x8xf32>
  return
}

// -----

func.func @image_whose_size_overflows(
    %x: tensor<4294967296x4x4294967296x8xf32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.relu %x : tensor<4294967296x4x4294967296x8xf32>
  return
}

// -----

func.func @image_of_doubles(%x: tensor<1x4x8x8xf64>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.relu %x : tensor<1x4x8x8xf64>
  return
}

// -----

func.func @image_without_dimension(%x: tensor<f32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.relu %x : tensor<f32>
  return
}

// -----

func.func @no_image(%x: i32) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.tensor, but found 'i32'}}
  %0 = gn.relu %x : i32
  return
}

// -----

func.func @no_tensor(%x: i32) {
  // expected-error @+1 {{operand #0 must be 4D tensor of 32-bit float values, but got 'i32'}}
  %0 = "gn.relu"(%x) : (i32) -> tensor<1x4x8x8xf32>
  return
}

// -----

func.func @large_result(%x: tensor<524288x4x8x8xf32>,
                        %w: tensor<1048576x256xf32>) {
  // expected-error @+1 {{is too large: over 2^38 elements}}
  %0 = gn.linear %x, %w : tensor<524288x4x8x8xf32>, tensor<1048576x256xf32>
  return
}

// -----

// Linear layers.

func.func @weight_of_unknown_size(%x: tensor<1x4x2x2xf32>,
                                  %w: tensor<5x?xf32>) {
  // expected-error @+1 {{needs a float32 weight of a known size}}
  %0 = gn.linear %x, %w : tensor<1x4x2x2xf32>, tensor<5x?xf32>
  return
}

// -----

func.func @linear_elements(%x: tensor<2x4x2x2xf32>, %w: tensor<5x4xf32>) {
  // expected-error @+1 {{weight takes 4 elements; the input has 16}}
  %0 = gn.linear %x, %w : tensor<2x4x2x2xf32>, tensor<5x4xf32>
  return
}

// -----

func.func @linear_bias(%x: tensor<2x4x2x2xf32>, %w: tensor<5x16xf32>,
                       %b: tensor<16xf32>) {
  // expected-error @+1 {{'gn.linear' op bias has 16 values for 5 channels}}
  %0 = gn.linear %x, %w bias %b
      : tensor<2x4x2x2xf32>, tensor<5x16xf32>, tensor<16xf32>
  return
}

// -----

// Norms.

func.func @norm_channels(%x: tensor<1x4x2x2xf32>, %p: tensor<5xf32>) {
  // expected-error @+1 {{'gn.batch_norm' op mean has 5 values for 4 channels}}
  %0 = gn.batch_norm %x mean %p variance %p epsilon 1.0e-5
      : tensor<1x4x2x2xf32>, tensor<5xf32>
  return
}

// -----

func.func @norm_variance(%x: tensor<1x4x2x2xf32>, %m: tensor<4xf32>,
                         %v: tensor<5xf32>) {
  // expected-error @+1 {{failed to verify that all of {mean, variance} have same type}}
  %0 = "gn.batch_norm"(%x, %m, %v) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 1, 0, 0, 1, 1>}
      : (tensor<1x4x2x2xf32>, tensor<4xf32>, tensor<5xf32>)
      -> tensor<1x4x2x2xf32>
  return
}

// -----

func.func @norm_scale(%x: tensor<1x4x2x2xf32>, %m: tensor<4xf32>,
                      %s: tensor<5xf32>) {
  // expected-error @+1 {{failed to verify that scale has the type of mean}}
  %0 = "gn.batch_norm"(%x, %s, %m, %m, %m) {epsilon = 1.0e-5 : f64,
      operandSegmentSizes = array<i32: 1, 1, 1, 1, 1>}
      : (tensor<1x4x2x2xf32>, tensor<5xf32>, tensor<4xf32>, tensor<4xf32>,
         tensor<4xf32>) -> tensor<1x4x2x2xf32>
  return
}

// -----

func.func @norm_epsilon(%x: tensor<1x4x2x2xf32>, %p: tensor<4xf32>) {
  // expected-error @+1 {{'gn.batch_norm' op epsilon needs to be positive}}
  %0 = gn.batch_norm %x mean %p variance %p epsilon 0.0
      : tensor<1x4x2x2xf32>, tensor<4xf32>
  return
}

// -----

func.func @norm_epsilon_is_no_number(%x: tensor<1x4x2x2xf32>,
                                     %p: tensor<4xf32>) {
  // expected-error @+1 {{'gn.batch_norm' op epsilon needs to be positive}}
  %0 = gn.batch_norm %x mean %p variance %p epsilon 0x7FF8000000000000
      : tensor<1x4x2x2xf32>, tensor<4xf32>
  return
}

// -----

func.func @lrn_size(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.lrn' op size needs to be odd and positive}}
  %0 = gn.lrn %x size 4 alpha 1.0e-4 beta 0.75 k 1.0 : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @lrn_negative_size(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.lrn' op size needs to be odd and positive}}
  %0 = gn.lrn %x size -5 alpha 1.0e-4 beta 0.75 k 1.0 : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @lrn_alpha(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.lrn' op alpha needs to be finite and at least 0}}
  %0 = gn.lrn %x size 5 alpha -1.0e-4 beta 0.75 k 1.0 : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @lrn_beta(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.lrn' op beta needs to be finite and at least 0}}
  %0 = gn.lrn %x size 5 alpha 1.0e-4 beta 0x7FF0000000000000 k 1.0
      : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @lrn_k(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.lrn' op k needs to be positive}}
  %0 = gn.lrn %x size 5 alpha 1.0e-4 beta 0.75 k 0.0 : tensor<1x4x2x2xf32>
  return
}

// -----

// Pools.

func.func @max_pool_kernel(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{kernel needs two positive numbers: height, width}}
  %0 = gn.max_pool %x kernel [3] strides [1, 1] padding [0, 0, 0, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @avg_pool_strides(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{strides needs two positive numbers: height, width}}
  %0 = gn.avg_pool %x kernel [3, 3] strides [1, -2] padding [0, 0, 0, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @pool_padding_count(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{padding needs four numbers from 0: top, left, bottom, right}}
  %0 = gn.avg_pool %x kernel [3, 3] strides [1, 1] padding [0, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @pool_kernel_too_large(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{the 9x3 kernel is larger than its padded input, 8x8}}
  %0 = gn.max_pool %x kernel [9, 3] strides [1, 1] padding [0, 0, 0, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @pool_extents_out_of_range(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{kernel is larger than its padded input}}
  %0 = gn.max_pool %x kernel [9223372036854775807, 3]
      strides [1, 9223372036854775807]
      padding [9223372036854775807, 0, 9223372036854775807, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @pool_of_padding(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.max_pool' op padding needs to be smaller than the kernel}}
  %0 = gn.max_pool %x kernel [3, 3] strides [1, 1] padding [0, 3, 0, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @mean_of_padding(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.avg_pool' op padding needs to be smaller than the kernel}}
  %0 = gn.avg_pool %x kernel [3, 3] strides [1, 1] padding [0, 0, 3, 0]
      : tensor<1x4x8x8xf32>
  return
}

// -----

// Concatenation.

func.func @concat_of_none() {
  // expected-error @+2 {{needs at least one input}}
  // expected-error @+1 {{failed to infer returned types}}
  %0 = "gn.concat"() : () -> tensor<1x4x8x8xf32>
  return
}

// -----

func.func @concat_sizes(%x: tensor<1x4x8x8xf32>, %y: tensor<1x4x8x7xf32>) {
  // expected-error @+1 {{concat joins images of one size, but input 1 is 8x8x4 and input 2 is 8x7x4}}
  %0 = gn.concat %x, %y : tensor<1x4x8x8xf32>, tensor<1x4x8x7xf32>
  return
}

// -----

func.func @concat_batches(%x: tensor<1x4x8x8xf32>, %y: tensor<2x4x8x8xf32>) {
  // expected-error @+1 {{needs images of one batch}}
  %0 = gn.concat %x, %y : tensor<1x4x8x8xf32>, tensor<2x4x8x8xf32>
  return
}

// -----

func.func @concat_of_no_image(%x: tensor<1x4x8x8xf32>, %y: tensor<4xf32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.concat %x, %y : tensor<1x4x8x8xf32>, tensor<4xf32>
  return
}

// -----

// Training.

func.func @dropout_rate(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.dropout' op rate needs to be at least 0 and under 1}}
  %0 = gn.dropout %x rate 1.0 : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @negative_dropout_rate(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.dropout' op rate needs to be at least 0 and under 1}}
  %0 = gn.dropout %x rate -0.1 : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @head_without_name(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.head' op needs a name}}
  gn.head "" %x loss 0.3 : tensor<1x4x8x8xf32>
  return
}

// -----

func.func @head_loss(%x: tensor<1x4x8x8xf32>) {
  // expected-error @+1 {{'gn.head' op loss weight needs to be finite and at least 0}}
  gn.head "aux" %x loss -0.3 : tensor<1x4x8x8xf32>
  return
}

// -----

// Constants and connections.

func.func @constant_is_finite() {
  // expected-error @+1 {{'gn.constant' op needs finite values}}
  %0 = gn.constant dense<[1.0, 0x7F800000]> : tensor<2xf32>
  return
}

// -----

func.func @constant_of_integers() {
  // expected-error @+1 {{must be 1D tensor of 32-bit float values}}
  %0 = gn.constant dense<[1, 2]> : tensor<2xi32>
  return
}

// -----

func.func @connections_of_each_output(%w: tensor<3x5x5xf32>) {
  // expected-error @+1 {{'gn.connect_weight' op needs connections of each output channel}}
  %0 = gn.connect_weight %w connections [array<i64: 0, 1, 2>]
      : tensor<3x5x5xf32> to tensor<2x3x5x5xf32>
  return
}

// -----

func.func @connections_ascend(%w: tensor<3x5x5xf32>) {
  // expected-error @+1 {{'gn.connect_weight' op connections are ascending channels under 3}}
  %0 = gn.connect_weight %w connections [array<i64: 0>, array<i64: 2, 1>]
      : tensor<3x5x5xf32> to tensor<2x3x5x5xf32>
  return
}

// -----

func.func @connections_are_of_the_input(%w: tensor<3x5x5xf32>) {
  // expected-error @+1 {{'gn.connect_weight' op connections are ascending channels under 3}}
  %0 = gn.connect_weight %w connections [array<i64: 0>, array<i64: 1, 3>]
      : tensor<3x5x5xf32> to tensor<2x3x5x5xf32>
  return
}

// -----

func.func @connections_count(%w: tensor<4x5x5xf32>) {
  // expected-error @+1 {{'gn.connect_weight' op has 4 filters for 3 connections}}
  %0 = gn.connect_weight %w connections [array<i64: 0>, array<i64: 1, 2>]
      : tensor<4x5x5xf32> to tensor<2x3x5x5xf32>
  return
}

// -----

func.func @connections_keep_the_kernel(%w: tensor<3x5x5xf32>) {
  // expected-error @+1 {{'gn.connect_weight' op gives filters of the same height and width}}
  %0 = gn.connect_weight %w connections [array<i64: 0>, array<i64: 1, 2>]
      : tensor<3x5x5xf32> to tensor<2x3x5x3xf32>
  return
}

// -----

// By channel and by value.

func.func @affine_channels(%x: tensor<1x4x2x2xf32>, %p: tensor<5xf32>) {
  // expected-error @+1 {{'gn.affine' op scale has 5 values for 4 channels}}
  %0 = gn.affine %x scale %p : tensor<1x4x2x2xf32>, tensor<5xf32>
  return
}

// -----

func.func @affine_shift(%x: tensor<1x4x2x2xf32>, %p: tensor<4xf32>,
                        %q: tensor<5xf32>) {
  // expected-error @+1 {{failed to verify that shift has the type of scale}}
  %0 = "gn.affine"(%x, %p, %q)
      : (tensor<1x4x2x2xf32>, tensor<4xf32>, tensor<5xf32>)
      -> tensor<1x4x2x2xf32>
  return
}

// -----

func.func @scale_channels(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{scale has 3 values for 4 channels}}
  %0 = gn.scale %x factors [1.0, 2.0, 3.0] offsets [0.0] : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @scale_is_finite(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.scale' op offsets needs to be finite}}
  %0 = gn.scale %x factors [1.0] offsets [0x7FF0000000000000]
      : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @slope_is_finite(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.leaky_relu' op slope needs to be finite}}
  %0 = gn.leaky_relu %x slope 0x7FF0000000000000 : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @amplitude_is_finite(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.tanh' op amplitude needs to be finite}}
  %0 = gn.tanh %x amplitude 0x7FF0000000000000 slope 1.0 : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @rbf_elements(%x: tensor<1x4x2x2xf32>, %w: tensor<10x4xf32>) {
  // expected-error @+1 {{'gn.rbf' op weight takes 4 elements; the input has 16}}
  %0 = gn.rbf %x, %w : tensor<1x4x2x2xf32>, tensor<10x4xf32>
  return
}

// -----

// Sums.

func.func @add_of_one(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{needs at least two inputs}}
  %0 = gn.add %x : tensor<1x4x2x2xf32>
  return
}

// -----

func.func @add_shapes(%x: tensor<1x4x2x2xf32>, %y: tensor<1x4x2x3xf32>) {
  // expected-error @+1 {{add sums tensors of one shape}}
  %0 = gn.add %x, %y : tensor<1x4x2x2xf32>, tensor<1x4x2x3xf32>
  return
}

// -----

func.func @add_factors(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{'gn.add' op has 3 factors for 2 inputs}}
  %0 = gn.add %x, %x factors [1.0, 2.0, 3.0]
      : tensor<1x4x2x2xf32>, tensor<1x4x2x2xf32>
  return
}

// -----

// Products.

func.func @multiply_shapes(%x: tensor<1x4x2x2xf32>, %y: tensor<1x4x2x1xf32>) {
  // expected-error @+1 {{multiply takes two tensors of one shape, or as the second a factor a channel, 1x1x4, but input 1 is 2x2x4 and input 2 is 2x1x4}}
  %0 = gn.multiply %x, %y : tensor<1x4x2x2xf32>, tensor<1x4x2x1xf32>
  return
}

// -----

func.func @multiply_channels(%x: tensor<1x4x2x2xf32>, %y: tensor<1x3x1x1xf32>) {
  // expected-error @+1 {{multiply takes two tensors of one shape, or as the second a factor a channel, 1x1x4, but input 1 is 2x2x4 and input 2 is 1x1x3}}
  %0 = gn.multiply %x, %y : tensor<1x4x2x2xf32>, tensor<1x3x1x1xf32>
  return
}

// -----

func.func @multiply_batch(%x: tensor<2x4x2x2xf32>, %y: tensor<1x4x1x1xf32>) {
  // expected-error @+1 {{needs images of one batch}}
  %0 = gn.multiply %x, %y : tensor<2x4x2x2xf32>, tensor<1x4x1x1xf32>
  return
}

// -----

// Activations.

func.func @activation_of_unknown_size(%x: tensor<1x4x2x?xf32>) {
  // expected-error @+1 {{needs float32 images of a known size}}
  %0 = gn.silu %x : tensor<1x4x2x?xf32>
  return
}

// -----

func.func @activation_without_numbers(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{expected ':'}}
  %0 = gn.add %x, %x activation relu6(6.0)
      : tensor<1x4x2x2xf32>, tensor<1x4x2x2xf32>
  return
}

// -----

func.func @unknown_activation(%x: tensor<1x4x2x2xf32>) {
  // expected-error @+1 {{expected relu, leaky_relu, sigmoid, tanh, relu6, hard_swish, hard_sigmoid, silu or gelu}}
  %0 = gn.add %x, %x activation swish
      : tensor<1x4x2x2xf32>, tensor<1x4x2x2xf32>
  return
}

// -----

// expected-error @+1 {{an activation's amplitude and slope need to be finite}}
func.func private @activation() attributes {a = #gn.activation<leaky_relu(0x7FF0000000000000)>}
