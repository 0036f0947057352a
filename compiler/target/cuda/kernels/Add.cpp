//===- Add.cpp - Sum of two images, each times its factor -----------------===//
#include "target/cuda/kernels/Elements.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto add = cast<gnk::AddOp>(*step);
  gnk::BufferType source = add.getSource().getType();
  gnk::BufferType addend = add.getAddend().getType();
  ArrayRef<double> factors = add.getFactors().value_or(ArrayRef<double>());
  auto compute = [&](KernelBuilder &k, const Elements &elements) {
    Value a = elements.load(k, k.source, source);
    Value b = elements.load(k, k.other, addend);
    if (factors.empty())
      return k.addf(a, b);
    Value product = k.mulf(b, k.constantLike(b, factors[1]));
    return k.fma(a, k.constantLike(a, factors[0]), product);
  };
  return emitElements(step, functions, add.getActivationAttr(), compute);
}

} // namespace

const KernelKind &addKernel() {
  static const KernelKind kind = {
      "add",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::AddOp>(*step))
          candidates.push_back(streaming(step, "add", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
