#include "onnx/import/ChannelMeans.h"

#include "onnx/import/Readers.h"
#include "onnx/import/ReshapeTarget.h"
#include "llvm/ADT/STLExtras.h"

#include <functional>
#include <numeric>

namespace gnet {

namespace {

using Integers = std::vector<int64_t>;

constexpr size_t maxRank = 8;

int64_t product(llvm::ArrayRef<int64_t> dims) {
  return std::accumulate(dims.begin(), dims.end(), int64_t{1},
                         std::multiplies<>());
}

/// What the nodes make of the image, whose batch counts as one.
class Means {
public:
  explicit Means(const Shape &image)
      : image(image), dims{1, image.channels, image.height, image.width} {}

  void pass(ImportNode &node);
  /// Of how many channels, or 0 with a failure.
  int64_t channels(ImportNode &last) const;

private:
  using Reader = void (Means::*)(ImportNode &node);
  static Reader readerOf(llvm::StringRef op);

  void reshape(ImportNode &node);
  void unsqueeze(ImportNode &node);
  void squeeze(ImportNode &node);
  void pickSize(ImportNode &node);
  void compare(ImportNode &node);
  void pad(ImportNode &node);
  void average(ImportNode &node);
  void same(ImportNode &) {}

  void addPads(ImportNode &node, size_t axis, int64_t before, int64_t after);
  void averageOver(ImportNode &node, size_t axis, int64_t size);
  Integers imageDims() const {
    return {1, image.channels, image.height, image.width};
  }
  bool isPadded() const {
    return llvm::any_of(pads, [](const auto &pad) {
      return pad.first != 0 || pad.second != 0;
    });
  }
  /// Zeros are not kept apart from the image in other dimensions.
  void reshapeTo(ImportNode &node, Integers to);

  const Shape image;
  Integers dims; ///< Without the zeros around them.
  std::vector<std::pair<int64_t, int64_t>> pads{4, {0, 0}}; ///< By dimension.
  std::optional<int64_t> size;
  std::optional<int64_t> picked; ///< The dimension that a condition is about.
};

Means::Reader Means::readerOf(llvm::StringRef op) {
  const std::pair<llvm::StringRef, Reader> readers[] = {
      {"Reshape", &Means::reshape},     {"Unsqueeze", &Means::unsqueeze},
      {"Squeeze", &Means::squeeze},     {"Gather", &Means::pickSize},
      {"Equal", &Means::compare},       {"Pad", &Means::pad},
      {"AveragePool", &Means::average}, {"Identity", &Means::same}};
  for (const auto &[known, reader] : readers)
    if (known == op)
      return reader;
  return nullptr;
}

void Means::pass(ImportNode &node) {
  if (Reader reader = readerOf(node.op()))
    (this->*reader)(node);
  else
    node.fail("it is no part of a mean over channels");
}

void Means::reshapeTo(ImportNode &node, Integers to) {
  if (isPadded())
    node.fail("it reshapes squares with zeros around them");
  if (to.empty() || to.size() > maxRank || to.front() != 1)
    node.fail("its shape does not keep the batch");
  if (!node.ok())
    return;
  dims = std::move(to);
  pads.assign(dims.size(), {0, 0});
}

void Means::reshape(ImportNode &node) {
  Integers asked = node.integersInput(1);
  const bool allowZero = node.integer("allowzero", 0) != 0;
  if (!node.ok())
    return;
  auto target =
      reshapeTarget(std::move(asked), dims, image.elements(), allowZero);
  reshapeTo(node, target ? std::move(*target) : Integers());
}

void Means::unsqueeze(ImportNode &node) {
  const Integers given = node.integersInput(1, "axes");
  if (given.size() > maxRank)
    return node.fail("it makes too many dimensions");
  Integers to = dims;
  for (int64_t axis : node.axesInput(1, dims.size() + given.size()))
    to.insert(to.begin() + axis, 1);
  reshapeTo(node, std::move(to));
}

void Means::squeeze(ImportNode &node) {
  Integers to = dims;
  const Integers axes = node.axesInput(1, dims.size());
  for (int64_t axis : llvm::reverse(axes)) {
    if (dims[axis] != 1)
      return node.fail("it squeezes a dimension of " + llvm::Twine(dims[axis]));
    if (picked && picked != axis)
      return node.fail("its condition is about another dimension");
    to.erase(to.begin() + axis);
  }
  picked = std::nullopt;
  reshapeTo(node, std::move(to));
}

/// Of what Shape gives.
void Means::pickSize(ImportNode &node) {
  const Integers axes = node.integersInput(1);
  if (node.integer("axis", 0) != 0 || axes.size() != 1)
    node.fail("it takes more than one size of a shape");
  if (!node.ok())
    return;
  const auto rank = static_cast<int64_t>(dims.size());
  picked = axes[0] + (axes[0] < 0 ? rank : 0);
  if (*picked < 0 || *picked >= rank)
    node.fail("it gathers what is not there");
}

void Means::compare(ImportNode &node) {
  if (node.integersInput(1) != Integers{1})
    node.fail("it compares a size with something else than 1");
}

void Means::addPads(ImportNode &node, size_t axis, int64_t before,
                    int64_t after) {
  if (before < 0 || after < 0 || before > maxSide || after > maxSide)
    return node.fail("its padding is not from 0 to " + llvm::Twine(maxSide));
  pads[axis].first += before;
  pads[axis].second += after;
}

void Means::pad(ImportNode &node) {
  const Integers given = node.integersInput(1, "pads");
  const bool isOther =
      node.text("mode", "constant") != "constant" || node.real("value", 0) != 0;
  if (isOther || (node.hasInput(2) && node.numberInput(2, "its value") != 0))
    node.fail("it pads with other values than zero");
  Integers axes(dims.size());
  std::iota(axes.begin(), axes.end(), 0);
  if (node.hasInput(3))
    axes = node.axesInput(3, dims.size());
  if (given.size() != 2 * axes.size())
    node.fail("its pads are not two a dimension");
  for (size_t i = 0; i < axes.size() && node.ok(); ++i)
    addPads(node, axes[i], given[i], given[axes.size() + i]);
}

void Means::average(ImportNode &node) {
  const Integers kernel = node.integers("kernel_shape");
  const Integers ownPads = node.integers("pads");
  const std::string mode = node.text("auto_pad", "NOTSET");
  const bool counts = node.integer("count_include_pad", 0) != 0;
  node.ignore("ceil_mode"); // Steps of 1 leave nothing over.
  for (const char *name : {"strides", "dilations"})
    for (int64_t step : node.integers(name))
      if (step != 1)
        node.fail(llvm::Twine("its ") + name + " are not 1");
  if (mode != "NOTSET" && mode != "VALID")
    node.fail("its auto_pad is not NOTSET");
  if (kernel.size() + 2 != dims.size() ||
      (!ownPads.empty() && ownPads.size() != 2 * kernel.size()))
    node.fail("its window is not of its input's dimensions");
  if (size)
    node.fail("it averages a second time");
  for (size_t i = 0; i < kernel.size() && !ownPads.empty() && node.ok(); ++i) {
    const int64_t after = ownPads[kernel.size() + i];
    addPads(node, i + 2, ownPads[i], after);
    if (!counts && (ownPads[i] != 0 || after != 0))
      node.fail("it does not count the zeros around the channels "
                "(count_include_pad: 0), as local response normalisation does");
  }
  if (!node.ok())
    return;
  // One channel is the mean of itself, whichever dimension it is in.
  size = 1;
  for (size_t i = 0; i < kernel.size() && node.ok(); ++i) {
    if (kernel[i] == 1)
      continue;
    if (size != 1)
      return node.fail("it averages squares over more than channels");
    averageOver(node, i + 2, kernel[i]);
  }
}

void Means::averageOver(ImportNode &node, size_t axis, int64_t of) {
  const llvm::ArrayRef<int64_t> all = dims;
  const bool isChannels =
      product(all.take_front(axis)) == 1 && all[axis] == image.channels &&
      product(all.drop_front(axis + 1)) == image.height * image.width;
  const auto [before, after] = pads[axis];
  if (!isChannels)
    return node.fail("it averages squares over something else than channels, "
                     "where local response normalisation is over channels");
  if (of < 1 || of > maxSide)
    return node.fail("its window is not from 1 to " + llvm::Twine(maxSide));
  if (before + after != of - 1)
    return node.fail("with a window of " + llvm::Twine(of) + " and " +
                     llvm::Twine(before) + " and " + llvm::Twine(after) +
                     " zeros around the channels it gives not one mean a "
                     "channel");
  if (of % 2 == 0)
    return node.fail("its window is of " + llvm::Twine(of) +
                     " channels, where the size must be odd, with as many "
                     "channels on either side");
  if (before != after)
    return node.fail("with " + llvm::Twine(before) + " and " +
                     llvm::Twine(after) +
                     " zeros around the channels a "
                     "channel is not in the middle of its window");
  size = of;
  pads[axis] = {0, 0};
}

int64_t Means::channels(ImportNode &last) const {
  if (!size)
    last.fail("what it divides by is of single squares, without the mean over "
              "channels (AveragePool) of local response normalisation");
  else if (dims != imageDims() || isPadded())
    last.fail("what it divides by is " + shapeText(dims) +
              (isPadded() ? " with zeros around it" : "") +
              ", where the image is " + shapeText(imageDims()));
  return last.ok() ? *size : 0;
}

} // namespace

std::vector<const char *> channelMeansOps() {
  return {"Reshape", "Unsqueeze", "Squeeze", "Pad", "AveragePool", "Identity"};
}

int64_t channelsOfMeans(ImportNode &last, const Shape &image,
                        llvm::MutableArrayRef<ImportNode> row) {
  Means means(image);
  for (ImportNode &node : row) {
    means.pass(node);
    if (!node.ok())
      return 0;
  }
  return means.channels(last);
}

} // namespace gnet
