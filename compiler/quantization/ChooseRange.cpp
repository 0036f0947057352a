//===- ChooseRange.cpp - Which of a result's values integers stand for ----===//
#include "quantization/ChooseRange.h"
#include "quantization/Quantization.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace gnet {
namespace {

using Range = Calibration::Range;

Range minMax(const Histogram &values) { return {values.min, values.max}; }

//===----------------------------------------------------------------------===//
// Percentile
//===----------------------------------------------------------------------===//

/// Of all values, that may be cut off at either end.
constexpr double shareOfOutliers = 1e-4;

Range percentile(const Histogram &values) {
  const double allowed = shareOfOutliers * static_cast<double>(values.total());
  Range range = minMax(values);
  double cut = 0;
  for (size_t end = values.counts.size(); end > 0 && values.edge(end) > 0;
       --end) {
    cut += static_cast<double>(values.counts[end - 1]);
    if (cut > allowed)
      break;
    range.max = std::min(range.max, values.edge(end - 1));
  }
  cut = 0;
  for (size_t bin = 0; bin < values.counts.size() && values.edge(bin + 1) <= 0;
       ++bin) {
    cut += static_cast<double>(values.counts[bin]);
    if (cut > allowed)
      break;
    range.min = std::max(range.min, values.edge(bin + 1));
  }
  return range;
}

//===----------------------------------------------------------------------===//
// The least of a loss
//===----------------------------------------------------------------------===//

/// Each end is tried at so many places, the last at a sixteenth of it.
constexpr int places = 96;

double placeOf(int place) { return std::exp2(-4.0 * place / (places - 1)); }

using Loss = double (*)(const Histogram &values, const Range &range);

/// Puts `end` where the loss is least, the other end being as it is.
void improve(const Histogram &values, Loss loss, Range &range,
             double Range::*end) {
  const double whole = end == &Range::min ? values.min : values.max;
  double least = INFINITY, best = whole;
  for (int place = 0; whole != 0 && place < places; ++place) {
    range.*end = whole * placeOf(place);
    const double lost = loss(values, range);
    if (lost < least) {
      least = lost;
      best = range.*end;
    }
  }
  range.*end = best;
}

Range leastOf(const Histogram &values, Loss loss) {
  Range range = minMax(values);
  for (int round = 0; round < 2; ++round) {
    improve(values, loss, range, &Range::max);
    improve(values, loss, range, &Range::min);
  }
  return range;
}

//===----------------------------------------------------------------------===//
// Mean squared error
//===----------------------------------------------------------------------===//

/// What is rounded is off by up to half a step, all errors as often.
double squaredError(const Histogram &values, const Range &range) {
  const Quantization integers = quantizationOf(range);
  const double step = integers.scale, rounding = step * step / 12;
  const double low = -integers.zeroPoint * step;
  const double high = (255 - integers.zeroPoint) * step;
  double sum = 0;
  for (size_t bin = 0; bin < values.counts.size(); ++bin) {
    const double value = (values.edge(bin) + values.edge(bin + 1)) / 2;
    const double beyond = std::max({low - value, value - high, 0.0});
    sum += static_cast<double>(values.counts[bin]) *
           (beyond > 0 ? beyond * beyond : rounding);
  }
  return sum;
}

Range leastSquares(const Histogram &values) {
  return leastOf(values, squaredError);
}

//===----------------------------------------------------------------------===//
// Entropy
//===----------------------------------------------------------------------===//

constexpr int64_t levels = 255;

/// The information that is lost where bins from `begin` to `end` are kept,
/// those outside are counted at the ends, and each level makes one number of
/// its bins.
double lostInformation(llvm::ArrayRef<int64_t> counts, size_t begin,
                       size_t end) {
  std::vector<double> kept(counts.begin() + begin, counts.begin() + end);
  for (size_t i = 0; i < begin; ++i)
    kept.front() += static_cast<double>(counts[i]);
  for (size_t i = end; i < counts.size(); ++i)
    kept.back() += static_cast<double>(counts[i]);
  double total = 0, inside = 0;
  for (size_t i = 0; i < kept.size(); ++i) {
    total += kept[i];
    inside += static_cast<double>(counts[begin + i]);
  }
  const auto size = static_cast<int64_t>(kept.size());
  double lost = 0;
  for (int64_t level = 0; level < levels; ++level) {
    const int64_t from = level * size / levels,
                  to = (level + 1) * size / levels;
    double mass = 0;
    int64_t bins = 0;
    for (int64_t i = from; i < to; ++i) {
      mass += static_cast<double>(counts[begin + i]);
      bins += kept[i] > 0;
    }
    // A level of outliers alone stands for one value at least.
    const double mean =
        std::max(mass, 1.0) / static_cast<double>(std::max<int64_t>(bins, 1));
    for (int64_t i = from; i < to; ++i)
      if (kept[i] > 0)
        lost += kept[i] / total *
                std::log(kept[i] / total * std::max(inside, 1.0) / mean);
  }
  return lost;
}

/// Where a level is less than a bin nothing is known of what it loses.
double lostInformation(const Histogram &values, const Range &range) {
  size_t begin = 0, end = values.counts.size();
  while (begin < end && values.edge(begin + 1) <= range.min)
    ++begin;
  while (begin < end && values.edge(end - 1) >= range.max)
    --end;
  if (end - begin < static_cast<size_t>(levels))
    return INFINITY;
  return lostInformation(values.counts, begin, end);
}

Range leastLost(const Histogram &values) {
  return leastOf(values, [](const Histogram &all, const Range &range) {
    return lostInformation(all, range);
  });
}

constexpr RangeMethod methods[] = {{"min-max", minMax},
                                   {"percentile", percentile},
                                   {"mse", leastSquares},
                                   {"entropy", leastLost}};

} // namespace

llvm::ArrayRef<RangeMethod> rangeMethods() { return methods; }

double shortened(double value) {
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

Calibration::Range chooseRange(const RangeMethod &method,
                               const Histogram &values) {
  const Range range = method.choose(values);
  return {shortened(range.min), shortened(range.max)};
}

void chooseRanges(const RangeMethod &method, Calibration &calibration) {
  calibration.method = method.name.str();
  for (const Calibration::Values &values : calibration.values)
    for (const std::string &result : values.results)
      calibration.ranges[result] = chooseRange(method, values.histogram);
}

const RangeMethod *findRangeMethod(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      methods, [&](const RangeMethod &method) { return method.name == name; });
  return found == std::end(methods) ? nullptr : found;
}

} // namespace gnet
