//===- ElementTypes.h - What values can be stored as on a CPU -------------===//
#ifndef GNET_TARGET_CPU_ELEMENTTYPES_H
#define GNET_TARGET_CPU_ELEMENTTYPES_H

#include "ir/gnk/GnkDialect.h"
#include "llvm/ADT/StringRef.h"

namespace gnet {

/// The words for `--weights-type`: fp32, bf16, fp16.
llvm::ArrayRef<llvm::StringRef> weightsTypeWords();

/// The words for `--precision`: fp32, bf16, int8.
llvm::ArrayRef<llvm::StringRef> precisionWords();

/// What MLIR calls the type of that word.
std::string mlirType(llvm::StringRef word);

/// What `step` is of: as "fp32", "fp32 to bf16", "bf16, fp32 weights", or
/// "bf16 weights" where all else is fp32.
std::string typeText(gnk::KernelInterface step);

} // namespace gnet

#endif // GNET_TARGET_CPU_ELEMENTTYPES_H
