//===- Windows.h - Where the windows of one axis lie ----------------------===//
#ifndef GNET_REFERENCE_WINDOWS_H
#define GNET_REFERENCE_WINDOWS_H

#include "network/Network.h"
#include <vector>

namespace gnet::reference {

/// One axis of a convolution or pooling.
struct Axis {
  int64_t size = 0;
  int64_t kernel = 1;
  int64_t stride = 1;
  int64_t dilation = 1;
  int64_t padBefore = 0;
  int64_t padAfter = 0;
  Rounding rounding = Rounding::Floor;
};

/// The first position of every window; position 0 is the first of the input,
/// so padding before it has negative positions.
std::vector<int64_t> windowStarts(const Axis &axis);

} // namespace gnet::reference

#endif // GNET_REFERENCE_WINDOWS_H
