//===- Descriptors.h - Kernels as the runtime's descriptors ---------------===//
#ifndef GNET_TARGET_CPU_DESCRIPTORS_H
#define GNET_TARGET_CPU_DESCRIPTORS_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMTypes.h"

namespace gnet {

/// What makes one step's kernel when a model opens.
struct Descriptor {
  llvm::StringRef kind; ///< The maker is `gnetrt_onednn_<kind>`.
  mlir::LLVM::LLVMStructType type;
  mlir::ArrayAttr fields; ///< One attribute a field of `type`.
  /// Learned tensors in the order of the maker's arguments; null for none.
  llvm::SmallVector<mlir::Value> tensors;
};

/// The maker is the one of the operation's name; each field of its struct is
/// the operand or attribute of the same name. Emits an error for a kernel that
/// the runtime has no maker for, or that lacks what a field needs.
mlir::FailureOr<Descriptor> describe(gnk::KernelInterface kernel);

} // namespace gnet

#endif // GNET_TARGET_CPU_DESCRIPTORS_H
