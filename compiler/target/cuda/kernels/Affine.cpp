//===- Affine.cpp - scale * x + shift by channel, and activations ---------===//
#include "target/cuda/kernels/Elements.h"
#include "target/program/PackTensors.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  SmallVector<gnk::PackedAttr> packed;
  for (Value tensor : step.getTensors())
    packed.push_back(packedByChannel(tensor, channelBlock));
  return packed;
}

Launches emitAffine(gnk::KernelInterface step, KernelFunctions &functions) {
  auto affine = cast<gnk::AffineOp>(*step);
  gnk::BufferType source = affine.getSource().getType();
  auto compute = [&](KernelBuilder &k, const Elements &elements) {
    Value x = elements.load(k, k.source, source);
    Value scale, shift;
    if (affine.getScale())
      scale = elements.valuesOf(k, k.weight);
    if (affine.getShift())
      shift = elements.valuesOf(k, k.bias);
    if (scale && shift)
      return k.fma(x, scale, shift);
    return scale ? k.mulf(x, scale) : shift ? k.addf(x, shift) : x;
  };
  return emitElements(step, functions, affine.getActivationAttr(), compute);
}

Launches emitActivation(gnk::KernelInterface step, KernelFunctions &functions) {
  auto activation = cast<gnk::ActivationOp>(*step);
  gnk::BufferType source = activation.getSource().getType();
  auto compute = [&](KernelBuilder &k, const Elements &elements) {
    return elements.load(k, k.source, source);
  };
  return emitElements(step, functions, activation.getActivationAttr(), compute);
}

} // namespace

const KernelKind &affineKernel() {
  static const KernelKind kind = {
      "affine",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::AffineOp>(*step))
          candidates.push_back(streaming(step, "affine", card));
      },
      packing, emitAffine};
  return kind;
}

const KernelKind &activationKernel() {
  static const KernelKind kind = {
      "activation",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::ActivationOp>(*step))
          candidates.push_back(streaming(step, "activation", card));
      },
      nullptr, emitActivation};
  return kind;
}

} // namespace gnet::cuda
