//===- Pool.h - Largest elements and means --------------------------------===//
#ifndef GNET_NETWORK_LAYERS_POOL_H
#define GNET_NETWORK_LAYERS_POOL_H

#include "network/layers/Description.h"
#include <algorithm>

namespace gnet {

/// What pools share: a result of the input's channels, and windows that hold at
/// least one element of it.
template <typename Pool> struct PoolWindows {
  static Window of(const Pool &pool) {
    return {pool.kernel, pool.stride, {}, pool.padding, pool.rounding};
  }

  static std::optional<std::string> misfit(const Pool &pool) {
    const auto &[top, left, bottom, right] = pool.padding;
    const auto &[height, width] = pool.kernel;
    if (std::max(top, bottom) < height && std::max(left, right) < width)
      return std::nullopt;
    auto text = [](int64_t number) { return std::to_string(number); };
    return "a padding of [" + text(top) + ", " + text(left) + ", " +
           text(bottom) + ", " + text(right) + "] leaves " + text(height) +
           "x" + text(width) + " windows without any input";
  }

  template <typename Self, typename Fields>
  static void describe(Self &pool, Fields &fields) {
    fields.kernel({.word = "kernel", .doc = "height x width"}, pool.kernel,
                  pool.stride);
    fields.padding(pool.padding);
    fields.key({.word = "rounding",
                .doc = "of the number of windows: floor, or ceil, which lets "
                       "a last one hang over the end",
                .gn = "ceil"},
               pool.rounding);
  }
};

struct MaxPool {
  Extent kernel;
  Extent stride;
  Padding padding;
  Rounding rounding = Rounding::Floor;
  bool operator==(const MaxPool &) const = default;

  static constexpr const char *word = "max_pool";
  static constexpr const char *shortName = "pool";
  static constexpr const char *doc = "the largest element of each window";
  static constexpr LayerFamily family = LayerFamily::Pool;
  static constexpr const char *rowType = "max pool";

  template <typename Self, typename Fields>
  static void describe(Self &pool, Fields &fields) {
    PoolWindows<MaxPool>::describe(pool, fields);
  }

  Window window() const { return PoolWindows<MaxPool>::of(*this); }
  std::optional<std::string> misfit() const {
    return PoolWindows<MaxPool>::misfit(*this);
  }
  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    return windowShape(window(), inputs.front(), inputs.front().channels);
  }
};

/// The divisor of a window is its number of elements inside the input, or with
/// `countPadding` inside the input and its declared padding: what ceil
/// rounding adds past the padding is never counted (Caffe, PyTorch).
struct AvgPool {
  Extent kernel;
  Extent stride;
  Padding padding;
  Rounding rounding = Rounding::Floor;
  bool countPadding = false;
  bool operator==(const AvgPool &) const = default;

  static constexpr const char *word = "avg_pool";
  static constexpr const char *shortName = "pool";
  static constexpr const char *doc = "the mean of each window";
  static constexpr LayerFamily family = LayerFamily::Pool;
  static constexpr const char *rowType = "avg pool";

  template <typename Self, typename Fields>
  static void describe(Self &pool, Fields &fields) {
    PoolWindows<AvgPool>::describe(pool, fields);
    // Frameworks differ, so that no default would be right.
    fields.flagOfPadding(
        {.word = "count_padding",
         .doc = "whether a window's padding counts in its divisor; to be said "
                "where there is any",
         .whenTrue = "padding counted",
         .whenFalse = "padding not counted",
         .said = pool.padding == Padding() ? Said::Never : Said::Always},
        pool.countPadding,
        "a padded avg_pool says whether its padding counts: write "
        "count_padding: true (Caffe, PyTorch) or false (TensorFlow)");
  }

  Window window() const { return PoolWindows<AvgPool>::of(*this); }
  std::optional<std::string> misfit() const {
    return PoolWindows<AvgPool>::misfit(*this);
  }
  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    return windowShape(window(), inputs.front(), inputs.front().channels);
  }
};

struct GlobalAvgPool {
  bool operator==(const GlobalAvgPool &) const = default;

  static constexpr const char *word = "global_avg_pool";
  static constexpr const char *shortName = "pool";
  static constexpr const char *doc = "the mean of each channel";
  static constexpr LayerFamily family = LayerFamily::Pool;
  static constexpr const char *rowType = "avg pool";

  /// As papers print it: one window, the whole image.
  Window windowOver(const Shape &input) const {
    return {{input.height, input.width}, {}, {}, {}};
  }
  ShapeOrError shape(const std::vector<Shape> &inputs) const {
    return Shape{inputs.front().channels, 1, 1};
  }
};

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_POOL_H
