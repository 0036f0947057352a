//===- GnBase.td - The gn dialect, its attributes and types *- tablegen -*-===//
#ifndef GNET_IR_GN_GNBASE
#define GNET_IR_GN_GNBASE

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

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
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{ void registerAttributes(); }];
  let cppNamespace = "::gnet::gn";
}

def Gn_ActivationAttr : AttrDef<GnDialect, "Activation"> {
  let mnemonic = "activation";
  let summary = "what is applied to each value of a result";
  let description = [{
    The function of the operation of that name, as runtime/abi/activations.def
    lists them: `relu`, `leaky_relu(0.1)`, `tanh(1.7159, 0.6666)`. In brackets
    are its amplitude and slope, as far as it has them; else they are 1.
  }];
  let parameters = (ins StringRefParameter<"its word">:$kind,
                        APFloatParameter<"">:$amplitude,
                        APFloatParameter<"">:$slope);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let builders = [AttrBuilder<(ins "::llvm::StringRef":$kind,
                                   CArg<"double", "1">:$amplitude,
                                   CArg<"double", "1">:$slope)>];
  let extraClassDeclaration = [{
    /// What stands for its kind in a gnetrt_activation.
    int64_t getNumber() const;
    /// Whether it changes nothing when applied again.
    bool isIdempotent() const;
  }];
}

/// Absent: the result as it is.
def Gn_OptionalActivation : OptionalAttr<Gn_ActivationAttr>;

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

/// Whether an optional value of a weight is one by output channel, its first
/// dimension.
class Gn_ByChannelOf<string weight, string optional>
    : OptionalTypesMatchWith<
          optional # " has a value for each output channel of " # weight,
          weight, optional, "::gnet::gn::byOutputChannel($_self)">;

#endif // GNET_IR_GN_GNBASE
