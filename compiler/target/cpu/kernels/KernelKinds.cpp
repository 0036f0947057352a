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

gnk::PackedAttr packedByChannel(Value tensor, const Machine &machine) {
  int64_t channels = cast<RankedTensorType>(tensor.getType()).getDimSize(0);
  int64_t blocks = llvm::divideCeil(channels, machine.lanes);
  return gnk::PackedAttr::get(tensor.getContext(), blocks, machine.lanes, 1,
                              false, {});
}

const KernelKind *kernelKindOf(gnk::KernelInterface step) {
  auto chosen = step->getAttrOfType<gnk::KernelAttr>(gnk::kernelAttribute);
  if (!chosen)
    return nullptr;
  const KernelKind *kind = llvm::find_if(kernelKinds(), [&](const auto &each) {
    return each.name == chosen.getName();
  });
  return kind == kernelKinds().end() ? nullptr : kind;
}

} // namespace gnet
