//===- Passes.td - From a network to its inference form ----*- tablegen -*-===//
//
// Passes over the gn dialect, independent of any machine. A network is the one
// block of its function: only there does every layer stand after its operands.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TRANSFORMS_PASSES
#define GNET_TRANSFORMS_PASSES

include "mlir/Pass/PassBase.td"

def StripTraining : Pass<"gn-strip-training", "::mlir::func::FuncOp"> {
  let summary = "remove what only training needs";
  let description = [{
    Removes every `gn.head` with all that leads to it alone, and puts each
    `gn.dropout`'s operand in its place.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

def FoldBatchNorm : Pass<"gn-fold-batch-norm", "::mlir::func::FuncOp"> {
  let summary = "compute batch norm into the filters before it";
  let description = [{
    A `gn.batch_norm` that directly follows a `gn.conv` or `gn.linear`, and is
    its only reader, becomes `gn.fold_weight` and `gn.fold_bias` of their
    parameters. The layer takes over the norm's activation. A layer that has an
    activation of its own is left alone: the norm acts after it.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

def FuseActivation : Pass<"gn-fuse-activation", "::mlir::func::FuncOp"> {
  let summary = "make relu part of the layer before it";
  let description = [{
    A `gn.relu` that is the only reader of a `gn.conv`, `gn.linear` or
    `gn.batch_norm` becomes that layer's activation. A relu of what went
    through one already is removed, however many readers there are.
  }];
  let dependentDialects = ["::gnet::gn::GnDialect"];
}

#endif // GNET_TRANSFORMS_PASSES
