//===- PaddingMode.h - The `pad` of convolutions and pools ----------------===//
#ifndef GNET_LANGUAGE_ELABORATION_PADDINGMODE_H
#define GNET_LANGUAGE_ELABORATION_PADDINGMODE_H

#include "language/elaboration/Attributes.h"

namespace gnet {

/// Given: the operation's own padding holds. The others depend on the kernel
/// and the input (see resolvePadding).
enum class PaddingMode { Given, Same, SameUpper };

void readPadding(Attributes &attributes, Padding &padding, PaddingMode &mode);

/// Sets the padding of a convolution or pool over `input` from its mode. Why
/// that cannot be done, or nothing.
std::optional<std::string> resolvePadding(LayerOp &op, PaddingMode mode,
                                          const Shape &input);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_PADDINGMODE_H
