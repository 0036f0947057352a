//===- ElementTypes.cpp - What values can be stored as on a CPU -----------===//
#include "target/cpu/ElementTypes.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

constexpr llvm::StringRef words[] = {"fp32", "bf16", "fp16"};
constexpr llvm::StringRef precisions[] = {"fp32", "bf16", "int8"};

llvm::StringRef wordOf(mlir::Type type) {
  if (type.isInteger(8) || gnk::quantizedType(type))
    return "int8";
  if (type.isInteger(24))
    return "int24";
  return type.isF32() ? "fp32" : type.isBF16() ? "bf16" : "fp16";
}

} // namespace

llvm::ArrayRef<llvm::StringRef> weightsTypeWords() { return words; }

llvm::ArrayRef<llvm::StringRef> precisionWords() { return precisions; }

std::string mlirType(llvm::StringRef word) {
  return word == "fp32" ? "f32" : word == "fp16" ? "f16" : "bf16";
}

std::string typeText(gnk::KernelInterface step) {
  mlir::Type read = step.getSource().getType().getElementType();
  mlir::Type made = step.getDestination().getType().getElementType();
  mlir::Type weights = gnk::weightTypeOf(step);
  if (read.isF32() && made.isF32())
    return wordOf(weights).str() + (weights.isF32() ? "" : " weights");
  std::string text = wordOf(read).str();
  if (wordOf(read) != wordOf(made))
    text += (" to " + wordOf(made)).str();
  return text +
         (gnk::hasWeights(step) && weights.isF32() ? ", fp32 weights" : "");
}

} // namespace gnet
