//===- Rbf.cpp - Squared distances to centres -----------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/OutputBlock.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  return {OutputBlock(step, cast<gnk::RbfOp>(*step).getWeight()).packing()};
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  OutputBlock block(step, cast<gnk::RbfOp>(*step).getWeight());
  KernelBuilder k = functions.begin("rbf", step, block.launch());
  block.emit(
      k,
      [&](Value sums, Value x, Value centres) {
        Value difference = k.subf(k.broadcast(x, 4), centres);
        return k.fma(difference, difference, sums);
      },
      [](Value sum, Value) { return sum; });
  return {k.launchAttr()};
}

} // namespace

const KernelKind &rbfKernel() {
  static const KernelKind kind = {
      "rbf",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::RbfOp>(*step))
          candidates.push_back(streamingNchw(step, "rbf", card));
      },
      packing, emit};
  return kind;
}

} // namespace gnet::cuda
