//===- Passes.td - From a network to its inference form ----*- tablegen -*-===//
//
// Passes over the gn dialect, independent of any machine. A network is the one
// block of its function: only there does every layer stand after its operands.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_PASSES_INFERENCE_PASSES
#define GNET_PASSES_INFERENCE_PASSES

include "mlir/Pass/PassBase.td"

def StripTraining : Pass<"gn-strip-training", "::mlir::func::FuncOp"> {
  let summary = "remove what only training needs";
  let description = [{
    Removes every `gn.head` with all that leads to it alone, and puts each
    `gn.dropout`'s operand in its place.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

def FoldAffine : Pass<"gn-fold-affine", "::mlir::func::FuncOp"> {
  let summary = "compute what acts by channel into the filters before it";
  let description = [{
    A `gn.batch_norm`, `gn.affine` or `gn.scale` that directly follows a
    `gn.conv` or `gn.linear`, and is its only reader, becomes `gn.fold_weight`
    and `gn.fold_bias` of their parameters. The layer takes over its
    activation. A layer that has an activation of its own is left alone: what
    follows acts after it.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

def FuseScale : Pass<"gn-fuse-scale", "::mlir::func::FuncOp"> {
  let summary = "make residual scaling part of the sum";
  let description = [{
    A `gn.scale` by one factor, without an offset, that a `gn.add` reads
    becomes that input's factor.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

def FuseActivation : Pass<"gn-fuse-activation", "::mlir::func::FuncOp"> {
  let summary = "make activations part of the layer before them";
  let description = [{
    An activation, as `gn.relu`, that is the only reader of a layer which can
    take one and has none becomes that layer's. A relu of what went through one
    already is removed, however many readers there are.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

#endif // GNET_PASSES_INFERENCE_PASSES
