//===- LayerText.h - A layer in a few words -------------------------------===//
#ifndef GNET_REPORT_LAYERTEXT_H
#define GNET_REPORT_LAYERTEXT_H

#include "network/Network.h"

namespace gnet {

/// As the language begins it: `conv 7x7/2 64`, `lrn 5`, `dropout 40%`.
std::string layerTitle(const LayerOp &op);

/// What else it says, where that is not the language's default: `pad 3`,
/// `2 groups`, `no bias`.
std::vector<std::string> layerDetails(const LayerOp &op);

/// Title and details on one line.
std::string layerText(const LayerOp &op);

} // namespace gnet

#endif // GNET_REPORT_LAYERTEXT_H
