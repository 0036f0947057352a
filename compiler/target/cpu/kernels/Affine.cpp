//===- Affine.cpp - scale * x + shift by channel, and activations ---------===//
#include "target/cpu/kernels/Elements.h"
#include "target/program/PackTensors.h"

using namespace mlir;

namespace gnet {
namespace {

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  SmallVector<gnk::PackedAttr> packed;
  for (Value tensor : step.getTensors())
    packed.push_back(packedByChannel(tensor, machine.lanes));
  return packed;
}

Work emitAffine(gnk::KernelInterface step, KernelBuilder &k) {
  auto affine = cast<gnk::AffineOp>(*step);
  gnk::BufferType source = affine.getSource().getType();
  Value scale, shift;
  auto begin = [&](const ChannelGroup &group) {
    if (affine.getScale())
      scale = group.valuesOf(k, k.weight, k.index(0));
    if (affine.getShift())
      shift = group.valuesOf(k, k.bias, k.index(0));
  };
  auto compute = [&](const Elements &elements) {
    Value x = elements.load(k, k.source, source);
    if (scale && shift)
      return k.fma(x, scale, shift);
    return scale ? k.mulf(x, scale) : shift ? k.addf(x, shift) : x;
  };
  return emitElements(k, affine.getDestination().getType(),
                      affine.getActivationAttr(), begin, compute);
}

Work emitActivation(gnk::KernelInterface step, KernelBuilder &k) {
  auto activation = cast<gnk::ActivationOp>(*step);
  gnk::BufferType source = activation.getSource().getType();
  return emitElements(
      k, activation.getDestination().getType(), activation.getActivationAttr(),
      [](const ChannelGroup &) {},
      [&](const Elements &elements) {
        return elements.load(k, k.source, source);
      });
}

} // namespace

const KernelKind &affineKernel() {
  static const KernelKind kind = {
      "affine", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::AffineOp>(*step))
          candidates.push_back(streaming(step, "affine", machine));
      },
      packing, emitAffine};
  return kind;
}

const KernelKind &activationKernel() {
  static const KernelKind kind = {
      "activation", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::ActivationOp>(*step))
          candidates.push_back(streaming(step, "activation", machine));
      },
      nullptr, emitActivation};
  return kind;
}

} // namespace gnet
