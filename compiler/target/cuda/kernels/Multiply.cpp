//===- Multiply.cpp - Product of two images, or of one and a gate ---------===//
#include "target/cuda/kernels/Elements.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto multiply = cast<gnk::MultiplyOp>(*step);
  gnk::BufferType source = multiply.getSource().getType();
  gnk::BufferType gate = multiply.getGate().getType();
  bool isByChannel = gate.getHeight() != source.getHeight() ||
                     gate.getWidth() != source.getWidth();
  auto factors = [&](KernelBuilder &k, const Elements &elements) {
    if (!isByChannel)
      return elements.load(k, k.other, gate);
    return elements.valuesOf(
        k, k.imageOf(k.other, elements.image, gate.getImageStride()));
  };
  auto compute = [&](KernelBuilder &k, const Elements &elements) {
    return k.mulf(elements.load(k, k.source, source), factors(k, elements));
  };
  return emitElements(step, functions, multiply.getActivationAttr(), compute);
}

} // namespace

const KernelKind &multiplyKernel() {
  static const KernelKind kind = {
      "multiply",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::MultiplyOp>(*step))
          candidates.push_back(streaming(step, "multiply", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
