#include "onnx/import/Settings.h"

#include "network/LayerNames.h"
#include "network/Shapes.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace gnet {

namespace {

using Settings = std::vector<SpecSetting>;

std::string paddingText(const Padding &pad) {
  if (pad.top != pad.bottom || pad.left != pad.right)
    return fmt::format("[{}, {}, {}, {}]", pad.top, pad.left, pad.bottom,
                       pad.right);
  if (pad.top != pad.left)
    return fmt::format("{}x{}", pad.top, pad.left);
  return pad.top == 0 ? "valid" : fmt::format("{}", pad.top);
}

template <typename Window>
std::vector<std::string> paddingNames(const Window &window, Extent dilation,
                                      const Shape &input) {
  const Padding &pad = window.padding;
  Extent spread{(window.kernel.height - 1) * dilation.height + 1,
                (window.kernel.width - 1) * dilation.width + 1};
  std::vector<std::string> names;
  if (pad == Padding())
    names.push_back("valid");
  bool isOdd = spread.height % 2 == 1 && spread.width % 2 == 1;
  if (isOdd && pad == Padding{spread.height / 2, spread.width / 2,
                              spread.height / 2, spread.width / 2})
    names.push_back("same");
  auto [top, bottom] =
      sameUpperPadding(input.height, spread.height, window.stride.height);
  auto [left, right] =
      sameUpperPadding(input.width, spread.width, window.stride.width);
  if (pad == Padding{top, left, bottom, right})
    names.push_back("same_upper");
  if (names.empty())
    names.push_back(paddingText(pad));
  return names;
}

const char *text(bool value) { return value ? "true" : "false"; }

std::string sidesText(const Extent &extent) {
  return extent.height == extent.width
             ? std::to_string(extent.height)
             : fmt::format("{}x{}", extent.height, extent.width);
}

/// The keys of one layer, without what follows it.
struct Describe {
  const Shape &input;

  Settings operator()(const Conv &conv) const {
    return {{"pad", paddingNames(conv, conv.dilation, input), "valid"},
            {"dilation", {sidesText(conv.dilation)}, "1"},
            {"bias", {text(conv.bias)}, "true"}};
  }
  Settings operator()(const MaxPool &pool) const {
    return {padding(pool), rounding(pool.rounding)};
  }
  Settings operator()(const AvgPool &pool) const {
    // A default of padding would ask every pool what it counts.
    Settings settings{padding(pool), rounding(pool.rounding)};
    settings.front().mayBeDefault = false;
    if (pool.padding != Padding())
      settings.push_back(
          {"count_padding", {text(pool.countPadding)}, "", false});
    return settings;
  }
  Settings operator()(const Lrn &lrn) const {
    return {{"alpha", {numberText(lrn.alpha)}, numberText(1e-4)},
            {"beta", {numberText(lrn.beta)}, numberText(0.75)},
            {"k", {numberText(lrn.k)}, numberText(1)}};
  }
  Settings operator()(const BatchNorm &norm) const {
    return {{"epsilon", {numberText(norm.epsilon)}, numberText(1e-5)}};
  }
  Settings operator()(const Affine &affine) const {
    return {{"bias", {text(affine.bias)}, "true"}};
  }
  Settings operator()(const Scale &scale) const {
    std::vector<std::string> offsets;
    for (double offset : scale.offsets)
      offsets.push_back(numberText(offset));
    std::string list = offsets.size() == 1
                           ? offsets.front()
                           : fmt::format("[{}]", fmt::join(offsets, ", "));
    return {{"offset", {list}, numberText(0)}};
  }
  Settings operator()(const LeakyRelu &relu) const {
    return {{"slope", {numberText(relu.slope)}, numberText(0.01)}};
  }
  Settings operator()(const Linear &linear) const {
    return {{"bias", {text(linear.bias)}, "true"}};
  }
  template <typename Other> Settings operator()(const Other &) const {
    return {};
  }

  /// Only one way to say it: a pool whose padding is named counts as padded.
  template <typename Pool> SpecSetting padding(const Pool &pool) const {
    return {"pad", {paddingNames(pool, {}, input).front()}, "valid"};
  }
  static SpecSetting rounding(Rounding rounding) {
    return {
        "rounding", {rounding == Rounding::Ceil ? "ceil" : "floor"}, "floor"};
  }
};

Settings describe(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  return std::visit(Describe{network.shapeOf(layer.inputs.front())}, layer.op);
}

std::string kindOf(const Network &network, LayerId id) {
  return layerName(network.layers[id].op);
}

std::vector<std::string> written(const std::string &kind,
                                 const Settings &settings,
                                 const SpecDefaults &defaults) {
  std::vector<std::string> texts;
  auto ofKind = defaults.find(kind);
  for (const SpecSetting &setting : settings) {
    std::string holds = setting.otherwise;
    if (ofKind != defaults.end())
      if (auto it = ofKind->second.find(setting.key);
          it != ofKind->second.end())
        holds = it->second;
    if (std::find(setting.values.begin(), setting.values.end(), holds) ==
        setting.values.end())
      texts.push_back(setting.key + ": " + setting.values.front());
  }
  return texts;
}

/// A follower as the value of a key: `relu`, `batch_norm { epsilon: 0.001 }`.
std::string followerText(const Network &network, std::optional<LayerId> id,
                         const SpecDefaults &defaults) {
  if (!id)
    return "none";
  std::string kind = kindOf(network, *id);
  std::vector<std::string> keys =
      written(kind, describe(network, *id), defaults);
  return keys.empty() ? kind
                      : fmt::format("{} {{ {} }}", kind, fmt::join(keys, ", "));
}

/// With what follows the layer; `defaults` hold for the followers.
Settings describeItem(const Network &network, const SpecItem &item,
                      const SpecDefaults &defaults) {
  const LayerOp &op = network.layers[item.main].op;
  Settings settings = describe(network, item.main);
  bool takesNorm =
      std::holds_alternative<Conv>(op) || std::holds_alternative<Linear>(op);
  if (takesNorm)
    settings.push_back(
        {"norm", {followerText(network, item.norm, defaults)}, "none"});
  if (takesNorm || std::holds_alternative<BatchNorm>(op) ||
      std::holds_alternative<Affine>(op))
    settings.push_back({"activation",
                        {followerText(network, item.activation, defaults)},
                        "none"});
  return settings;
}

/// What each value of a key would save.
class Election {
public:
  void vote(const std::string &kind, const Settings &settings) {
    for (const SpecSetting &setting : settings) {
      if (!setting.mayBeDefault)
        continue;
      Key &key = keys[kind][setting.key];
      key.otherwise = setting.otherwise;
      for (const std::string &value : setting.values)
        ++key.votes[value];
    }
  }

  void elect(SpecDefaults &defaults) const {
    for (const auto &[kind, ofKind] : keys)
      for (const auto &[name, key] : ofKind) {
        auto it = key.votes.find(key.otherwise);
        // The default itself has to be written, too.
        int most = (it == key.votes.end() ? 0 : it->second) + 1;
        for (const auto &[value, votes] : key.votes)
          if (votes > most) {
            most = votes;
            defaults[kind][name] = value;
          }
      }
  }

private:
  struct Key {
    std::string otherwise;
    std::map<std::string, int> votes;
  };
  std::map<std::string, std::map<std::string, Key>> keys;
};

} // namespace

SpecDefaults chooseDefaults(const Network &network, const SpecChain &body) {
  SpecDefaults defaults;
  Election followers;
  std::set<std::string> kinds;
  forEachItem(body, [&](const SpecItem &item) {
    for (const std::optional<LayerId> &id : {item.norm, item.activation})
      if (id) {
        kinds.insert(kindOf(network, *id));
        followers.vote(kindOf(network, *id), describe(network, *id));
      }
  });
  followers.elect(defaults);
  Election layers;
  forEachItem(body, [&](const SpecItem &item) {
    std::string kind = kindOf(network, item.main);
    if (!kinds.count(kind))
      layers.vote(kind, describeItem(network, item, defaults));
  });
  layers.elect(defaults);
  return defaults;
}

std::vector<std::string> settingsOf(const Network &network,
                                    const SpecItem &item,
                                    const SpecDefaults &defaults) {
  return written(kindOf(network, item.main),
                 describeItem(network, item, defaults), defaults);
}

std::string numberText(double value) {
  std::string text = fmt::format("{}", value);
  size_t exponent = text.find('e');
  if (exponent == std::string::npos)
    return text;
  size_t digits = text.find_first_not_of("+-0", exponent + 1);
  std::string sign = text[exponent + 1] == '-' ? "-" : "";
  return text.substr(0, exponent + 1) + sign + text.substr(digits);
}

} // namespace gnet
