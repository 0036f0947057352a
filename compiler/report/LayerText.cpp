#include "report/LayerText.h"
#include "network/LayerNames.h"
#include "network/Parameters.h"
#include "network/ShapeText.h"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

std::string patchText(Extent kernel, Extent stride) {
  std::string patch = extentText(kernel);
  if (stride == Extent{})
    return patch;
  return patch + "/" +
         (stride.height == stride.width ? std::to_string(stride.height)
                                        : extentText(stride));
}

struct TitleWriter {
  const char *name;

  std::string operator()(const Conv &conv) const {
    return fmt::format("{} {} {}", name, patchText(conv.kernel, conv.stride),
                       conv.channels);
  }
  std::string operator()(const MaxPool &pool) const { return window(pool); }
  std::string operator()(const AvgPool &pool) const { return window(pool); }
  std::string operator()(const Lrn &lrn) const {
    return fmt::format("{} {}", name, lrn.size);
  }
  std::string operator()(const Scale &scale) const {
    return fmt::format("{} {:g}", name, fmt::join(scale.factors, ", "));
  }
  std::string operator()(const Dropout &dropout) const {
    return fmt::format("{} {:g}%", name, dropout.rate * 100);
  }
  std::string operator()(const Linear &linear) const {
    return fmt::format("{} {}", name, linear.features);
  }
  std::string operator()(const Rbf &rbf) const {
    return fmt::format("{} {}", name, rbf.features);
  }
  template <typename Plain> std::string operator()(const Plain &) const {
    return name;
  }

  template <typename Window> std::string window(const Window &op) const {
    return fmt::format("{} {}", name, patchText(op.kernel, op.stride));
  }
};

struct DetailWriter {
  std::vector<std::string> details;

  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args &&...args) {
    details.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  void padding(const Padding &pad) {
    if (pad == Padding())
      return;
    bool isOne = pad == Padding{pad.top, pad.top, pad.top, pad.top};
    bool isEven = pad.top == pad.bottom && pad.left == pad.right;
    if (isOne)
      add("pad {}", pad.top);
    else if (isEven)
      add("pad {}x{}", pad.top, pad.left);
    else
      add("pad [{}, {}, {}, {}]", pad.top, pad.left, pad.bottom, pad.right);
  }
  void rounding(Rounding rounding) {
    if (rounding == Rounding::Ceil)
      add("rounding ceil");
  }
  void bias(bool present) {
    if (!present)
      add("no bias");
  }

  void operator()(const Conv &conv) {
    padding(conv.padding);
    if (conv.dilation != Extent{})
      add("dilation {}", extentText(conv.dilation));
    if (conv.groups != 1)
      add("{} groups", conv.groups);
    if (!conv.connections.empty())
      add("{} connections", connectionCount(conv));
    bias(conv.bias);
  }
  void operator()(const MaxPool &pool) {
    padding(pool.padding);
    rounding(pool.rounding);
  }
  void operator()(const AvgPool &pool) {
    padding(pool.padding);
    rounding(pool.rounding);
    if (pool.padding != Padding())
      add("padding {}", pool.countPadding ? "counted" : "not counted");
  }
  void operator()(const Lrn &lrn) {
    add("alpha {:g}", lrn.alpha);
    add("beta {:g}", lrn.beta);
    add("k {:g}", lrn.k);
    if (!lrn.alphaOverSize)
      add("alpha not over size");
  }
  void operator()(const BatchNorm &norm) {
    add("epsilon {:g}", norm.epsilon);
    if (!norm.scale)
      add("no scale");
    if (!norm.shift)
      add("no shift");
  }
  void operator()(const Affine &affine) { bias(affine.bias); }
  void operator()(const Scale &scale) {
    if (scale.offsets != std::vector<double>{0.0})
      add("offset {:g}", fmt::join(scale.offsets, ", "));
  }
  void operator()(const LeakyRelu &relu) { add("slope {:g}", relu.slope); }
  void operator()(const Tanh &tanh) {
    if (tanh.amplitude != 1 || tanh.slope != 1) {
      add("amplitude {:g}", tanh.amplitude);
      add("slope {:g}", tanh.slope);
    }
  }
  void operator()(const Linear &linear) { bias(linear.bias); }
  template <typename Plain> void operator()(const Plain &) {}
};

} // namespace

std::string layerTitle(const LayerOp &op) {
  return std::visit(TitleWriter{layerName(op)}, op);
}

std::vector<std::string> layerDetails(const LayerOp &op) {
  DetailWriter writer;
  std::visit(writer, op);
  return std::move(writer.details);
}

std::string layerText(const LayerOp &op) {
  std::string text = layerTitle(op);
  for (const std::string &detail : layerDetails(op))
    text += ", " + detail;
  return text;
}

} // namespace gnet
