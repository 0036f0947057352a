//===- ModuleNames.h - What modules and their parts are called ------------===//
#ifndef GNET_ONNX_IMPORT_MODULENAMES_H
#define GNET_ONNX_IMPORT_MODULENAMES_H

#include "onnx/import/Statements.h"

namespace gnet {

/// The start that the names of all layers of the chain share, as
/// `inception_3a`; empty if there is none.
std::string commonLayerName(const std::vector<NameParts> &parts,
                            const SpecChain &chain);

/// The names of the branches of a block among layers whose names all begin with
/// `start`.
std::vector<std::string> branchNames(const std::vector<NameParts> &parts,
                                     llvm::StringRef start,
                                     const SpecItem &block);

/// Names the modules of `body` and their parameters, and sets the names (where
/// the file has them) and labels of their instances.
void nameModules(const Network &network, SpecBody &body,
                 const std::vector<SpecPattern> &patterns);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_MODULENAMES_H
