//===- LayerNames.h - What reports call the layers ------------------------===//
#ifndef GNET_NETWORK_LAYERNAMES_H
#define GNET_NETWORK_LAYERNAMES_H

#include "network/Network.h"

namespace gnet {

/// The language's word for a layer: `conv`, `max_pool`, ...
const char *layerName(const LayerOp &op);

/// The language's word for an order: `gray`, `rgb`, `bgr`.
const char *channelOrderName(ChannelOrder order);

} // namespace gnet

#endif // GNET_NETWORK_LAYERNAMES_H
