//===- Shapes.h - The shape a layer gives ---------------------------------===//
#ifndef GNET_NETWORK_SHAPES_H
#define GNET_NETWORK_SHAPES_H

#include "network/Layers.h"

namespace gnet {

/// The layer's output shape. Elements fit an int64_t and the byte size of a
/// float32 tensor stays under 2^40, else an error.
ShapeOrError inferShape(const LayerOp &op, const std::vector<Shape> &inputs);

} // namespace gnet

#endif // GNET_NETWORK_SHAPES_H
