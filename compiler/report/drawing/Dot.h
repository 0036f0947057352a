//===- Dot.h - A network as Graphviz's language ---------------------------===//
#ifndef GNET_REPORT_DRAWING_DOT_H
#define GNET_REPORT_DRAWING_DOT_H

#include "network/Network.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// As the papers draw networks: from the top down, a box for each use of a
/// module, branches side by side, the shapes on the arrows, training heads
/// dashed.
void printDot(const Network &network, llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_REPORT_DRAWING_DOT_H
