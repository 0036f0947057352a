//===- Svg.h - A network as a picture, laid out by Graphviz ---------------===//
#ifndef GNET_REPORT_DRAWING_SVG_H
#define GNET_REPORT_DRAWING_SVG_H

#include "network/Network.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// The picture of `printDot`'s text as SVG.
llvm::Expected<std::string> svgOf(const Network &network);

} // namespace gnet

#endif // GNET_REPORT_DRAWING_SVG_H
