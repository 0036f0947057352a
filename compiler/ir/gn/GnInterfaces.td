//===- GnInterfaces.td - What passes ask of layers ---------*- tablegen -*-===//
#ifndef GNET_IR_GN_GNINTERFACES
#define GNET_IR_GN_GNINTERFACES

include "mlir/IR/OpBase.td"

/// What makes a tensor before any image comes: a parameter, a constant, or what
/// is folded of them when a package opens.
def Gn_MakesTensor : NativeOpTrait<"MakesTensor"> {
  let cppNamespace = "::gnet::gn";
}

/// A layer that is a function of one value. It has the name of the activation
/// and the numbers of it as attributes; they are finite.
def Gn_IsActivation : NativeOpTrait<"IsActivation"> {
  let cppNamespace = "::gnet::gn";
}

def Gn_ActivatedInterface : OpInterface<"ActivatedInterface"> {
  let cppNamespace = "::gnet::gn";
  let description = [{ A layer that can apply an activation to its result. }];
  let methods = [
    InterfaceMethod<"null for the result as it is",
                    "::gnet::gn::ActivationAttr", "getActivationAttr">,
    InterfaceMethod<"", "void", "setActivationAttr",
                    (ins "::gnet::gn::ActivationAttr":$activation)>,
  ];
}

def Gn_FilteringInterface
    : OpInterface<"FilteringInterface", [Gn_ActivatedInterface]> {
  let cppNamespace = "::gnet::gn";
  let description = [{
    A layer of filters and a bias, whose first dimension is the result's
    channels: what acts by channel after it can be computed into them.
  }];
  let methods = [
    InterfaceMethod<"", "::mlir::Value", "getWeight">,
    InterfaceMethod<"null for none", "::mlir::Value", "getBias">,
    InterfaceMethod<"", "::mlir::OpOperand &", "getWeightMutable">,
    InterfaceMethod<"", "::mlir::MutableOperandRange", "getBiasMutable">,
  ];
}

def Gn_ByChannelInterface : OpInterface<"ByChannelInterface"> {
  let cppNamespace = "::gnet::gn";
  let description = [{ A layer that is linear in each channel. }];
  let methods = [
    InterfaceMethod<"with constants where the spec gives numbers",
                    "::gnet::gn::ByChannel", "getByChannel",
                    (ins "::mlir::OpBuilder &":$builder)>,
  ];
}

#endif // GNET_IR_GN_GNINTERFACES
