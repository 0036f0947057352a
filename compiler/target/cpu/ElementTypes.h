//===- ElementTypes.h - What values can be stored as on a CPU -------------===//
#ifndef GNET_TARGET_CPU_ELEMENTTYPES_H
#define GNET_TARGET_CPU_ELEMENTTYPES_H

#include "ir/gnk/GnkDialect.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace gnet {

/// The words for it: fp32, bf16, fp16.
std::vector<llvm::StringRef> elementTypeWords();

/// What MLIR calls the type of the word `given` for `--option`.
llvm::Expected<llvm::StringRef> elementTypeOf(llvm::StringRef option,
                                              llvm::StringRef given);

/// What `step` is of: as "fp32", or "bf16 weights".
std::string typeText(gnk::KernelInterface step);

} // namespace gnet

#endif // GNET_TARGET_CPU_ELEMENTTYPES_H
