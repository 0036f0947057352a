//===- Unused.h - What is written but has no effect -----------------------===//
#ifndef GNET_FRONTEND_UNUSED_H
#define GNET_FRONTEND_UNUSED_H

#include "frontend/Ast.h"
#include "frontend/Diagnostics.h"

namespace gnet {

/// Reports parameters that the module's body never mentions.
void checkParameters(const ast::Module &module, Diagnostics &diagnostics);

/// Reports layers whose values reach neither the output nor a head's.
void checkLayers(const Network &network, Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_FRONTEND_UNUSED_H
