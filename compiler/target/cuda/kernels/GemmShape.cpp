//===- GemmShape.cpp - Convolutions and matrices as one product -----------===//
#include "target/cuda/kernels/GemmShape.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {

GemmShape::GemmShape(gnk::ConvOp conv, bool isBlocked)
    : isBlocked(isBlocked), source(conv.getSource().getType()),
      destination(conv.getDestination().getType()),
      rows(WindowAxis::of(conv, 0)), columns(WindowAxis::of(conv, 1)),
      groups(static_cast<int64_t>(conv.getGroups())),
      inputs(source.getChannels() / groups),
      outputs(destination.getChannels() / groups),
      blocksOfGroup(llvm::divideCeil(inputs, channelBlock)),
      activation(conv.getActivationAttr()), bias(conv.getBias()),
      addend(conv.getAddend()) {}

GemmShape::GemmShape(gnk::LinearOp linear)
    : isBlocked(true), source(linear.getSource().getType()),
      destination(linear.getDestination().getType()), rows{1, 1, 1, 1, 1, 0},
      columns{1, 1, 1, 1, 1, 0},
      inputs(linear.getWeight().getType().getDimSize(1)),
      outputs(destination.getChannels()),
      blocksOfGroup(llvm::divideCeil(inputs, channelBlock)),
      activation(linear.getActivationAttr()), bias(linear.getBias()) {}

GemmShape GemmShape::of(gnk::KernelInterface step, gnk::KernelAttr kernel) {
  if (auto linear = dyn_cast<gnk::LinearOp>(*step))
    return GemmShape(linear);
  return {cast<gnk::ConvOp>(*step), kernel.getSource() == gnk::Layout::Nchw16c};
}

} // namespace gnet::cuda
