//===- Multiply.cpp - Product of two images, or of one and a gate ---------===//
#include "target/cpu/kernels/Elements.h"

using namespace mlir;

namespace gnet {
namespace {

Work emit(gnk::KernelInterface step, KernelBuilder &k) {
  auto multiply = cast<gnk::MultiplyOp>(*step);
  gnk::BufferType source = multiply.getSource().getType();
  gnk::BufferType gate = multiply.getGate().getType();
  bool isByChannel = gate.getHeight() != source.getHeight() ||
                     gate.getWidth() != source.getWidth();
  Value factors;
  auto begin = [&](const ChannelGroup &group) {
    if (isByChannel)
      factors =
          group.valuesOf(k, k.other, k.mul(group.image, gate.getImageStride()));
  };
  auto compute = [&](const Elements &elements) {
    return k.mulf(elements.load(k, k.source, source),
                  isByChannel ? factors : elements.load(k, k.other, gate));
  };
  return emitElements(k, multiply.getDestination().getType(),
                      multiply.getActivationAttr(), begin, compute);
}

} // namespace

const KernelKind &multiplyKernel() {
  static const KernelKind kind = {
      "multiply", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::MultiplyOp>(*step))
          candidates.push_back(streaming(step, "multiply", machine));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet
