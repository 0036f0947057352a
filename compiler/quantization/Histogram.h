//===- Histogram.h - How often values of each size come -------------------===//
#ifndef GNET_QUANTIZATION_HISTOGRAM_H
#define GNET_QUANTIZATION_HISTOGRAM_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <vector>

namespace gnet {

/// Bins are as wide as a power of two and begin at its multiples: two become
/// one where the values want more room, and histograms of different pictures
/// become one of all, exactly. Zeros are counted by themselves: they are many
/// after a relu, and no integers lose them.
struct Histogram {
  static constexpr size_t mostBins = 2048;

  double min = 0, max = 0; ///< Of all values, and 0.
  int64_t zeros = 0;
  int exponent = 0;            ///< A bin is 2^exponent wide.
  int64_t first = 0;           ///< The first bin begins at so many widths.
  std::vector<int64_t> counts; ///< Empty: nothing but zeros.

  /// Finite ones.
  void add(llvm::ArrayRef<float> values);
  void merge(const Histogram &other);

  int64_t total() const;
  /// Where a bin begins; that of the one behind the last is its end.
  double edge(size_t bin) const;

private:
  void makeRoom(double low, double high);
  void makeRoom(int64_t low, int64_t high);
  /// Bins of twice the width.
  void coarsen();
  int64_t binOf(double value) const;
};

} // namespace gnet

#endif // GNET_QUANTIZATION_HISTOGRAM_H
