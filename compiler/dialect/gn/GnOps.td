//===- GnOps.td - What a network is ------------------------*- tablegen -*-===//
//
// One operation a layer, tensors as values, nothing of any machine. Activations
// are tensor<batch x channels x height x width x f32>; a vector of n features
// is batch x n x 1 x 1. An operation's location is its layer's dotted path.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_DIALECT_GN_GNOPS
#define GNET_DIALECT_GN_GNOPS

include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def GnDialect : Dialect {
  let name = "gn";
  let summary = "Layers of a convolutional network as values";
  let description = [{
    A network is a `func.func` of one image batch to the last layer's result.
    Learned tensors are `gn.parameter`s, named as in the weights file. Training
    heads end in `gn.head`. The inference form has no head and no dropout.

    The function's attributes `gn.input` and `gn.labels` say how a picture
    becomes an input and what the classes are called.
  }];
  let hasOperationAttrVerify = 1;
  let cppNamespace = "::gnet::gn";
}

def Gn_Activation : I32EnumAttr<"Activation", "what is applied to the result", [
  I32EnumAttrCase<"None", 0, "none">,
  I32EnumAttrCase<"Relu", 1, "relu">,
]> {
  let cppNamespace = "::gnet::gn";
  let genSpecializedAttr = 1;
}

def Gn_NoneByDefault : DefaultValuedAttr<Gn_Activation, "Activation::None">;

/// batch x channels x height x width.
def Gn_Image : 4DTensorOf<[F32]>;
/// A weights tensor of any rank, or a value by channel.
def Gn_Weight : RankedTensorOf<[F32]>;
def Gn_PerChannel : 1DTensorOf<[F32]>;

/// An optional value by channel has the type of another.
class Gn_SameAs<string other, string optional>
    : OptionalTypesMatchWith<optional # " has the type of " # other, other,
                             optional, "$_self">;

class Gn_Op<string mnemonic, list<Trait> traits = []>
    : Op<GnDialect, mnemonic, traits>;

/// A layer: a pure function whose result type follows from its operands.
class Gn_Layer<string mnemonic, list<Trait> traits = []>
    : Gn_Op<mnemonic, !listconcat([
        Pure, InferTypeOpAdaptor], traits)> {
  let results = (outs Gn_Image:$output);
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

def Gn_ParameterOp : Gn_Op<"parameter", [Pure]> {
  let summary = "a learned tensor, by its name in the weights file";
  let arguments = (ins StrAttr:$name);
  let results = (outs Gn_Weight:$value);
  let assemblyFormat = "$name attr-dict `:` type($value)";
  let hasVerifier = 1;
}

def Gn_FoldWeightOp : Gn_Op<"fold_weight", [
    Pure, AllTypesMatch<["weight", "value"]>,
    Gn_SameAs<"variance", "scale">]> {
  let summary = "filters with batch norm's factor in them";
  let description = [{
    value[o, ...] = weight[o, ...] * scale[o] / sqrt(variance[o] + epsilon)

    Computed once, when a package opens its weights.
  }];
  let arguments = (ins Gn_Weight:$weight, Optional<Gn_PerChannel>:$scale,
                       Gn_PerChannel:$variance, F64Attr:$epsilon);
  let results = (outs Gn_Weight:$value);
  let assemblyFormat = [{
    $weight (`scale` $scale^)? `variance` $variance `epsilon` $epsilon
    attr-dict `:` type($weight) `,` type($variance)
  }];
  let hasVerifier = 1;
}

def Gn_FoldBiasOp : Gn_Op<"fold_bias", [
    Pure, AttrSizedOperandSegments,
    AllTypesMatch<["mean", "variance", "value"]>, Gn_SameAs<"mean", "bias">,
    Gn_SameAs<"mean", "scale">, Gn_SameAs<"mean", "shift">]> {
  let summary = "the bias that batch norm leaves behind";
  let description = [{
    value[o] = (bias[o] - mean[o]) * scale[o] / sqrt(variance[o] + epsilon)
               + shift[o]

    An absent bias or shift is 0, an absent scale is 1.
  }];
  // mean comes first: the result's type is read from the first operand.
  let arguments = (ins Gn_PerChannel:$mean, Gn_PerChannel:$variance,
                       Optional<Gn_PerChannel>:$bias,
                       Optional<Gn_PerChannel>:$scale,
                       Optional<Gn_PerChannel>:$shift, F64Attr:$epsilon);
  let results = (outs Gn_PerChannel:$value);
  let assemblyFormat = [{
    (`bias` $bias^)? (`scale` $scale^)? (`shift` $shift^)? `mean` $mean
    `variance` $variance `epsilon` $epsilon attr-dict `:` type($mean)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

def Gn_ConvOp : Gn_Layer<"conv"> {
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
                       Gn_NoneByDefault:$activation);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)? `strides` $strides `padding` $padding
    `dilations` $dilations (`groups` $groups^)? (`activation` $activation^)?
    attr-dict `:` type($input) `,` type($weight) (`,` type($bias)^)?
  }];
  let hasVerifier = 1;
}

def Gn_LinearOp : Gn_Layer<"linear"> {
  let summary = "weight * input, flattened in c, h, w order, plus bias";
  let arguments = (ins Gn_Image:$input, 2DTensorOf<[F32]>:$weight,
                       Optional<Gn_PerChannel>:$bias,
                       Gn_NoneByDefault:$activation);
  let assemblyFormat = [{
    $input `,` $weight (`bias` $bias^)? (`activation` $activation^)? attr-dict
    `:` type($input) `,` type($weight) (`,` type($bias)^)?
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

def Gn_BatchNormOp : Gn_Layer<"batch_norm", [
    AttrSizedOperandSegments, AllTypesMatch<["mean", "variance"]>,
    Gn_SameAs<"mean", "scale">, Gn_SameAs<"mean", "shift">]> {
  let summary = "normalisation by each channel's running mean and variance";
  let description = [{
    scale * (input - mean) / sqrt(variance + epsilon) + shift, by channel.
    scale and shift come together or not at all.
  }];
  let arguments = (ins Gn_Image:$input, Optional<Gn_PerChannel>:$scale,
                       Optional<Gn_PerChannel>:$shift, Gn_PerChannel:$mean,
                       Gn_PerChannel:$variance, F64Attr:$epsilon,
                       Gn_NoneByDefault:$activation);
  let assemblyFormat = [{
    $input (`scale` $scale^)? (`shift` $shift^)? `mean` $mean
    `variance` $variance `epsilon` $epsilon (`activation` $activation^)?
    attr-dict `:` type($input) `,` type($mean)
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
def Gn_ReluOp : Gn_Unary<"relu"> {
  let summary = "max(x, 0)";
  let hasFolder = 1;
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

#endif // GNET_DIALECT_GN_GNOPS
