#include "weights/maps/WeightMap.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>

namespace gnet {

namespace {

constexpr size_t maxBytes = size_t{1} << 20;
constexpr size_t maxFactors = 8;

/// By TensorKind: its name in a map and what PyTorch calls it.
constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral>
    kinds[tensorKinds] = {
        {"conv.weight", "{}.weight"},     {"conv.bias", "{}.bias"},
        {"linear.weight", "{}.weight"},   {"linear.bias", "{}.bias"},
        {"norm.scale", "{}.weight"},      {"norm.shift", "{}.bias"},
        {"norm.mean", "{}.running_mean"}, {"norm.variance", "{}.running_var"},
        {"affine.scale", "{}.weight"},    {"affine.shift", "{}.bias"},
        {"rbf.centres", "{}.weight"},
};

using Words = llvm::ArrayRef<llvm::StringRef>;

class Parser {
public:
  explicit Parser(WeightMap &map) : map(map) {}

  llvm::Error line(Words words);

private:
  enum class Section { None, Tensors, Layers, Parameters, Created };

  static std::optional<Section> sectionNamed(llvm::StringRef name);

  llvm::Error key(llvm::StringRef key, Words values);
  llvm::Error list(llvm::StringRef key, Words values);
  llvm::Error single(llvm::StringRef key, Words values);
  llvm::Error choice(llvm::StringRef key, Words values);
  llvm::Error section(Section next, Words values);
  llvm::Error entry(Words words);
  llvm::Error tensor(llvm::StringRef kind, Words formula);
  llvm::Error layer(llvm::StringRef ours, Words theirs);
  llvm::Error parameter(llvm::StringRef ours, Words formula);
  llvm::Error created(Words paths);
  llvm::Error number(llvm::StringRef text, std::optional<double> &into);

  WeightMap &map;
  Section current = Section::None;
};

llvm::Error error(const llvm::Twine &message) {
  return llvm::createStringError(message);
}

/// `values` is one of the choices, which `into` becomes.
template <typename T>
llvm::Error choose(llvm::StringRef key, Words values, T &into,
                   llvm::ArrayRef<std::pair<llvm::StringRef, T>> choices) {
  std::string known;
  for (const auto &[name, value] : choices) {
    if (values.size() == 1 && values.front() == name) {
      into = value;
      return llvm::Error::success();
    }
    known += (known.empty() ? "" : " or ") + name.str();
  }
  return error("'" + key + ":' takes " + known);
}

/// One name or number of a product.
llvm::Expected<Factor> parseFactor(llvm::StringRef word) {
  double number = 0;
  if (llvm::to_float(word, number)) {
    if (!std::isfinite(number))
      return error("'" + word + "' is not a finite number");
    return number;
  }
  auto name = NameTemplate::parse(word);
  if (!name)
    return name.takeError();
  return std::move(*name);
}

/// FACTOR { ("*" | "+") FACTOR }, with blanks around the signs.
llvm::Expected<Formula> parseFormula(Words words) {
  if (words.size() % 2 == 0 || words.size() > 2 * maxFactors - 1)
    return error("after '=' there must be names or numbers, at most " +
                 llvm::Twine(maxFactors) +
                 ", joined by '*' or '+' with blanks around");
  Formula formula(1);
  for (size_t i = 0; i < words.size(); ++i) {
    if (i % 2 == 0) {
      llvm::Expected<Factor> factor = parseFactor(words[i]);
      if (!factor)
        return factor.takeError();
      formula.back().push_back(std::move(*factor));
    } else if (words[i] == "+") {
      formula.emplace_back();
    } else if (words[i] != "*") {
      return error("'" + words[i] + "' stands where '*' or '+' must");
    }
  }
  return formula;
}

/// Every capture that `name` takes is one of the pattern's or `others`.
llvm::Error checkCaptures(const NameTemplate &name, const NamePattern *pattern,
                          llvm::ArrayRef<llvm::StringRef> others) {
  for (const std::string &capture : name.captures())
    if (!(pattern && pattern->hasCapture(capture)) &&
        !llvm::is_contained(others, capture))
      return error("'{" + capture + "}' is captured nowhere on the left");
  return llvm::Error::success();
}

llvm::Error checkCaptures(const Formula &formula, const NamePattern *pattern,
                          llvm::ArrayRef<llvm::StringRef> others) {
  for (const Product &product : formula)
    for (const Factor &factor : product)
      if (const auto *name = std::get_if<NameTemplate>(&factor))
        if (llvm::Error wrong = checkCaptures(*name, pattern, others))
          return wrong;
  return llvm::Error::success();
}

llvm::Error Parser::line(Words words) {
  llvm::StringRef first = words.front();
  if (first.consume_back(":") && (words.size() == 1 || words[1] != "="))
    return key(first, words.drop_front());
  return entry(words);
}

std::optional<Parser::Section> Parser::sectionNamed(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<Section>>(name)
      .Case("tensors", Section::Tensors)
      .Case("layers", Section::Layers)
      .Case("parameters", Section::Parameters)
      .Case("created", Section::Created)
      .Default(std::nullopt);
}

llvm::Error Parser::section(Section next, Words values) {
  if (!values.empty())
    return error("'" + values.front() + "' belongs on a line of its own");
  current = next;
  return llvm::Error::success();
}

llvm::Error Parser::number(llvm::StringRef text, std::optional<double> &into) {
  double value = 0;
  if (!llvm::to_float(text, value) || !std::isfinite(value) || value < 0)
    return error("'" + text + "' is not a number from 0 on");
  into = value;
  return llvm::Error::success();
}

llvm::Error Parser::key(llvm::StringRef key, Words values) {
  if (const std::optional<Section> next = sectionNamed(key))
    return section(*next, values);
  if (current != Section::None)
    return error("'" + key +
                 ":' is no section; keys stand before the first section");
  if (llvm::is_contained({"networks", "format", "ignore"}, key))
    return list(key, values);
  if (llvm::is_contained({"trim", "epsilon"}, key))
    return single(key, values);
  return choice(key, values);
}

llvm::Error Parser::list(llvm::StringRef key, Words values) {
  if (values.empty())
    return error("'" + key + ":' has no value");
  std::vector<std::string> &into = key == "networks" ? map.networks
                                   : key == "format" ? map.formats
                                                     : map.ignored;
  into.insert(into.end(), values.begin(), values.end());
  return llvm::Error::success();
}

llvm::Error Parser::single(llvm::StringRef key, Words values) {
  if (values.size() != 1)
    return error("'" + key + ":' takes one value");
  if (key == "epsilon")
    return number(values.front(), map.epsilon);
  map.trim = values.front().str();
  return llvm::Error::success();
}

llvm::Error Parser::choice(llvm::StringRef key, Words values) {
  if (key == "conv")
    return choose<ConvLayout>(
        key, values, map.conv,
        {{"OIHW", ConvLayout::Oihw}, {"HWIO", ConvLayout::Hwio}});
  if (key == "linear")
    return choose<LinearLayout>(
        key, values, map.linear,
        {{"OI", LinearLayout::Oi}, {"IO", LinearLayout::Io}});
  if (key == "flatten")
    return choose<FlattenOrder>(
        key, values, map.flatten,
        {{"CHW", FlattenOrder::Chw}, {"HWC", FlattenOrder::Hwc}});
  if (key == "input")
    return choose<std::optional<ChannelOrder>>(
        key, values, map.input,
        {{"rgb", ChannelOrder::Rgb}, {"bgr", ChannelOrder::Bgr}});
  if (key == "extra_class")
    return choose<ExtraClass>(
        key, values, map.extraClass,
        {{"first", ExtraClass::First}, {"last", ExtraClass::Last}});
  return error("unknown key '" + key +
               ":'; the keys are networks, format, conv, linear, flatten, "
               "input, epsilon, extra_class, trim and ignore, the sections "
               "tensors, layers, parameters and created");
}

llvm::Error Parser::entry(Words words) {
  if (current == Section::None)
    return error("'" + words.front() +
                 "' is in no section; 'KEY: value' or a section's name and "
                 "':' must come first");
  if (current == Section::Created)
    return created(words);
  if (words.size() < 3 || words[1] != "=")
    return error("this must be 'OURS = THEIRS', with blanks around '='");
  const Words right = words.drop_front(2);
  if (current == Section::Tensors)
    return tensor(words.front(), right);
  return current == Section::Layers ? layer(words.front(), right)
                                    : parameter(words.front(), right);
}

llvm::Error Parser::tensor(llvm::StringRef kind, Words words) {
  llvm::Expected<Formula> formula = parseFormula(words);
  if (!formula)
    return formula.takeError();
  if (llvm::Error wrong = checkCaptures(*formula, nullptr, {"", "_"}))
    return wrong;
  std::string known;
  for (auto [index, names] : llvm::enumerate(kinds)) {
    if (kind == names.first) {
      map.tensors[index].push_back(std::move(*formula));
      return llvm::Error::success();
    }
    known += (known.empty() ? "" : ", ") + names.first.str();
  }
  return error("'" + kind + "' is none of " + known);
}

llvm::Error Parser::layer(llvm::StringRef ours, Words words) {
  if (words.size() != 1)
    return error("a layer has one name in the file");
  auto pattern = NamePattern::parse(ours);
  if (!pattern)
    return pattern.takeError();
  auto name = NameTemplate::parse(words.front());
  if (!name)
    return name.takeError();
  if (llvm::Error wrong = checkCaptures(*name, &*pattern, {}))
    return wrong;
  map.layers.push_back({std::move(*pattern), std::move(*name)});
  return llvm::Error::success();
}

llvm::Error Parser::parameter(llvm::StringRef ours, Words words) {
  auto pattern = NamePattern::parse(ours);
  if (!pattern)
    return pattern.takeError();
  llvm::Expected<Formula> formula = parseFormula(words);
  if (!formula)
    return formula.takeError();
  if (llvm::Error wrong = checkCaptures(*formula, &*pattern, {}))
    return wrong;
  map.parameters.push_back({std::move(*pattern), std::move(*formula)});
  return llvm::Error::success();
}

llvm::Error Parser::created(Words paths) {
  for (llvm::StringRef path : paths)
    if (!map.created.try_emplace(path, map.created.size()).second)
      return error("'" + path + "' is created twice");
  return llvm::Error::success();
}

/// The words of a line before its comment.
llvm::SmallVector<llvm::StringRef> wordsOf(llvm::StringRef line) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(line, words, " \t\r");
  words.erase(llvm::find_if(
                  words, [](llvm::StringRef w) { return w.starts_with("//"); }),
              words.end());
  return words;
}

/// Calls as PyTorch does what the map says nothing of.
void addDefaultTensors(WeightMap &map) {
  for (auto [index, names] : llvm::enumerate(kinds))
    if (map.tensors[index].empty())
      map.tensors[index] = {
          {{llvm::cantFail(NameTemplate::parse(names.second))}}};
}

} // namespace

bool WeightMap::serves(llvm::StringRef network) const {
  return llvm::is_contained(networks, network);
}

WeightMap ownNames() {
  WeightMap map;
  map.layers.push_back({llvm::cantFail(NamePattern::parse("{x*}")),
                        llvm::cantFail(NameTemplate::parse("{x}"))});
  map.ignored = {"*.num_batches_tracked",
                 "*/constant/*"}; // Of an ONNX model that gnetc wrote.
  addDefaultTensors(map);
  return map;
}

llvm::Expected<WeightMap> parseWeightMap(llvm::StringRef text,
                                         llvm::StringRef file) {
  if (text.size() > maxBytes)
    return error(file + ": larger than 1 MiB: this is no weight map");
  WeightMap map;
  map.file = file.str();
  Parser parser(map);
  for (unsigned number = 1; !text.empty(); ++number) {
    llvm::StringRef line;
    std::tie(line, text) = text.split('\n');
    const llvm::SmallVector<llvm::StringRef> words = wordsOf(line);
    if (words.empty())
      continue;
    if (llvm::Error wrong = parser.line(words))
      return error(file + ":" + llvm::Twine(number) + ": " +
                   llvm::toString(std::move(wrong)));
  }
  addDefaultTensors(map);
  return map;
}

} // namespace gnet
