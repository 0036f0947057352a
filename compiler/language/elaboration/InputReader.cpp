#include "language/elaboration/InputReader.h"

#include "language/elaboration/Attributes.h"
#include "language/elaboration/PaddingMode.h"
#include "language/elaboration/SpecTree.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

/// More channels than this are no picture: they come as raw tensors.
constexpr int64_t pictureChannels = 4;

bool readShape(const ast::Input &input, Shape &shape,
               Diagnostics &diagnostics) {
  const std::vector<int64_t> &sizes = input.dims.sizes;
  if (sizes.empty())
    return false;
  if (sizes.size() != 3) {
    diagnostics.error(input.dimsWhere, "an input is channels x height x width, "
                                       "as 3x224x224");
    return false;
  }
  for (int64_t size : sizes) {
    if (size >= 1 && size <= maxSide)
      continue;
    diagnostics.error(
        input.dimsWhere,
        fmt::format("the sizes of an input are from 1 to {}", maxSide));
    return false;
  }
  shape = {sizes[0], sizes[1], sizes[2]};
  if (shape.elements() > int64_t{1} << 38) {
    diagnostics.error(input.dimsWhere, "the input is too large: over 2^38 "
                                       "elements");
    return false;
  }
  // The one slip that is sure to happen: figures are written HxWxC.
  if (sizes[0] == sizes[1] && sizes[0] > pictureChannels && sizes[2] <= 3) {
    std::string meant = fmt::format("{}x{}x{}", sizes[2], sizes[0], sizes[1]);
    diagnostics
        .error(input.dimsWhere,
               fmt::format("an input is channels x height x width; did you "
                           "mean {}?",
                           meant))
        .repairedBy(meant);
    return false;
  }
  return true;
}

ChannelOrder readOrder(Attributes &attributes, int64_t channels) {
  const ast::Value *written = attributes.setting("order");
  const char *natural = channels == 3 ? "rgb" : "gray";
  std::string order = attributes.word("order", {"gray", "rgb", "bgr"}, natural);
  int64_t needed = order == "gray" ? 1 : 3;
  if (written && needed != channels)
    attributes.fail(written->where,
                    fmt::format("order {} has {} channel{}; the input has {}",
                                order, needed, needed == 1 ? "" : "s",
                                channels));
  return order == "gray"  ? ChannelOrder::Gray
         : order == "rgb" ? ChannelOrder::Rgb
                          : ChannelOrder::Bgr;
}

/// A value a channel; a single one stands for all.
std::vector<double> readByChannel(Attributes &attributes, const char *key,
                                  int64_t channels, double fallback,
                                  double low) {
  std::vector<double> values(channels, fallback);
  const ast::Value *written = attributes.setting(key);
  if (!written)
    return values;
  std::vector<ast::Value> parts(channels, *written);
  if (const auto *list = written->as<ast::List>())
    parts = list->values;
  if (static_cast<int64_t>(parts.size()) != channels) {
    attributes.fail(written->where,
                    fmt::format("{} has {} values; the input has {} channels",
                                key, parts.size(), channels));
    return values;
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    std::optional<double> value = asReal(parts[i]);
    if (!value)
      attributes.failValue(key, "a number a channel", parts[i]);
    else if (*value < low || *value > 1e6)
      attributes.fail(parts[i].where, fmt::format("{} is out of range: it must "
                                                  "be from {} to 1e6",
                                                  key, low));
    values[i] = value.value_or(fallback);
  }
  return values;
}

std::vector<std::string> linesOf(const std::string &text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    if (line.ends_with('\r'))
      line.pop_back();
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

} // namespace

std::optional<Input> readInput(const ast::Input &input,
                               Diagnostics &diagnostics) {
  Input result;
  result.name = input.name.text;
  result.where = input.name.where;
  Bindings none;
  Attributes attributes({"the input", input.name.where}, none, diagnostics);
  attributes.addSettings(input.settings);
  if (!readShape(input, result.shape, diagnostics)) {
    // Without channels only the keys can be checked.
    for (const char *key : {"order", "scale", "mean", "std"})
      attributes.setting(key);
    attributes.finish();
    return std::nullopt;
  }
  int64_t channels = result.shape.channels;
  result.order = readOrder(attributes, channels);
  result.scale = attributes.real("scale", {1e-9, 1e9}, 1.0);
  result.mean = readByChannel(attributes, "mean", channels, 0.0, -1e6);
  result.stddev = readByChannel(attributes, "std", channels, 1.0, 1e-9);
  if (!attributes.finish())
    return std::nullopt;
  return result;
}

std::vector<std::string> readLabels(const ast::Labels &labels,
                                    const ReadFile &readFile,
                                    Diagnostics &diagnostics) {
  std::string path = resolveBeside(labels.file.where.file, labels.file.text);
  FileContent content = readFile(path, maxLabelsBytes);
  std::optional<std::string> problem =
      content.bytes ? whyNotText(*content.bytes) : content.error;
  if (problem) {
    diagnostics.error(labels.file.where,
                      fmt::format("cannot read '{}': {}", path, *problem));
    return {};
  }
  std::vector<std::string> lines = linesOf(*content.bytes);
  auto blank = std::find(lines.begin(), lines.end(), "");
  if (blank == lines.end() && !lines.empty())
    return lines;
  diagnostics.error(labels.file.where,
                    fmt::format("'{}' has no label in line {}", path,
                                blank - lines.begin() + 1));
  return {};
}

} // namespace gnet
