//===- ModuleInstance.h - A use of a module, kept for editors -------------===//
#ifndef GNET_LANGUAGE_ELABORATION_MODULEINSTANCE_H
#define GNET_LANGUAGE_ELABORATION_MODULEINSTANCE_H

#include "language/elaboration/Values.h"

namespace gnet {

struct ModuleInstance {
  std::string path; ///< Its layers' paths start with it and a dot.
  const ast::Module *module;
  SourceRange usedAt; ///< The call, or the label of the table's row.
  Bindings bindings;
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_MODULEINSTANCE_H
