#include "Agreement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <numeric>

namespace gnet {

namespace {

using Values = llvm::ArrayRef<float>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The largest first, the earlier of equals first; what is not a number last.
llvm::SmallVector<int64_t> bestOf(Values values, int64_t count) {
  llvm::SmallVector<int64_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  auto comesBefore = [&](int64_t a, int64_t b) {
    if (std::isnan(values[a]) || std::isnan(values[b]))
      return std::isnan(values[a]) == std::isnan(values[b])
                 ? a < b
                 : std::isnan(values[b]);
    return values[a] != values[b] ? values[a] > values[b] : a < b;
  };
  std::partial_sort(order.begin(), order.begin() + count, order.end(),
                    comesBefore);
  order.truncate(count);
  return order;
}

double errorOf(Values first, Values second) {
  double difference = 0, largest = 0;
  for (auto [a, b] : llvm::zip_equal(first, second)) {
    if (a == b || (std::isnan(a) && std::isnan(b)))
      difference = std::max(difference, 0.0);
    else if (!std::isfinite(a) || !std::isfinite(b))
      return infinity;
    else
      difference = std::max(difference, std::abs(double(a) - double(b)));
    if (std::isfinite(a))
      largest = std::max(largest, std::abs(double(a)));
  }
  return difference == 0 ? 0 : difference / largest;
}

/// Of nothing but zeros: 1 with such, 0 with others.
double cosineOf(Values first, Values second) {
  double product = 0, ofFirst = 0, ofSecond = 0;
  for (auto [a, b] : llvm::zip_equal(first, second)) {
    product += double(a) * double(b);
    ofFirst += double(a) * double(a);
    ofSecond += double(b) * double(b);
  }
  if (ofFirst == 0 || ofSecond == 0)
    return ofFirst == ofSecond ? 1 : 0;
  // Each root for itself: the product of both squares could be infinite.
  double cosine = product / std::sqrt(ofFirst) / std::sqrt(ofSecond);
  return std::isnan(cosine) ? 0 : std::clamp(cosine, -1.0, 1.0);
}

} // namespace

void AgreementSum::add(Values first, Values second) {
  const auto count = std::min<int64_t>(5, static_cast<int64_t>(first.size()));
  auto bestOfFirst = bestOf(first, count), bestOfSecond = bestOf(second, count);
  sum.top1 += bestOfFirst.front() == bestOfSecond.front();
  const auto shared = llvm::count_if(bestOfFirst, [&](int64_t best) {
    return llvm::is_contained(bestOfSecond, best);
  });
  sum.top5 += static_cast<double>(shared) / static_cast<double>(count);
  const double error = errorOf(first, second);
  sum.worstError = std::max(sum.worstError, error);
  sum.meanError += error;
  sum.leastCosine = std::min(sum.leastCosine, cosineOf(first, second));
  ++images;
}

Agreement AgreementSum::mean() const {
  const auto all = static_cast<double>(images);
  Agreement mean = sum;
  mean.top1 /= all;
  mean.top5 /= all;
  mean.meanError /= all;
  return mean;
}

} // namespace gnet
