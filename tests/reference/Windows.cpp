#include "reference/Windows.h"

namespace gnet::reference {

std::vector<int64_t> windowStarts(const Axis &axis) {
  const int64_t reach = (axis.kernel - 1) * axis.dilation + 1;
  const int64_t end = axis.size + axis.padAfter;
  std::vector<int64_t> starts;
  int64_t covered = -axis.padBefore;
  for (int64_t start = -axis.padBefore;; start += axis.stride) {
    bool fits = start + reach <= end;
    // Ceil adds one window that hangs over the end, if something is left for
    // it to cover and it starts on the input.
    bool hangs = axis.rounding == Rounding::Ceil && !starts.empty() &&
                 covered < end && start < axis.size;
    if (!fits && !hangs)
      return starts;
    starts.push_back(start);
    covered = start + reach;
  }
}

} // namespace gnet::reference
