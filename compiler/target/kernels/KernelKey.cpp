//===- KernelKey.cpp - Which steps are computed by the same code ----------===//
#include "target/kernels/KernelKey.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace gnet {

std::string kernelKey(gnk::KernelInterface step) {
  std::string key;
  llvm::raw_string_ostream stream(key);
  NamedAttrList attributes(step->getAttrDictionary());
  attributes.erase(gnk::keptAttribute);
  stream << step->getName() << attributes.getDictionary(step->getContext());
  for (Value operand : step->getOperands())
    stream << ", " << operand.getType();
  return key;
}

} // namespace gnet
