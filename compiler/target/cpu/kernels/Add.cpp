//===- Add.cpp - Sum of two images, each times its factor -----------------===//
#include "target/cpu/kernels/Elements.h"

using namespace mlir;

namespace gnet {
namespace {

Work emit(gnk::KernelInterface step, KernelBuilder &k) {
  auto add = cast<gnk::AddOp>(*step);
  gnk::BufferType source = add.getSource().getType();
  gnk::BufferType addend = add.getAddend().getType();
  ArrayRef<double> factors = add.getFactors().value_or(ArrayRef<double>());
  auto compute = [&](const Elements &elements) {
    Value a = elements.load(k, k.source, source);
    Value b = elements.load(k, k.other, addend);
    if (factors.empty())
      return k.addf(a, b);
    Value product = k.mulf(b, k.constantLike(b, factors[1]));
    return k.fma(a, k.constantLike(a, factors[0]), product);
  };
  return emitElements(
      k, add.getDestination().getType(), add.getActivationAttr(),
      [](const ChannelGroup &) {}, compute);
}

} // namespace

const KernelKind &addKernel() {
  static const KernelKind kind = {
      "add", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::AddOp>(*step))
          candidates.push_back(streaming(step, "add", machine));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet
