#include "Roofline.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace gnet {

namespace {

/// Seconds, if a step had nothing else to wait for.
struct Bounds {
  Bounds(const gnet_layer &layer, const Peaks &peaks)
      : multiplying(2 * static_cast<double>(layer.products) / peaks.flops),
        weights(static_cast<double>(layer.weight_bytes) / peaks.memory),
        images(static_cast<double>(layer.activation_bytes) /
               (layer.activation_bytes <= peaks.cacheBytes ? peaks.cache
                                                           : peaks.memory)) {}

  double seconds() const { return std::max({multiplying, weights, images}); }
  const char *name() const {
    if (multiplying >= std::max(weights, images))
      return "multiplying";
    return weights >= images ? "weights" : "images";
  }

  double multiplying, weights, images;
};

bool begins(std::string_view text, std::string_view word) {
  return text.substr(0, word.size()) == word;
}

/// The first that applies of what slows kernels down.
std::string reasonOf(const StepTime &step, const Bounds &bounds,
                     int32_t threads) {
  constexpr double shortStep = 10e-6;
  const std::string_view kernel = step.layer.kernel;
  if (begins(kernel, "winograd") || begins(kernel, "strassen"))
    return "transforms its inputs and results, which are no products";
  if (step.layer.products == 0)
    return "computes, but multiplies no learned tensor";
  if (step.least < shortStep)
    return fmt::format("short: {:.1f} us, some of which to begin",
                       step.least * 1e6);
  if (bounds.weights > bounds.multiplying / 2)
    return "waits for weights while it multiplies";
  if (begins(kernel, "grouped") || begins(kernel, "plain"))
    return "each value that it reads is multiplied few times";
  if (step.layer.products > step.layer.macs * 5 / 4)
    return "its channels do not fill their blocks";
  if (begins(kernel, "direct") && kernel.ends_with("x1"))
    return "few outputs: each value that it reads is used once";
  if (threads > 1)
    return "threads wait for the last of them";
  return "not known";
}

} // namespace

std::vector<RooflineStep> rooflineOf(const std::vector<StepTime> &steps,
                                     const Peaks &peaks, int32_t threads) {
  std::vector<RooflineStep> found;
  for (const StepTime &step : steps) {
    const gnet_layer &layer = step.layer;
    Bounds bounds(layer, peaks);
    double seconds = std::max(step.least, 1e-9);
    double flops = 2 * static_cast<double>(layer.products);
    auto bytes = static_cast<double>(
        std::max<int64_t>(layer.weight_bytes + layer.activation_bytes, 1));
    RooflineStep entry{&step,
                       flops / seconds,
                       flops / bytes,
                       bounds.name(),
                       bounds.seconds() / seconds,
                       ""};
    if (entry.reached < wellReached)
      entry.reason = reasonOf(step, bounds, threads);
    found.push_back(std::move(entry));
  }
  return found;
}

} // namespace gnet
