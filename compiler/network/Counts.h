//===- Counts.h - Parameters, operations and depth of a network -----------===//
#ifndef GNET_NETWORK_COUNTS_H
#define GNET_NETWORK_COUNTS_H

#include "network/Network.h"

namespace gnet {

/// Figures of one image, or sums of them.
struct Counts {
  int64_t parameters = 0; ///< Trainable: running statistics are not.
  int64_t macs = 0; ///< Multiply-accumulates of convolutions and linear layers.
  int64_t activationBytes = 0; ///< Of the results, as float32.

  Counts &operator+=(const Counts &other);
};

/// One layer. Dropout's result is its input and takes no memory.
Counts countLayer(const Network &network, LayerId id);

/// The layers of a table's row.
Counts countRow(const Network &network, const Row &row);

/// Every layer of the inference form: no head's.
Counts countInference(const Network &network);

/// The layers that only head `head` of `network.heads` has.
Counts countHead(const Network &network, int head);

/// Convolutions and linear layers on the longest path through the row: the
/// paper's "depth".
int depthOfRow(const Network &network, const Row &row);

} // namespace gnet

#endif // GNET_NETWORK_COUNTS_H
