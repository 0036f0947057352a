//===- SymbolTable.h - What the paths of a network stand for --------------===//
#ifndef GNET_LANGUAGE_ELABORATION_SYMBOLTABLE_H
#define GNET_LANGUAGE_ELABORATION_SYMBOLTABLE_H

#include "language/diagnostics/Diagnostics.h"

#include <optional>
#include <vector>

namespace gnet {

/// A layer's output or the network's input; nothing where an error prevented
/// it, so that what depends on it stays silent.
using Result = std::optional<LayerId>;

/// Keyed by full dotted paths.
class SymbolTable {
public:
  struct Symbol {
    SourceRange where;
    Result result;
    bool isComplete = false;
  };

  static std::string join(const std::string &prefix, const std::string &name) {
    return prefix.empty() ? name : prefix + "." + name;
  }

  /// Null where nothing has that path.
  const Symbol *find(const std::string &path) const;
  /// False if the path is taken. What it stands for follows by `complete`.
  bool claim(const std::string &path, const SourceRange &where);
  /// Claims `prefix`.`name`, or with `_2`, `_3`, ... behind it.
  std::string claimFree(const std::string &prefix, const std::string &name,
                        const SourceRange &where);
  void complete(const std::string &path, Result result);
  /// The names right under `prefix`, for suggestions.
  std::vector<std::string> namesUnder(const std::string &prefix) const;

private:
  std::map<std::string, Symbol> symbols;
  std::map<std::string, int> counts; ///< Of automatic names given, by path.
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_SYMBOLTABLE_H
