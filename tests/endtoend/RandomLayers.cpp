#include "endtoend/RandomLayers.h"
#include "network/Shapes.h"
#include <fmt/format.h>
#include <numeric>

namespace gnet::endtoend {

namespace {

/// Of a spec.
constexpr int64_t longestList = 64;

std::string window(int64_t kernelHeight, int64_t kernelWidth,
                   int64_t strideHeight, int64_t strideWidth) {
  return fmt::format("{}x{}/{}x{}", kernelHeight, kernelWidth, strideHeight,
                     strideWidth);
}

} // namespace

/// A window that fits at least once; no pooling window lies in padding alone.
RandomLayers::Axis RandomLayers::axis(int64_t size, int64_t padPercent,
                                      bool dilate, bool pool) {
  Axis axis{random.from(1, 5), 1, 1, 0, 0};
  if (random.chance(45))
    axis.stride = random.from(2, 3);
  if (dilate)
    axis.dilation = random.from(2, 3);
  const int64_t most = pool ? axis.kernel / 2 : axis.kernel - 1;
  if (random.chance(static_cast<int>(padPercent))) {
    axis.before = random.from(0, most);
    axis.after = random.from(0, most);
  }
  while ((axis.kernel - 1) * axis.dilation + 1 >
         size + axis.before + axis.after) {
    axis.kernel -= 1;
    axis.before = axis.after = 0;
  }
  return axis;
}

/// Often a multiple of what blocked layouts hold together.
int64_t RandomLayers::channelCount() {
  return random.chance(35) ? 16 * random.from(1, 3) : random.from(1, 40);
}

std::string RandomLayers::groups(int64_t inputs, int64_t &outputs) {
  if (!random.chance(30))
    return "";
  int64_t count = inputs;
  if (!random.chance(40)) // else depthwise
    for (int64_t divisor : {2, 3, 5})
      if (inputs % divisor == 0)
        count = divisor;
  outputs = count * std::max<int64_t>(1, outputs / count);
  return fmt::format(", groups: {}", count);
}

std::string RandomLayers::conv(Shape &shape, const std::string &extra) {
  const bool dilate = random.chance(20);
  const Axis h = axis(shape.height, 70, dilate, false);
  const Axis w = axis(shape.width, 70, dilate, false);
  int64_t channels = channelCount();
  std::string settings = groups(shape.channels, channels);
  if (dilate)
    settings += fmt::format(", dilation: {}x{}", h.dilation, w.dilation);
  if (!extra.empty())
    settings += ", " + extra;
  std::string text =
      fmt::format("conv {} {} {{ pad: [{}, {}, {}, {}]{} }}",
                  window(h.kernel, w.kernel, h.stride, w.stride), channels,
                  h.before, w.before, h.after, w.after, settings);
  shape = {channels,
           windowCount(shape.height, h.kernel, h.stride, h.dilation, h.before,
                       h.after, Rounding::Floor),
           windowCount(shape.width, w.kernel, w.stride, w.dilation, w.before,
                       w.after, Rounding::Floor)};
  return text;
}

std::string RandomLayers::convSame(Shape &shape) {
  return convTo(shape, channelCount(), random.chance(50));
}

std::string RandomLayers::convTo(Shape &shape, int64_t channels,
                                 bool activate) {
  shape.channels = channels;
  const char *kernel = random.oneOf({"1x1", "3x3", "5x5", "1x3", "5x1"});
  return fmt::format("conv {} {} {{ pad: same, activation: {} }}", kernel,
                     channels, activate ? activation() : "none");
}

std::string RandomLayers::depthwise(Shape &shape) {
  const Axis h = axis(shape.height, 70, false, false);
  const Axis w = axis(shape.width, 70, false, false);
  const int64_t channels = shape.channels * random.oneOf({1, 1, 1, 2});
  const std::string activation =
      random.chance(60) ? this->activation() : "none";
  std::string text = fmt::format(
      "conv {} {} {{ pad: [{}, {}, {}, {}], groups: {}, activation: {} }}",
      window(h.kernel, w.kernel, h.stride, w.stride), channels, h.before,
      w.before, h.after, w.after, shape.channels, activation);
  shape = {channels,
           windowCount(shape.height, h.kernel, h.stride, 1, h.before, h.after,
                       Rounding::Floor),
           windowCount(shape.width, w.kernel, w.stride, 1, w.before, w.after,
                       Rounding::Floor)};
  return text;
}

std::string RandomLayers::gate(int64_t channels) {
  const int64_t squeezed = random.from(1, 12);
  const std::string between = activation();
  const char *last =
      random.oneOf({"sigmoid", "hard_sigmoid", "hard_sigmoid", "tanh"});
  const char *layer = random.oneOf({"conv 1x1", "linear"});
  return fmt::format("global_avg_pool -> {0} {1} {{ activation: {2} }} -> "
                     "{0} {3} {{ activation: {4} }}",
                     layer, squeezed, between, channels, last);
}

std::string RandomLayers::connected(Shape &shape) {
  const int64_t outputs = random.from(1, 12);
  std::string lists;
  for (int64_t o = 0; o < outputs; ++o) {
    const int64_t first = random.from(0, shape.channels - 1);
    std::string seen = std::to_string(first);
    const int64_t end = std::min(shape.channels, first + longestList);
    for (int64_t i = first + 1; i < end; ++i)
      if (random.chance(50))
        seen += ", " + std::to_string(i);
    lists += (o ? ", [" : "[") + seen + "]";
  }
  shape.channels = outputs;
  return fmt::format("conv 3x3 {} {{ pad: same, connections: [{}] }}", outputs,
                     lists);
}

std::string RandomLayers::pool(Shape &shape) {
  const bool average = random.chance(50);
  const bool ceil = random.chance(50);
  const Axis h = axis(shape.height, 50, false, true);
  const Axis w = axis(shape.width, 50, false, true);
  std::string settings = ceil ? "rounding: ceil" : "rounding: floor";
  if (average)
    settings +=
        random.chance(50) ? ", count_padding: true" : ", count_padding: false";
  std::string text =
      fmt::format("{} {} {{ pad: [{}, {}, {}, {}], {} }}",
                  average ? "avg_pool" : "max_pool",
                  window(h.kernel, w.kernel, h.stride, w.stride), h.before,
                  w.before, h.after, w.after, settings);
  const Rounding rounding = ceil ? Rounding::Ceil : Rounding::Floor;
  shape = {shape.channels,
           windowCount(shape.height, h.kernel, h.stride, 1, h.before, h.after,
                       rounding),
           windowCount(shape.width, w.kernel, w.stride, 1, w.before, w.after,
                       rounding)};
  return text;
}

std::string RandomLayers::poolSame() {
  return random.oneOf({"max_pool 3x3/1 { pad: same }",
                       "avg_pool 3x3/1 { pad: same, count_padding: false }",
                       "avg_pool 5x3/1 { pad: same, count_padding: true }"});
}

std::string RandomLayers::lrn() {
  // One choice a statement: the order of a call's arguments is the compiler's.
  const char *size = random.oneOf({"3", "5", "7"});
  const char *alpha = random.oneOf({"1", "0.3", "1e-4"});
  const char *beta = random.oneOf({"0.75", "0.5", "1"});
  const char *k = random.oneOf({"1", "2"});
  const bool overSize = random.chance(60);
  return fmt::format(
      "lrn {} {{ alpha: {}, beta: {}, k: {}, alpha_over_size: {} }}", size,
      alpha, beta, k, overSize);
}

std::string RandomLayers::norm() {
  const char *epsilon = random.oneOf({"1e-5", "1e-3", "0.1"});
  const bool scale = random.chance(75);
  const bool shift = random.chance(75);
  return fmt::format("batch_norm {{ epsilon: {}, scale: {}, shift: {} }}",
                     epsilon, scale, shift);
}

std::string RandomLayers::activation() {
  return random.oneOf({"relu", "relu", "sigmoid", "leaky_relu { slope: 0.1 }",
                       "leaky_relu", "tanh",
                       "tanh { amplitude: 1.7159, slope: 2/3 }", "relu6",
                       "hard_sigmoid", "hard_swish", "silu", "gelu"});
}

std::string RandomLayers::affine() {
  const bool bias = random.chance(50);
  return fmt::format("affine {{ bias: {}, activation: {} }}", bias,
                     random.chance(50) ? activation() : "none");
}

std::string RandomLayers::scale(int64_t channels) {
  if (channels > longestList || random.chance(60))
    return random.oneOf({"scale 0.17", "scale -2.5 { offset: 0.25 }"});
  std::string factors, offsets;
  for (int64_t c = 0; c < channels; ++c) {
    factors += fmt::format("{}{}", c ? ", " : "", 0.25 * random.from(-4, 4));
    offsets += fmt::format("{}{}", c ? ", " : "", 0.5 * random.from(-2, 2));
  }
  return fmt::format("scale [{}] {{ offset: [{}] }}", factors, offsets);
}

std::string RandomLayers::rbf(Shape &shape) {
  shape = {random.from(1, 12), 1, 1};
  return fmt::format("rbf {}", shape.channels);
}

std::string RandomLayers::linear(Shape &shape) {
  shape = {random.from(1, 50), 1, 1};
  std::string settings = random.chance(70) ? "bias: true" : "bias: false";
  if (random.chance(40))
    settings += ", activation: " + activation();
  if (random.chance(25))
    settings += ", norm: " + norm();
  return fmt::format("linear {} {{ {} }}", shape.channels, settings);
}

} // namespace gnet::endtoend
