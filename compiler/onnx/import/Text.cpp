#include "onnx/import/Text.h"

#include "network/LayerNames.h"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

constexpr size_t lineLength = 100;

std::string kernelText(const Extent &kernel) {
  return fmt::format("{}x{}", kernel.height, kernel.width);
}

std::string listText(const std::vector<double> &values) {
  std::vector<std::string> texts;
  for (double value : values)
    texts.push_back(numberText(value));
  return texts.size() == 1 ? texts.front()
                           : fmt::format("[{}]", fmt::join(texts, ", "));
}

std::string rateText(double rate) {
  double percent = std::round(rate * 100);
  return percent / 100 == rate ? fmt::format("{}%", static_cast<int>(percent))
                               : numberText(rate);
}

/// A layer's arguments; keys that hold numbers go to `keys`.
struct Arguments {
  const NumberText &number;
  LayerId layer;
  std::vector<std::string> &keys;

  std::string operator()(const Conv &conv) const {
    std::string text = window(conv.kernel, conv.stride);
    text += " " + number({SpecNumberKind::Channels, conv.channels, layer});
    if (conv.groups != 1)
      keys.push_back("groups: " +
                     number({SpecNumberKind::Groups, conv.groups, layer}));
    return text;
  }
  std::string operator()(const MaxPool &pool) const {
    return window(pool.kernel, pool.stride);
  }
  std::string operator()(const AvgPool &pool) const {
    return window(pool.kernel, pool.stride);
  }
  std::string operator()(const Lrn &lrn) const {
    return std::to_string(lrn.size);
  }
  std::string operator()(const Dropout &dropout) const {
    return rateText(dropout.rate);
  }
  std::string operator()(const Linear &linear) const {
    return number({SpecNumberKind::Channels, linear.features, layer});
  }
  std::string operator()(const Scale &scale) const {
    return listText(scale.factors);
  }
  template <typename Other> std::string operator()(const Other &) const {
    return "";
  }

  /// `7x7/2`; a stride that is a parameter stands in a key.
  std::string window(const Extent &kernel, const Extent &stride) const {
    if (stride.height != stride.width) {
      keys.push_back("stride: " + kernelText(stride));
      return kernelText(kernel);
    }
    std::string text = number({SpecNumberKind::Stride, stride.height, layer});
    if (text == "1")
      return kernelText(kernel);
    if (text.find_first_not_of("0123456789") == std::string::npos)
      return kernelText(kernel) + "/" + text;
    keys.push_back("stride: " + text);
    return kernelText(kernel);
  }
};

class ChainWriter {
public:
  explicit ChainWriter(const SpecWriting &writing) : writing(writing) {}

  std::string chain(const SpecChain &chain, int indent) const {
    std::string text;
    size_t lineStart = 0;
    for (const SpecItem &item : chain) {
      std::string stage = item.isBlock() ? block(item, indent) : layer(item);
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
    std::string arguments =
        std::visit(Arguments{writing.number, item.main, keys}, main.op);
    std::string text = layerName(main.op);
    if (!arguments.empty())
      text += " " + arguments;
    if (!keys.empty())
      text += fmt::format(" {{ {} }}", fmt::join(keys, ", "));
    return text;
  }

  std::string block(const SpecItem &item, int indent) const {
    std::string margin(static_cast<size_t>(indent), ' ');
    std::string text = layerName(writing.network.layers[item.main].op);
    text += " {\n";
    std::vector<std::string> names = writing.branchNames(item);
    for (size_t i = 0; i < item.branches.size(); ++i) {
      const SpecChain &branch = item.branches[i];
      text += fmt::format("{}  {}: {}\n", margin, names[i],
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
