//===- Variant.h - A network with all that it inherits --------------------===//
//
// `network X extends Y` is Y's statements with X's changes made to them. What
// comes out is elaborated like any network, except that each statement sees the
// modules of the file it was written in.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_VARIANT_H
#define GNET_LANGUAGE_ELABORATION_VARIANT_H

#include "language/elaboration/SpecTree.h"

namespace gnet {

/// Modules of modules can grow without end; the largest networks known have
/// some thousand layers.
inline constexpr size_t maxSteps = 20000;

struct PlacedStatement {
  ast::Statement syntax;
  const SpecFile *file; ///< Whose modules it sees.
};

/// One step from the first base to the network itself.
struct NetworkLevel {
  const ast::Network *network;
  const SpecFile *file;
};

/// `replace module inception with inception_3x3`
struct ModuleReplacement {
  ast::Name name; ///< As written, of the replaced one.
  const ast::Module *replaced;
  ModuleRef by;
};

/// A name of the base that the variant took away.
struct Removal {
  const char *how; ///< `removed` or `replaced`.
  SourceRange where;
  SourceRange definedAt;
};

struct WholeNetwork {
  ast::Name name;
  std::vector<NetworkLevel> levels; ///< The first base first.
  /// Layers, tables, rows and heads, in their order; what is Broken in any
  /// level. The rest (input, defaults, ...) is found in the levels.
  std::vector<PlacedStatement> body;
  std::vector<ModuleReplacement> replacements; ///< In the order made.
  std::map<std::string, Removal> removals;
};

/// `network` of `file` with its bases, or nothing if one cannot be found
/// (reported). Imports go in no circle, so that bases do not either.
std::optional<WholeNetwork> wholeNetwork(const SpecFile &file,
                                         const ast::Network &network,
                                         Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_VARIANT_H
