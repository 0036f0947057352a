#include "reference/Convolution.h"
#include <algorithm>

namespace gnet::reference {

namespace {

/// Neighbouring windows, and output channels, whose sums are made at once.
constexpr int64_t windows = 8, filters = 4;
using Vector [[gnu::vector_size(windows * sizeof(double))]] = double;

/// The weights of `filters` output channels.
using Rows = const float *[filters];

[[gnu::always_inline]] inline void
addProducts(const Rows &rows, const std::vector<Vector> &under, Vector *sums) {
  Vector own[filters] = {};
  for (size_t tap = 0; tap < under.size(); ++tap)
    for (int64_t filter = 0; filter < filters; ++filter)
      own[filter] += static_cast<double>(rows[filter][tap]) * under[tap];
  std::copy_n(own, filters, sums);
}

#ifdef __x86_64__
[[gnu::target("avx2,fma")]] void
addProductsAvx2(const Rows &rows, const std::vector<Vector> &under,
                Vector *sums) {
  addProducts(rows, under, sums);
}
#endif

void products(const Rows &rows, const std::vector<Vector> &under,
              Vector *sums) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return addProductsAvx2(rows, under, sums);
#endif
  addProducts(rows, under, sums);
}

/// Where each tap's input lies from the first of a window's.
std::vector<size_t> tapOffsets(const FilterGroup &group, const Tensor &input) {
  const Conv &conv = group.conv;
  std::vector<size_t> offsets;
  for (int64_t channel : group.channels)
    for (int64_t h = 0; h < conv.kernel.height; ++h)
      for (int64_t w = 0; w < conv.kernel.width; ++w)
        offsets.push_back(input.index(0, channel, h * conv.dilation.height,
                                      w * conv.dilation.width));
  return offsets;
}

/// Where each window of an image begins, the image being the first.
std::vector<size_t> windowOffsets(const FilterGroup &group, const Tensor &input,
                                  const Shape &output) {
  const Extent &stride = group.conv.stride;
  std::vector<size_t> offsets;
  for (int64_t h = 0; h < output.height; ++h)
    for (int64_t w = 0; w < output.width; ++w)
      offsets.push_back(input.index(0, 0, h * stride.height, w * stride.width));
  return offsets;
}

/// The sums of `group` for `count` windows, under which lies `under`.
void addToOutput(const FilterGroup &group, const std::vector<Vector> &under,
                 double *output, int64_t image, int64_t count) {
  for (int64_t filter = 0; filter < group.count; filter += filters) {
    Rows rows;
    for (int64_t i = 0; i < filters; ++i)
      rows[i] =
          group.weights + std::min(filter + i, group.count - 1) * group.taps();
    Vector sums[filters];
    products(rows, under, sums);
    for (int64_t i = 0; i < std::min(filters, group.count - filter); ++i)
      for (int64_t window = 0; window < count; ++window)
        output[(filter + i) * image + window] += sums[i][window];
  }
}

} // namespace

void addConvolution(const FilterGroup &group, const Tensor &input,
                    Tensor &output) {
  const std::vector<size_t> taps = tapOffsets(group, input);
  const std::vector<size_t> starts = windowOffsets(group, input, output.shape);
  const auto image = static_cast<int64_t>(starts.size());
  std::vector<Vector> under(taps.size());
  for (int64_t n = 0; n < output.batch; ++n)
    for (int64_t first = 0; first < image; first += windows) {
      const int64_t count = std::min(windows, image - first);
      for (int64_t window = 0; window < count; ++window) {
        const double *from =
            &input.values[input.index(n, 0, 0, 0) + starts[first + window]];
        for (size_t tap = 0; tap < taps.size(); ++tap)
          under[tap][window] = from[taps[tap]];
      }
      double *to = &output.at(n, group.first, 0, 0) + first;
      addToOutput(group, under, to, image, count);
    }
}

} // namespace gnet::reference
