//===- Peaks.h - The most that this machine does --------------------------===//
#ifndef GNET_RUN_PEAKS_H
#define GNET_RUN_PEAKS_H

#include <cstdint>
#include <string>

namespace gnet {

/// Of so many threads together.
struct Peaks {
  double flops;        ///< A second: a multiply-add is two.
  double memory;       ///< Bytes a second, read from what no cache holds.
  double cache;        ///< Likewise, read from the cores' second caches,
  int64_t cacheBytes;  ///< which hold so much.
  std::string vectors; ///< What the first was measured with, as "AVX-512".
};

/// Measures them in short loops, within a second. `features`: those that the
/// code uses which is held against them, as "avx2,fma,avx512f".
Peaks measurePeaks(int32_t threads, const std::string &features);

} // namespace gnet

#endif // GNET_RUN_PEAKS_H
