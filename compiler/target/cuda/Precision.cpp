//===- Precision.cpp - What products are computed with --------------------===//
#include "target/cuda/Precision.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet::cuda {

/// In the order of Precision.
llvm::ArrayRef<llvm::StringRef> precisionNames() {
  static constexpr llvm::StringRef names[] = {"fp32", "tf32", "bf16", "fp16"};
  return names;
}

llvm::Expected<Precision> findPrecision(llvm::StringRef name) {
  llvm::ArrayRef<llvm::StringRef> names = precisionNames();
  const auto *found = llvm::find(names, name);
  if (found == names.end())
    return llvm::createStringError("unknown precision '" + name +
                                   "'; known are " + llvm::join(names, ", "));
  return static_cast<Precision>(found - names.begin());
}

ElementTypes elementTypesOf(Precision precision) {
  // In the order of Precision, as types are called in IR.
  static constexpr llvm::StringLiteral types[] = {"f32", "tf32", "bf16", "f16"};
  std::string type = types[static_cast<size_t>(precision)].str();
  return {type, precision == Precision::Fp32 ? "" : type};
}

} // namespace gnet::cuda
