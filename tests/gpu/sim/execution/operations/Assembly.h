//===- Assembly.h - Inline assembly, as text -----------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_OPERATIONS_ASSEMBLY_H
#define GNET_GPU_SIM_EXECUTION_OPERATIONS_ASSEMBLY_H

#include "llvm/ADT/StringExtras.h"
#include <string>

namespace gnet::gpu::sim {

/// The text with one space wherever it has any.
inline std::string normalised(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words, " \t\n\r");
  return llvm::join(words, " ");
}

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_OPERATIONS_ASSEMBLY_H
