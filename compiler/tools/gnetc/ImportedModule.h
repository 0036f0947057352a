//===- ImportedModule.h - The module that all passes work on --------------===//
#ifndef GNET_TOOLS_GNETC_IMPORTEDMODULE_H
#define GNET_TOOLS_GNETC_IMPORTEDMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/SourceMgr.h"

namespace gnet {

/// A module and what it lives in. What is wrong with it is reported with its
/// place in the spec.
struct ImportedModule {
  mlir::MLIRContext context;
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler{sources, &context};
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_IMPORTEDMODULE_H
