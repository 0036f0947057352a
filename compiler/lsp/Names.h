//===- Names.h - Every name in a spec and its imports, with its definition ===//
#ifndef GNET_LSP_NAMES_H
#define GNET_LSP_NAMES_H

#include "lsp/Scopes.h"

namespace gnet {

/// Where a name is written, and where it is defined: there itself, or
/// elsewhere.
struct NameUse {
  NameKind kind;
  SourceRange where;
  SourceRange definition;
};

/// In all files of the tree; what could not be found is left out.
std::vector<NameUse> namesOf(const SpecTree &tree);

/// The one at that place, or null.
const NameUse *nameAt(const std::vector<NameUse> &names,
                      const SourceRange &place);

/// True if they begin at the same place.
bool sameStart(const SourceRange &left, const SourceRange &right);

/// True if `place` is in `where` or right behind it.
bool covers(const SourceRange &where, const SourceRange &place);

} // namespace gnet

#endif // GNET_LSP_NAMES_H
