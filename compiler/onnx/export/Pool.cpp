#include "onnx/export/Pool.h"
#include <algorithm>

namespace gnet {

int64_t padAfterFor(const PoolAxis &axis, int64_t count) {
  const int64_t before = axis.size + axis.padBefore;
  const int64_t withDeclared =
      (before + axis.padAfter - axis.kernel) / axis.stride + 1;
  if (withDeclared == count)
    return axis.padAfter;
  const int64_t reach = (count - 1) * axis.stride + axis.kernel;
  return std::max<int64_t>(0, reach - before);
}

bool isPlainCeil(const PoolAxis &axis, int64_t count) {
  const int64_t span = axis.size + axis.padBefore + axis.padAfter - axis.kernel;
  return (span + axis.stride - 1) / axis.stride + 1 == count;
}

} // namespace gnet
