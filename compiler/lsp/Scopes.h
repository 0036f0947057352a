//===- Scopes.h - Which names a body defines, and what they stand for -----===//
//
// As far as the syntax tells: nothing is elaborated, so that it holds for what
// somebody is just writing, and for modules that no network uses.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LSP_SCOPES_H
#define GNET_LSP_SCOPES_H

#include "language/elaboration/SpecTree.h"

namespace gnet {

enum class NameKind { File, Module, Network, Parameter, Layer, Head, Input };

struct Scope;

/// What a name stands for in a body of layers.
struct Symbol {
  NameKind kind;
  SourceRange where;
  /// What its path goes on with, for a layer of several stages.
  std::shared_ptr<Scope> inner;
  /// Where those are the names of a module.
  const ModuleRef *module = nullptr;
};

struct Scope {
  const Scope *outer = nullptr;
  std::map<std::string, Symbol> names;
};

/// What the statements of a body define, in it. `file` has the modules that
/// they use.
void declare(const std::vector<ast::Statement> &statements,
             const SpecFile &file, Scope &scope);

/// What a network defines, its bases' names outside of its own.
std::shared_ptr<Scope> scopeOf(const ast::Network &network,
                               const SpecFile &file);

/// What the first `count` names of a path stand for, or null. `keep` holds what
/// the symbol is a part of.
const Symbol *resolve(const ast::Path &path, size_t count, const Scope &scope,
                      std::vector<std::shared_ptr<Scope>> &keep);

} // namespace gnet

#endif // GNET_LSP_SCOPES_H
