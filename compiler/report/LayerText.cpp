#include "report/LayerText.h"
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

std::string paddingText(const Padding &pad) {
  if (pad == Padding{pad.top, pad.top, pad.top, pad.top})
    return fmt::format("pad {}", pad.top);
  if (pad.top == pad.bottom && pad.left == pad.right)
    return fmt::format("pad {}x{}", pad.top, pad.left);
  return fmt::format("pad [{}, {}, {}, {}]", pad.top, pad.left, pad.bottom,
                     pad.right);
}

std::string text(double value) { return fmt::format("{:g}", value); }
std::string text(int64_t value) { return std::to_string(value); }
std::string text(const Extent &value) { return extentText(value); }
std::string text(const std::vector<double> &values) {
  return fmt::format("{:g}", fmt::join(values, ", "));
}
std::string text(Rounding value) {
  return value == Rounding::Ceil ? "ceil" : "floor";
}
/// How many pairs there are.
std::string text(const Connections &connections) {
  size_t count = 0;
  for (const std::vector<int64_t> &seen : connections)
    count += seen.size();
  return fmt::format("{} connections", count);
}

/// Writes each attribute of a layer.
class FieldTexts {
public:
  std::vector<std::string> arguments;

  struct Key {
    std::string text;
    Said said;
  };
  std::vector<Key> keys;

  void kernel(const Field &, const Extent &kernel, const Extent &stride) {
    arguments.push_back(patchText(kernel, stride));
  }
  void padding(const Padding &padding) {
    keys.push_back({paddingText(padding), Said::UnlessDefault});
  }
  template <typename Value, typename Range>
  void argument(const Field &, const Value &value, Range) {
    arguments.push_back(text(value));
  }
  void rate(const Field &, double value) {
    arguments.push_back(text(value * 100) + "%");
  }
  template <typename Value, typename... Range>
  void key(const Field &field, const Value &value, Range...) {
    add(field, text(value));
  }
  void key(const Field &field, const Connections &value) {
    keys.push_back({text(value), field.said});
  }
  void flag(const Flag &flag, bool value) {
    keys.push_back({value ? flag.whenTrue : flag.whenFalse, flag.said});
  }
  void flagOfPadding(const Flag &flag, bool value, const char *) {
    this->flag(flag, value);
  }
  template <typename Message> void check(bool, Message) {}

private:
  void add(const Field &field, const std::string &value) {
    keys.push_back({field.report
                        ? fmt::format(fmt::runtime(field.report), value)
                        : fmt::format("{} {}", field.word, value),
                    field.said});
  }
};

FieldTexts textsOf(const LayerOp &op) {
  FieldTexts texts;
  describe(op, texts);
  return texts;
}

} // namespace

std::string layerTitle(const LayerOp &op) {
  std::string title = kindOf(op).word;
  for (const std::string &argument : textsOf(op).arguments)
    title += " " + argument;
  return title;
}

std::vector<std::string> layerDetails(const LayerOp &op) {
  const FieldTexts texts = textsOf(op), defaults = textsOf(kindOf(op).initial);
  std::vector<std::string> details;
  for (size_t i = 0; i < texts.keys.size(); ++i) {
    const auto &[text, said] = texts.keys[i];
    const bool isSaid = said == Said::Always || (said == Said::UnlessDefault &&
                                                 text != defaults.keys[i].text);
    if (isSaid && !text.empty())
      details.push_back(text);
  }
  return details;
}

std::string layerText(const LayerOp &op) {
  std::string text = layerTitle(op);
  for (const std::string &detail : layerDetails(op))
    text += ", " + detail;
  return text;
}

} // namespace gnet
