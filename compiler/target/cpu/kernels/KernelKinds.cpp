//===- KernelKinds.cpp - All kinds of kernels -----------------------------===//
#include "target/cpu/kernels/Int24Weights.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/kernels/SortStably.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

#define KIND(function) const KernelKind &function##Kernel();
#include "target/cpu/kernels/KernelKinds.def"

llvm::ArrayRef<KernelKind> kernelKinds() {
  static const KernelKind kinds[] = {
#define KIND(function) function##Kernel(),
#include "target/cpu/kernels/KernelKinds.def"
  };
  return kinds;
}

SmallVector<Candidate> candidatesFor(gnk::KernelInterface step,
                                     const Machine &machine, bool exact) {
  SmallVector<Candidate> candidates;
  for (const KernelKind &kind : kernelKinds())
    if (!exact || kind.isExact)
      kind.propose(step, machine, candidates);
  if (exact)
    llvm::erase_if(candidates, [](const Candidate &candidate) {
      return hasInt24Weights(candidate.kernel);
    });
  const auto batch =
      static_cast<double>(step.getDestination().getType().getBatch());
  for (Candidate &candidate : candidates)
    if (candidate.cyclesOfOne == 0)
      candidate.cyclesOfOne = candidate.cycles / batch;
  auto cheaper = [](const Candidate &a, const Candidate &b) {
    return a.cycles < b.cycles;
  };
  // Of equals the one of the earlier kind stays first.
  sortStably(candidates, cheaper);
  return candidates;
}

const KernelKind *kernelKindOf(gnk::KernelInterface step) {
  gnk::KernelAttr chosen = gnk::chosenKernel(step);
  if (!chosen)
    return nullptr;
  const KernelKind *kind = llvm::find_if(kernelKinds(), [&](const auto &each) {
    return each.name == chosen.getName();
  });
  return kind == kernelKinds().end() ? nullptr : kind;
}

} // namespace gnet
