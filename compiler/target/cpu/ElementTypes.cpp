//===- ElementTypes.cpp - What values can be stored as on a CPU -----------===//
#include "target/cpu/ElementTypes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {
namespace {

struct ElementType {
  llvm::StringLiteral word, mlirName;
};

constexpr ElementType types[] = {
    {"fp32", "f32"}, {"bf16", "bf16"}, {"fp16", "f16"}};

llvm::StringRef wordOf(mlir::Type type) {
  return type.isF32() ? "fp32" : type.isBF16() ? "bf16" : "fp16";
}

} // namespace

std::vector<llvm::StringRef> elementTypeWords() {
  std::vector<llvm::StringRef> words;
  for (const ElementType &type : types)
    words.push_back(type.word);
  return words;
}

llvm::Expected<llvm::StringRef> elementTypeOf(llvm::StringRef option,
                                              llvm::StringRef given) {
  for (const ElementType &type : types)
    if (type.word == given)
      return type.mlirName;
  return llvm::createStringError("unknown --" + option + " '" + given +
                                 "'; known are " +
                                 llvm::join(elementTypeWords(), ", "));
}

std::string typeText(gnk::KernelInterface step) {
  mlir::Type weights = gnk::weightTypeOf(step);
  return wordOf(weights).str() + (weights.isF32() ? "" : " weights");
}

} // namespace gnet
