//===- Histogram.cpp - How often values of each size come -----------------===//
#include "quantization/Histogram.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace gnet {
namespace {

constexpr int log2MostBins = 11;
static_assert(size_t{1} << log2MostBins == Histogram::mostBins);

} // namespace

int64_t Histogram::binOf(double value) const {
  return static_cast<int64_t>(std::floor(std::ldexp(value, -exponent)));
}

double Histogram::edge(size_t bin) const {
  return std::ldexp(static_cast<double>(first + static_cast<int64_t>(bin)),
                    exponent);
}

int64_t Histogram::total() const {
  return std::accumulate(counts.begin(), counts.end(), zeros);
}

void Histogram::coarsen() {
  const int64_t from = first;
  // Towards minus infinity, as shifts go.
  first >>= 1;
  std::vector<int64_t> wide(counts.empty() ? 0 : counts.size() / 2 + 1);
  for (size_t i = 0; i < counts.size(); ++i)
    wide[((from + static_cast<int64_t>(i)) >> 1) - first] += counts[i];
  while (!wide.empty() && wide.back() == 0)
    wide.pop_back();
  counts = std::move(wide);
  ++exponent;
}

/// Bins from `low` to `high`, and those that there are.
void Histogram::makeRoom(int64_t low, int64_t high) {
  if (counts.empty())
    first = low;
  const int64_t begin = std::min(first, low);
  const int64_t end =
      std::max(first + static_cast<int64_t>(counts.size()), high + 1);
  counts.insert(counts.begin(), first - begin, 0);
  first = begin;
  counts.resize(end - begin);
}

void Histogram::makeRoom(double low, double high) {
  const int least = std::ilogb(std::max(-low, high)) - log2MostBins + 1;
  if (counts.empty())
    exponent = least;
  while (exponent < least)
    coarsen();
  auto widest = [&] {
    int64_t begin = binOf(low), end = binOf(high) + 1;
    if (!counts.empty()) {
      begin = std::min(begin, first);
      end = std::max(end, first + static_cast<int64_t>(counts.size()));
    }
    return end - begin;
  };
  while (widest() > static_cast<int64_t>(mostBins))
    coarsen();
  makeRoom(binOf(low), binOf(high));
}

void Histogram::add(llvm::ArrayRef<float> values) {
  double low = INFINITY, high = -INFINITY;
  for (float value : values)
    if (value != 0) {
      low = std::min<double>(low, value);
      high = std::max<double>(high, value);
    }
  if (low > high) {
    zeros += static_cast<int64_t>(values.size());
    return;
  }
  min = std::min(min, low);
  max = std::max(max, high);
  makeRoom(low, high);
  const double scale = std::ldexp(1.0, -exponent);
  for (float value : values)
    if (value == 0)
      ++zeros;
    else
      ++counts[static_cast<int64_t>(std::floor(value * scale)) - first];
}

void Histogram::merge(const Histogram &other) {
  min = std::min(min, other.min);
  max = std::max(max, other.max);
  zeros += other.zeros;
  if (other.counts.empty())
    return;
  Histogram added = other;
  if (counts.empty()) {
    exponent = added.exponent;
    first = added.first;
  }
  auto span = [&] {
    const auto ends = {first + static_cast<int64_t>(counts.size()),
                       added.first + static_cast<int64_t>(added.counts.size())};
    return std::max(ends) - std::min(first, added.first);
  };
  while (added.exponent < exponent)
    added.coarsen();
  while (exponent < added.exponent)
    coarsen();
  while (span() > static_cast<int64_t>(mostBins)) {
    added.coarsen();
    coarsen();
  }
  makeRoom(added.first,
           added.first + static_cast<int64_t>(added.counts.size()) - 1);
  for (size_t i = 0; i < added.counts.size(); ++i)
    counts[added.first - first + static_cast<int64_t>(i)] += added.counts[i];
}

} // namespace gnet
