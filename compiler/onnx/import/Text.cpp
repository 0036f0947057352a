#include "onnx/import/Text.h"

#include "network/LayerNames.h"
#include "onnx/import/IgnoredFields.h"
#include "onnx/import/Names.h"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

constexpr size_t lineLength = 100;

std::string kernelText(const Extent &kernel) {
  return fmt::format("{}x{}", kernel.height, kernel.width);
}

std::string rateText(double rate) {
  double percent = std::round(rate * 100);
  return percent / 100 == rate ? fmt::format("{}%", static_cast<int>(percent))
                               : numberText(rate);
}

/// Takes the keys of a layer that are whole numbers.
struct NumberKeys : IgnoredFields {
  std::vector<std::pair<const char *, int64_t>> keys;

  using IgnoredFields::key;
  void key(const Field &field, int64_t value, IntegerRange) {
    keys.emplace_back(field.word, value);
  }
};

/// Writes the arguments of a layer; keys that hold numbers go to `keys`.
class Arguments : public IgnoredFields {
public:
  Arguments(const NumberText &number, LayerId layer,
            std::vector<std::string> &keys)
      : number(number), layer(layer), keys(keys) {}

  std::string text;

  /// `7x7/2`; a stride that is a parameter stands in a key.
  void kernel(const Field &, const Extent &kernel, const Extent &stride) {
    text += " " + kernelText(kernel);
    if (stride.height != stride.width)
      return keys.push_back("stride: " + kernelText(stride));
    std::string side =
        number({SpecNumberKind::Stride, stride.height, layer, "stride"});
    if (side == "1")
      return;
    if (side.find_first_not_of("0123456789") == std::string::npos)
      text += "/" + side;
    else
      keys.push_back("stride: " + side);
  }
  void argument(const Field &field, int64_t value, IntegerRange) {
    text += " " + number({SpecNumberKind::Argument, value, layer, field.word});
  }
  void argument(const Field &, const std::vector<double> &values, RealRange) {
    text += " " + numbersText(values);
  }
  void rate(const Field &, double value) { text += " " + rateText(value); }

  void numberKeys(const LayerOp &op) {
    NumberKeys own, initial;
    describe(op, own);
    describe(kindOf(op).initial, initial);
    for (size_t i = 0; i < own.keys.size(); ++i) {
      const auto &[word, value] = own.keys[i];
      if (value != initial.keys[i].second)
        keys.push_back(fmt::format(
            "{}: {}", word, number({SpecNumberKind::Key, value, layer, word})));
    }
  }

private:
  const NumberText &number;
  const LayerId layer;
  std::vector<std::string> &keys;
};

class ChainWriter {
public:
  explicit ChainWriter(const SpecWriting &writing) : writing(writing) {}

  std::string chain(const SpecChain &chain, int indent) const {
    std::string text;
    size_t lineStart = 0;
    NamePool
        names; // Branches of all blocks of a chain have names of their own.
    for (const SpecItem &item : chain) {
      std::string stage =
          item.isBlock() ? block(item, indent, names) : layer(item);
      size_t first = std::min(stage.find('\n'), stage.size());
      size_t length = text.size() - lineStart + first + 4 +
                      (lineStart == 0 ? static_cast<size_t>(indent) : 0);
      if (!text.empty() && length > lineLength) {
        text += " ->\n";
        lineStart = text.size();
        text += std::string(static_cast<size_t>(indent) + 4, ' ');
      } else if (!text.empty()) {
        text += " -> ";
      }
      if (size_t last = stage.rfind('\n'); last != std::string::npos)
        lineStart = text.size() + last + 1;
      text += stage;
    }
    return text;
  }

private:
  std::string layer(const SpecItem &item) const {
    const Layer &main = writing.network.layers[item.main];
    std::vector<std::string> keys =
        settingsOf(writing.network, item, writing.defaults);
    Arguments arguments(writing.number, item.main, keys);
    describe(main.op, arguments);
    arguments.numberKeys(main.op);
    std::string text = layerName(main.op) + arguments.text;
    if (!keys.empty())
      text += fmt::format(" {{ {} }}", fmt::join(keys, ", "));
    return text;
  }

  std::string block(const SpecItem &item, int indent, NamePool &pool) const {
    std::string margin(static_cast<size_t>(indent), ' ');
    std::string text = layerName(writing.network.layers[item.main].op);
    text += " {\n";
    std::vector<std::string> names = writing.branchNames(item);
    for (size_t i = 0; i < item.branches.size(); ++i) {
      const SpecChain &branch = item.branches[i];
      text += fmt::format("{}  {}: {}\n", margin, pool.claim(names[i]),
                          branch.empty() ? "from input"
                                         : chain(branch, indent + 2));
    }
    return text + margin + "}";
  }

  const SpecWriting &writing;
};

} // namespace

std::string chainText(const SpecWriting &writing, const SpecChain &chain,
                      int indent) {
  return ChainWriter(writing).chain(chain, indent);
}

std::string plainNumber(const SpecNumber &number) {
  return std::to_string(number.value);
}

std::vector<std::string> countedBranches(const SpecItem &block) {
  std::vector<std::string> names;
  for (size_t i = 0; i < block.branches.size(); ++i)
    names.push_back(fmt::format("b{}", i + 1));
  return names;
}

} // namespace gnet
