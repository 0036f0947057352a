//===- Unused.h - What is written but has no effect -----------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_UNUSED_H
#define GNET_LANGUAGE_ELABORATION_UNUSED_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"

namespace gnet {

/// Reports parameters that the module's body never mentions.
void checkParameters(const ast::Module &module, Diagnostics &diagnostics);

/// Reports layers whose values reach neither the output nor a head's.
void checkLayers(const Network &network, Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_UNUSED_H
