//===- KernelKinds.cpp - All kinds of kernels -----------------------------===//
#include "target/cpu/kernels/KernelKind.h"
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

gnk::KernelAttr withNumbers(gnk::KernelAttr kernel, StringRef name,
                            ArrayRef<int64_t> numbers) {
  MLIRContext *context = kernel.getContext();
  NamedAttrList parameters(kernel.getParameters());
  parameters.set(name, DenseI64ArrayAttr::get(context, numbers));
  return gnk::KernelAttr::get(
      context, kernel.getName(), kernel.getSource(), kernel.getDestination(),
      parameters.getDictionary(context), kernel.getScratch());
}

std::string numbersText(gnk::KernelAttr kernel, StringRef name) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleave(kernel.getNumbers(name), stream, "x");
  return text;
}

SmallVector<Candidate> candidatesFor(gnk::KernelInterface step,
                                     const Machine &machine, bool exact) {
  SmallVector<Candidate> candidates;
  for (const KernelKind &kind : kernelKinds())
    if (!exact || kind.isExact)
      kind.propose(step, machine, candidates);
  auto cheaper = [](const Candidate &a, const Candidate &b) {
    return a.cycles < b.cycles;
  };
  // Of equals the one of the earlier kind stays first.
  auto *first = candidates.begin();
  for (auto *next = first; next != candidates.end(); ++next)
    std::rotate(std::upper_bound(first, next, *next, cheaper), next, next + 1);
  return candidates;
}

gnk::PackedAttr packedByChannel(Value tensor, const Machine &machine) {
  if (!tensor)
    return {};
  int64_t channels = cast<RankedTensorType>(tensor.getType()).getDimSize(0);
  int64_t blocks = llvm::divideCeil(channels, machine.lanes);
  return gnk::PackedAttr::get(tensor.getContext(), blocks, machine.lanes, 1,
                              false, {});
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
