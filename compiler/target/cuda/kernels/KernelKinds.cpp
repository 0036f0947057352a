//===- KernelKinds.cpp - All kinds of GPU kernels -------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "target/cuda/kernels/KernelKind.h"
#include "target/kernels/SortStably.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {

#define KIND(function) const KernelKind &function##Kernel();
#include "target/cuda/kernels/KernelKinds.def"

ArrayRef<KernelKind> kernelKinds() {
  static const KernelKind kinds[] = {
#define KIND(function) function##Kernel(),
#include "target/cuda/kernels/KernelKinds.def"
  };
  return kinds;
}

KernelBuilder KernelFunctions::begin(StringRef kind, gnk::KernelInterface step,
                                     const Launch &launch, Wait wait) {
  return KernelBuilder(module, (kind + Twine(count++)).str(), step, launch,
                       areEarly ? wait : Wait::Nowhere);
}

KernelBuilder KernelFunctions::beginPicture(Location location,
                                            const Launch &launch) {
  MLIRContext *context = module.getContext();
  Type pointer = LLVM::LLVMPointerType::get(context, /*addressSpace=*/1);
  Type wide = IntegerType::get(context, 64);
  return KernelBuilder(
      module, location, "picture",
      {pointer, wide, pointer, wide, wide, wide, IntegerType::get(context, 32)},
      launch);
}

SmallVector<Candidate> candidatesFor(gnk::KernelInterface step,
                                     const Card &card) {
  SmallVector<Candidate> candidates;
  for (const KernelKind &kind : kernelKinds())
    kind.propose(step, card, candidates);
  auto faster = [](const Candidate &a, const Candidate &b) {
    return a.prediction.microseconds < b.prediction.microseconds;
  };
  // Of equals the one of the earlier kind stays first.
  sortStably(candidates, faster);
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

SmallVector<gnk::PackedAttr> packedForms(gnk::KernelInterface step) {
  const KernelKind *kind = kernelKindOf(step);
  return kind && kind->packing ? kind->packing(step)
                               : SmallVector<gnk::PackedAttr>();
}

gnk::PackedAttr packedByRows(Value tensor, int64_t columns) {
  if (!tensor)
    return {};
  int64_t rows = cast<RankedTensorType>(tensor.getType()).getDimSize(0);
  SmallVector<int64_t> groups(rows, 1);
  return gnk::PackedAttr::get(tensor.getContext(), groups, /*block=*/1, columns,
                              /*tapsFirst=*/false, {});
}

} // namespace gnet::cuda
