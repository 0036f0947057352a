#include "onnx/import/Settings.h"

#include "network/Shapes.h"
#include "onnx/import/IgnoredFields.h"

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

/// Every name of a window's padding.
std::vector<std::string> paddingNames(const Window &window,
                                      const Shape &input) {
  const Padding &pad = window.padding;
  const Extent spread = window.spread();
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

std::string text(double value) { return numberText(value); }
std::string text(const std::vector<double> &values) {
  return numbersText(values);
}
std::string text(bool value) { return value ? "true" : "false"; }
std::string text(Rounding value) {
  return value == Rounding::Ceil ? "ceil" : "floor";
}
std::string text(const Extent &value) {
  return value.height == value.width
             ? std::to_string(value.height)
             : fmt::format("{}x{}", value.height, value.width);
}

/// Takes the keys of a layer; its arguments and numbers are Text.h's.
class FieldSettings : public IgnoredFields {
public:
  FieldSettings(const LayerOp &op, const Shape &input) : op(op), input(input) {}

  Settings settings;

  void padding(const Padding &) {
    std::vector<std::string> names = paddingNames(*windowOf(op, input), input);
    // Only one way to say it: a pool whose padding is named counts as padded.
    if (kindOf(op).family == LayerFamily::Pool)
      names.resize(1);
    settings.push_back({"pad", std::move(names), ""});
  }
  template <typename Value, typename... Range>
  void key(const Field &field, const Value &value, Range...) {
    settings.push_back({field.word, {text(value)}, ""});
  }
  void key(const Field &, int64_t, IntegerRange) {}
  /// No ONNX layer has them.
  void key(const Field &, const Connections &) {}
  void flag(const Flag &flag, bool value) {
    settings.push_back({flag.word, {text(value)}, ""});
  }
  void flagOfPadding(const Flag &flag, bool value, const char *) {
    // A default of padding would ask every pool what it counts.
    for (SpecSetting &setting : settings)
      if (setting.key == "pad")
        setting.mayBeDefault = false;
    if (flag.said == Said::Always)
      settings.push_back({flag.word, {text(value)}, "", false});
  }

private:
  const LayerOp &op;
  const Shape &input;
};

Settings settingsOf(const LayerOp &op, const Shape &input) {
  FieldSettings fields(op, input);
  describe(op, fields);
  return std::move(fields.settings);
}

/// The keys of one layer, without what follows it.
Settings settingsOf(const Network &network, LayerId id) {
  const Layer &layer = network.layers[id];
  const Shape &input = network.shapeOf(layer.inputs.front());
  Settings settings = settingsOf(layer.op, input);
  for (const SpecSetting &initial : settingsOf(kindOf(layer.op).initial, input))
    for (SpecSetting &setting : settings)
      if (setting.key == initial.key)
        setting.otherwise = initial.values.front();
  return settings;
}

std::string wordOf(const Network &network, LayerId id) {
  return kindOf(network.layers[id].op).word;
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
  std::string kind = wordOf(network, *id);
  std::vector<std::string> keys =
      written(kind, settingsOf(network, *id), defaults);
  return keys.empty() ? kind
                      : fmt::format("{} {{ {} }}", kind, fmt::join(keys, ", "));
}

/// With what follows the layer; `defaults` hold for the followers.
Settings describeItem(const Network &network, const SpecItem &item,
                      const SpecDefaults &defaults) {
  const LayerKind &kind = kindOf(network.layers[item.main].op);
  Settings settings = settingsOf(network, item.main);
  if (kind.takesNorm)
    settings.push_back(
        {"norm", {followerText(network, item.norm, defaults)}, "none"});
  if (kind.takesActivation)
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
        kinds.insert(wordOf(network, *id));
        followers.vote(wordOf(network, *id), settingsOf(network, *id));
      }
  });
  followers.elect(defaults);
  Election layers;
  forEachItem(body, [&](const SpecItem &item) {
    std::string kind = wordOf(network, item.main);
    if (!kinds.count(kind))
      layers.vote(kind, describeItem(network, item, defaults));
  });
  layers.elect(defaults);
  return defaults;
}

std::vector<std::string> settingsOf(const Network &network,
                                    const SpecItem &item,
                                    const SpecDefaults &defaults) {
  return written(wordOf(network, item.main),
                 describeItem(network, item, defaults), defaults);
}

std::string numbersText(const std::vector<double> &values) {
  std::vector<std::string> texts;
  for (double value : values)
    texts.push_back(numberText(value));
  return texts.size() == 1 ? texts.front()
                           : fmt::format("[{}]", fmt::join(texts, ", "));
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
