//===- SpecTree.h - A spec and all it imports -----------------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_SPECTREE_H
#define GNET_LANGUAGE_ELABORATION_SPECTREE_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"
#include "language/syntax/SpecText.h"

#include <memory>

namespace gnet {

struct SpecFile;

struct ModuleRef {
  const ast::Module *module;
  const SpecFile *file; ///< Where it is written.
  /// Where a variant has it replace another; no line if it goes by its name.
  SourceRange replacesAt = {};
};

struct NetworkRef {
  const ast::Network *network;
  const SpecFile *file; ///< Where it is written.
  SourceRange importedAt;
};

struct SpecFile {
  ast::File syntax;
  /// By name: the modules of this file and of those that it imports itself.
  std::map<std::string, ModuleRef> modules;
  /// The one network of this file, or null.
  const ast::Network *network = nullptr;
  /// By name: those of the files that it imports itself, for `extends`.
  std::map<std::string, NetworkRef> networks;
  /// Something was not parsed or imported: names may be missing through no
  /// fault of those who use them.
  bool isIncomplete = false;
};

/// Each file once, the main one first.
using SpecTree = std::vector<std::unique_ptr<SpecFile>>;

/// `name`, which stands in the file `from`, as a path of this process.
std::string resolveBeside(const std::string &from, const std::string &name);

/// Reads and parses `path` and its imports; reports missing and cyclic ones,
/// what is defined twice, and networks imported for nothing. Empty if the main
/// file gives nothing.
SpecTree loadSpecTree(const std::string &path, const ReadFile &readFile,
                      Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_SPECTREE_H
