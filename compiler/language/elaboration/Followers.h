//===- Followers.h - What a layer's key puts behind it --------------------===//
//
// `norm: batch_norm { ... }` and `activation: tanh { ... }` stand for layers of
// their own, which can be written by themselves with the same keys.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_FOLLOWERS_H
#define GNET_LANGUAGE_ELABORATION_FOLLOWERS_H

#include "language/elaboration/Attributes.h"

namespace gnet {

/// Behind the key's own settings stand the defaults of the kind it names.
std::optional<LayerOp> readNormKey(Attributes &attributes,
                                   const DefaultSettings &defaults,
                                   Diagnostics &diagnostics);
std::optional<LayerOp> readActivationKey(Attributes &attributes,
                                         const DefaultSettings &defaults,
                                         Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_FOLLOWERS_H
