//===- SortStably.h - A short list in order -------------------------------===//
#ifndef GNET_TARGET_KERNELS_SORTSTABLY_H
#define GNET_TARGET_KERNELS_SORTSTABLY_H

#include <algorithm>

namespace gnet {

/// By `less`; equals stay in their order. For a few: std::stable_sort of
/// libstdc++ 12 calls what C++20 deprecates.
template <typename List, typename Less>
void sortStably(List &list, const Less &less) {
  auto *first = list.begin();
  for (auto *next = first; next != list.end(); ++next)
    std::rotate(std::upper_bound(first, next, *next, less), next, next + 1);
}

} // namespace gnet

#endif // GNET_TARGET_KERNELS_SORTSTABLY_H
