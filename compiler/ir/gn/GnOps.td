//===- GnOps.td - What a network is ------------------------*- tablegen -*-===//
//
// One operation a layer, tensors as values, nothing of any machine. Activations
// are tensor<batch x channels x height x width x f32>; a vector of n features
// is batch x n x 1 x 1. An operation's location is its layer's dotted path.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_IR_GN_GNOPS
#define GNET_IR_GN_GNOPS

include "GnBase.td"
include "GnInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

/// A layer: a pure function whose result type follows from its operands.
class Gn_Layer<string mnemonic, list<Trait> traits = []>
    : Gn_Op<mnemonic, !listconcat([
        Pure, DeclareOpInterfaceMethods<InferTypeOpInterface>], traits)> {
  let results = (outs Gn_Image:$output);
  code inference = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *context,
        std::optional<::mlir::Location> location, ::mlir::ValueRange operands,
        ::mlir::DictionaryAttr, ::mlir::OpaqueProperties properties,
        ::mlir::RegionRange, ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      return inferLayerOf<$cppClass>(context, location, operands, properties,
                                     types);
    }
  }];
  let extraClassDefinition = inference;
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

def Gn_ParameterOp : Gn_Op<"parameter", [Gn_MakesTensor, Pure]> {
  let summary = "a learned tensor, by its name in the weights file";
  let arguments = (ins StrAttr:$name);
  let results = (outs Gn_Weight:$value);
  let assemblyFormat = "$name attr-dict `:` type($value)";
  let hasVerifier = 1;
}

def Gn_ConstantOp : Gn_Op<"constant", [
    Gn_MakesTensor, Pure, AllTypesMatch<["values", "value"]>]> {
  let summary = "values by channel that the spec gives";
  let arguments = (ins ElementsAttr:$values);
  let results = (outs Gn_PerChannel:$value);
  let assemblyFormat = "attr-dict $values";
  let hasVerifier = 1;
  let builders = [
    /// One number for all channels, or one a channel.
    OpBuilder<(ins "::llvm::ArrayRef<double>":$numbers, "int64_t":$channels)>,
  ];
}

def Gn_ConnectWeightOp : Gn_Op<"connect_weight", [Gn_MakesTensor, Pure]> {
  let summary = "filters of a convolution that sees only some input channels";
  let description = [{
    weight: connections x height x width, those of output channel 0 first.
    `connections` lists the input channels that each output channel sees,
    ascending. The result has zeros where there is no connection.

    Computed once, when a package opens its weights.
  }];
  let arguments = (ins 3DTensorOf<[F32]>:$weight,
                       TypedArrayAttrBase<DenseI64ArrayAttr,
                                          "a list for each output channel">
                           :$connections);
  let results = (outs 4DTensorOf<[F32]>:$value);
  let assemblyFormat = [{
    $weight `connections` $connections attr-dict
    `:` type($weight) `to` type($value)
  }];
  let hasVerifier = 1;
}

def Gn_FoldWeightOp : Gn_Op<"fold_weight", [
    Gn_MakesTensor, Pure, AttrSizedOperandSegments,
    AllTypesMatch<["weight", "value"]>, Gn_ByChannelOf<"weight", "scale">,
    Gn_ByChannelOf<"weight", "variance">]> {
  let summary = "filters with the factor of what follows by channel in them";
  let description = [{
    value[o, ...] = weight[o, ...] * scale[o] / sqrt(variance[o] + epsilon)

    An absent scale is 1; without variance nothing is divided. Computed once,
    when a package opens its weights.
  }];
  let arguments = (ins Gn_Weight:$weight, Optional<Gn_PerChannel>:$scale,
                       Optional<Gn_PerChannel>:$variance,
                       OptionalAttr<F64Attr>:$epsilon);
  let results = (outs Gn_Weight:$value);
  let assemblyFormat = [{
    $weight (`scale` $scale^)? (`variance` $variance^ `epsilon` $epsilon)?
    attr-dict `:` type($weight)
  }];
  let hasVerifier = 1;
}

def Gn_FoldBiasOp : Gn_Op<"fold_bias", [
    Gn_MakesTensor, Pure, AttrSizedOperandSegments,
    Gn_SameAs<"value", "bias">, Gn_SameAs<"value", "scale">,
    Gn_SameAs<"value", "shift">, Gn_SameAs<"value", "mean">,
    Gn_SameAs<"value", "variance">]> {
  let summary = "the bias that what follows by channel leaves behind";
  let description = [{
    value[o] = (bias[o] - mean[o]) * scale[o] / sqrt(variance[o] + epsilon)
               + shift[o]

    An absent bias, mean or shift is 0, an absent scale is 1; without variance
    nothing is divided.
  }];
  let arguments = (ins Optional<Gn_PerChannel>:$bias,
                       Optional<Gn_PerChannel>:$scale,
                       Optional<Gn_PerChannel>:$shift,
                       Optional<Gn_PerChannel>:$mean,
                       Optional<Gn_PerChannel>:$variance,
                       OptionalAttr<F64Attr>:$epsilon);
  let results = (outs Gn_PerChannel:$value);
  let assemblyFormat = [{
    (`bias` $bias^)? (`scale` $scale^)? (`shift` $shift^)? (`mean` $mean^)?
    (`variance` $variance^ `epsilon` $epsilon)? attr-dict `:` type($value)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

def Gn_ConvOp : Gn_Layer<"conv", [Gn_FilteringInterface]> {
  let summary = "2-d convolution (cross-correlation), bias and activation";
  let description = [{
    weight: output channels x (input channels / groups) x height x width.
    strides and dilations: height, width; padding: top, left, bottom, right.
  }];
  let arguments = (ins Gn_Image:$input, 4DTensorOf<[F32]>:$weight,
                       Optional<Gn_PerChannel>:$bias,
                       DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$padding,
                       DenseI64ArrayAttr:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$groups,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)? `strides` $strides `padding` $padding
    `dilations` $dilations (`groups` $groups^)? (`activation` custom<Activation>($activation)^)?
    attr-dict `:` type($input) `,` type($weight) (`,` type($bias)^)?
  }];
  let hasVerifier = 1;
}

def Gn_LinearOp : Gn_Layer<"linear", [Gn_FilteringInterface]> {
  let summary = "weight * input, flattened in c, h, w order, plus bias";
  let arguments = (ins Gn_Image:$input, 2DTensorOf<[F32]>:$weight,
                       Optional<Gn_PerChannel>:$bias,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)? (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($input) `,` type($weight) (`,` type($bias)^)?
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

def Gn_BatchNormOp : Gn_Layer<"batch_norm", [
    DeclareOpInterfaceMethods<Gn_ByChannelInterface>, Gn_ActivatedInterface,
    AttrSizedOperandSegments, AllTypesMatch<["mean", "variance"]>,
    Gn_SameAs<"mean", "scale">, Gn_SameAs<"mean", "shift">]> {
  let summary = "normalisation by each channel's running mean and variance";
  let description = [{
    scale * (input - mean) / sqrt(variance + epsilon) + shift, by channel. An
    absent scale is 1, an absent shift 0.
  }];
  let arguments = (ins Gn_Image:$input, Optional<Gn_PerChannel>:$scale,
                       Optional<Gn_PerChannel>:$shift, Gn_PerChannel:$mean,
                       Gn_PerChannel:$variance, F64Attr:$epsilon,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $input (`scale` $scale^)? (`shift` $shift^)? `mean` $mean
    `variance` $variance `epsilon` $epsilon (`activation` custom<Activation>($activation)^)?
    attr-dict `:` type($input) `,` type($mean)
  }];
  let hasVerifier = 1;
}

def Gn_AffineOp : Gn_Layer<"affine", [
    DeclareOpInterfaceMethods<Gn_ByChannelInterface>, Gn_ActivatedInterface,
    Gn_SameAs<"scale", "shift">]> {
  let summary = "scale * input + shift, learned by channel, and activation";
  let arguments = (ins Gn_Image:$input, Gn_PerChannel:$scale,
                       Optional<Gn_PerChannel>:$shift,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $input `scale` $scale (`shift` $shift^)? (`activation` custom<Activation>($activation)^)?
    attr-dict `:` type($input) `,` type($scale)
  }];
  let hasVerifier = 1;
}

def Gn_ScaleOp : Gn_Layer<"scale", [
    DeclareOpInterfaceMethods<Gn_ByChannelInterface>]> {
  let summary = "factors * input + offsets, constants of the spec";
  let description = [{ One value for all channels, or one a channel. }];
  let arguments = (ins Gn_Image:$input, DenseF64ArrayAttr:$factors,
                       DenseF64ArrayAttr:$offsets);
  let assemblyFormat = [{
    $input `factors` $factors `offsets` $offsets attr-dict `:` type($input)
  }];
  let hasVerifier = 1;
}

def Gn_AddOp : Gn_Layer<"add", [Gn_ActivatedInterface]> {
  let summary = "sum of images of one shape, each times a factor; activation";
  let description = [{ Without `factors` they are all 1. }];
  let arguments = (ins Variadic<Gn_Image>:$inputs,
                       OptionalAttr<DenseF64ArrayAttr>:$factors,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $inputs (`factors` $factors^)? (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($inputs)
  }];
  let hasVerifier = 1;
}

def Gn_MultiplyOp : Gn_Layer<"multiply", [Gn_ActivatedInterface]> {
  let summary = "product of two images, element by element; activation";
  let description = [{
    `gate` has the input's shape, or one factor a channel: c x 1 x 1.
  }];
  let arguments = (ins Gn_Image:$input, Gn_Image:$gate,
                       Gn_OptionalActivation:$activation);
  let assemblyFormat = [{
    $input `,` $gate (`activation` custom<Activation>($activation)^)? attr-dict
    `:` type($input) `,` type($gate)
  }];
}

def Gn_RbfOp : Gn_Layer<"rbf"> {
  let summary = "squared distances to the rows of weight";
  let description = [{
    sum over j of (input[j] - weight[i, j])^2, the input flattened in c, h, w
    order.
  }];
  let arguments = (ins Gn_Image:$input, 2DTensorOf<[F32]>:$weight);
  let assemblyFormat = [{
    $input `,` $weight attr-dict `:` type($input) `,` type($weight)
  }];
  let hasVerifier = 1;
}

class Gn_Pool<string mnemonic, dag extra, string extraFormat>
    : Gn_Layer<mnemonic> {
  let arguments = !con((ins Gn_Image:$input, DenseI64ArrayAttr:$kernel,
                            DenseI64ArrayAttr:$strides,
                            DenseI64ArrayAttr:$padding, UnitAttr:$ceil),
                       extra);
  let assemblyFormat = "$input `kernel` $kernel `strides` $strides "
                       "`padding` $padding (`ceil` $ceil^)? " #
                       extraFormat # " attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def Gn_MaxPoolOp : Gn_Pool<"max_pool", (ins), ""> {
  let summary = "largest element of each window";
  let description = [{
    kernel and strides: height, width; padding: top, left, bottom, right.
    `ceil`: the number of windows is rounded up, less a last one that would
    start past the input and its top or left padding.
  }];
}

def Gn_AvgPoolOp : Gn_Pool<"avg_pool", (ins UnitAttr:$count_padding),
                           "(`count_padding` $count_padding^)?"> {
  let summary = "mean of each window";
  let description = [{
    The divisor is the number of elements inside the input, or with
    `count_padding` inside the input and its declared padding.
  }];
}

class Gn_Unary<string mnemonic, list<Trait> traits = []>
    : Gn_Layer<mnemonic, traits> {
  let arguments = (ins Gn_Image:$input);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

def Gn_GlobalAvgPoolOp : Gn_Unary<"global_avg_pool"> {
  let summary = "mean of each channel";
}
def Gn_SoftmaxOp : Gn_Unary<"softmax"> {
  let summary = "exp(x) over its sum, over the channels";
}
def Gn_FlattenOp : Gn_Unary<"flatten"> {
  let summary = "c x h x w to (c * h * w) x 1 x 1";
  let hasFolder = 1;
}

def Gn_DropoutOp : Gn_Layer<"dropout"> {
  let summary = "in training drops a share of the elements; else the identity";
  let arguments = (ins Gn_Image:$input, F64Attr:$rate);
  let assemblyFormat = "$input `rate` $rate attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def Gn_LrnOp : Gn_Layer<"lrn"> {
  let summary = "local response normalisation across channels";
  let description = [{
    x / (k + alpha / size * sum of x^2 over size channels)^beta. A spec whose
    alpha is not over size is imported with alpha times size.
  }];
  let arguments = (ins Gn_Image:$input, I64Attr:$size, F64Attr:$alpha,
                       F64Attr:$beta, F64Attr:$k);
  let assemblyFormat = [{
    $input `size` $size `alpha` $alpha `beta` $beta `k` $k attr-dict
    `:` type($input)
  }];
  let hasVerifier = 1;
}

def Gn_ConcatOp : Gn_Layer<"concat"> {
  let summary = "joins images along the channels";
  let arguments = (ins Variadic<Gn_Image>:$inputs);
  let assemblyFormat = "$inputs attr-dict `:` type($inputs)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

/// `numbers` are attributes, as the activation has them.
class Gn_Activation<string mnemonic, dag numbers = (ins), string format = "">
    : Gn_Layer<mnemonic, [Gn_IsActivation]> {
  let arguments = !con((ins Gn_Image:$input), numbers);
  let assemblyFormat = "$input " # format # " attr-dict `:` type($input)";
  let hasFolder = 1;
  let extraClassDefinition = inference # [{
    ::mlir::OpFoldResult $cppClass::fold(FoldAdaptor) {
      return foldActivation(*this);
    }
  }];
}

def Gn_ReluOp : Gn_Activation<"relu"> {
  let summary = "max(x, 0)";
}
def Gn_LeakyReluOp : Gn_Activation<"leaky_relu", (ins F64Attr:$slope),
                                   "`slope` $slope"> {
  let summary = "x where x > 0, else slope * x";
}
def Gn_SigmoidOp : Gn_Activation<"sigmoid"> {
  let summary = "1 / (1 + e^-x)";
}
def Gn_TanhOp : Gn_Activation<"tanh", (ins F64Attr:$amplitude, F64Attr:$slope),
                              "`amplitude` $amplitude `slope` $slope"> {
  let summary = "amplitude * tanh(slope * x)";
}
def Gn_Relu6Op : Gn_Activation<"relu6"> {
  let summary = "min(max(x, 0), 6)";
}
def Gn_HardSwishOp : Gn_Activation<"hard_swish"> {
  let summary = "x * relu6(x + 3) / 6";
}
def Gn_HardSigmoidOp : Gn_Activation<"hard_sigmoid"> {
  let summary = "relu6(x + 3) / 6";
}
def Gn_SiluOp : Gn_Activation<"silu"> {
  let summary = "x / (1 + e^-x)";
}
def Gn_GeluOp : Gn_Activation<"gelu"> {
  let summary = "x * (1 + erf(x / sqrt(2))) / 2";
}

//===----------------------------------------------------------------------===//
// Training
//===----------------------------------------------------------------------===//

def Gn_HeadOp : Gn_Op<"head"> {
  let summary = "the end of an auxiliary classifier that only training sees";
  let arguments = (ins Gn_Image:$input, StrAttr:$name, F64Attr:$loss_weight);
  let assemblyFormat = [{
    $name $input `loss` $loss_weight attr-dict `:` type($input)
  }];
  let hasVerifier = 1;
}

#endif // GNET_IR_GN_GNOPS
