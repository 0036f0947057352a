//===- Pool.h - The padding of pools as ONNX needs it ---------------------===//
//
// Which windows ceil_mode keeps where the last starts past the input, and what
// it divides an average by, depends on the engine and its version. There ours
// are written as floor rounding of a padding that gives the same windows.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_EXPORT_POOL_H
#define GNET_ONNX_EXPORT_POOL_H

#include "network/Network.h"

namespace gnet {

/// One axis of a pool.
struct PoolAxis {
  int64_t size = 0; ///< Of the input.
  int64_t kernel = 1;
  int64_t stride = 1;
  int64_t padBefore = 0;
  int64_t padAfter = 0;
};

/// The padding after the input with which floor rounding gives `count`
/// windows: the declared one where it does, else as far as the last reaches.
int64_t padAfterFor(const PoolAxis &axis, int64_t count);

/// Whether ceil rounding gives `count` windows, none dropped.
bool isPlainCeil(const PoolAxis &axis, int64_t count);

template <typename Pool> PoolAxis rowsOf(const Pool &pool, const Shape &input) {
  return {input.height, pool.kernel.height, pool.stride.height,
          pool.padding.top, pool.padding.bottom};
}

template <typename Pool>
PoolAxis columnsOf(const Pool &pool, const Shape &input) {
  return {input.width, pool.kernel.width, pool.stride.width, pool.padding.left,
          pool.padding.right};
}

/// The pool's declared padding with `padAfterFor` on both axes.
template <typename Pool>
Padding floorPadding(const Pool &pool, const Shape &input,
                     const Shape &output) {
  Padding padding = pool.padding;
  padding.bottom = padAfterFor(rowsOf(pool, input), output.height);
  padding.right = padAfterFor(columnsOf(pool, input), output.width);
  return padding;
}

} // namespace gnet

#endif // GNET_ONNX_EXPORT_POOL_H
