#include "network/Shapes.h"

namespace gnet {

ShapeOrError inferShape(const LayerOp &op, const std::vector<Shape> &inputs) {
  return std::visit(
      [&](const auto &layer) -> ShapeOrError {
        if constexpr (requires { layer.shape(inputs); })
          return layer.shape(inputs);
        else
          return inputs.front();
      },
      op);
}

} // namespace gnet
