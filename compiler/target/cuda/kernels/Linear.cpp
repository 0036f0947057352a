//===- Linear.cpp - Matrix product of vectors of features -----------------===//
//
// For few images: each weight is read once an image, and the memory is the
// limit. See TiledConv.cpp for many.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Epilogue.h"
#include "target/cuda/kernels/OutputBlock.h"
#include "target/program/KernelDemand.h"
#include "target/program/PackTensors.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

void propose(gnk::KernelInterface step, const Card &card,
             SmallVectorImpl<Candidate> &candidates) {
  auto linear = dyn_cast<gnk::LinearOp>(*step);
  if (!linear)
    return;
  int64_t bytes = linear.getWeight().getType().getNumElements() *
                  linear.getSource().getType().getBatch() *
                  gnk::elementBytes(gnk::weightTypeOf(step));
  candidates.push_back(
      {gnk::KernelAttr::get(linear.getContext(), "linear", gnk::Layout::Nchw,
                            gnk::Layout::Nchw, {}, 0),
       predictMoving(card, bytes + bufferBytes(step))});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  auto linear = cast<gnk::LinearOp>(*step);
  return {OutputBlock(step, linear.getWeight()).packing(),
          packedByChannel(linear.getBias(), channelBlock)};
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto linear = cast<gnk::LinearOp>(*step);
  OutputBlock block(step, linear.getWeight());
  KernelBuilder k = functions.begin("linear", step, block.launch());
  block.emit(
      k,
      [&](Value sums, Value x, Value weights) {
        return k.fma(k.broadcast(x, 4), weights, sums);
      },
      [&](Value sum, Value output) {
        if (linear.getBias())
          sum = k.addf(sum, k.load(k.bias, output));
        return activate(k, linear.getActivationAttr(), sum);
      });
  return {k.launchAttr()};
}

} // namespace

const KernelKind &linearKernel() {
  static const KernelKind kind = {"linear", propose, packing, emit};
  return kind;
}

} // namespace gnet::cuda
