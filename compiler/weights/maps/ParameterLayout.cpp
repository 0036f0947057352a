#include "weights/maps/ParameterLayout.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

namespace {

using Dims = llvm::SmallVector<int64_t>;

/// Frameworks write a bias as 8, 1x1x1x8 or 1x8x1x1.
Dims withoutOnes(llvm::ArrayRef<int64_t> dims) {
  Dims kept;
  llvm::copy_if(dims, std::back_inserter(kept),
                [](int64_t dim) { return dim != 1; });
  return kept;
}

Dims dimsOf(const WeightExtent &of, ConvLayout layout) {
  if (layout == ConvLayout::Oihw)
    return {of.outputs, of.channels, of.height, of.width};
  return {of.height, of.width, of.channels, of.outputs};
}

Dims dimsOf(const WeightExtent &of, LinearLayout layout) {
  const int64_t inputs = of.channels * of.height * of.width;
  return layout == LinearLayout::Oi ? Dims{of.outputs, inputs}
                                    : Dims{inputs, of.outputs};
}

Arrangement arrangementOf(const WeightExtent &of, ConvLayout layout) {
  const int64_t pixels = of.height * of.width;
  if (layout == ConvLayout::Oihw)
    return {of, 0, of.channels * pixels, pixels, of.width, 1};
  return {of,
          0,
          1,
          of.outputs,
          of.width * of.channels * of.outputs,
          of.channels * of.outputs};
}

Arrangement arrangementOf(const WeightExtent &of, LinearLayout layout,
                          FlattenOrder order) {
  const int64_t pixels = of.height * of.width;
  const bool outputsFirst = layout == LinearLayout::Oi;
  const int64_t output = outputsFirst ? of.channels * pixels : 1;
  const int64_t input = outputsFirst ? 1 : of.outputs;
  if (order == FlattenOrder::Chw)
    return {of, 0, output, pixels * input, of.width * input, input};
  return {of,
          0,
          output,
          input,
          of.width * of.channels * input,
          of.channels * input};
}

/// Whether a layer's result has the channels of its input, one by one.
bool keepsChannels(const LayerOp &op) {
  return !std::holds_alternative<Conv>(op) &&
         !std::holds_alternative<Linear>(op) &&
         !std::holds_alternative<Rbf>(op) &&
         !std::holds_alternative<Concat>(op);
}

/// Whether the layer, or what reads it, can take its input's channels in the
/// opposite order with other weights.
bool canReverse(const LayerOp &op) {
  if (const auto *conv = std::get_if<Conv>(&op))
    return conv->groups == 1 && conv->connections.empty();
  return !std::holds_alternative<Concat>(op);
}

bool isLearnedByChannel(const LayerOp &op) {
  return std::holds_alternative<BatchNorm>(op) ||
         std::holds_alternative<Affine>(op);
}

} // namespace

bool Arrangement::isIdentity() const {
  const auto lies = [](int64_t count, int64_t stride, int64_t expected) {
    return count == 1 || stride == expected;
  };
  const auto [outputs, channels, height, width] = extent;
  return first == 0 && lies(width, column, 1) && lies(height, row, width) &&
         lies(channels, channel, height * width) &&
         lies(outputs, output, channels * height * width);
}

std::vector<float> arrange(const Arrangement &by, std::vector<float> values) {
  const auto [outputs, channels, height, width] = by.extent;
  const size_t count = outputs * channels * height * width;
  if (by.isIdentity()) {
    values.resize(count);
    return values;
  }
  std::vector<float> arranged;
  arranged.reserve(count);
  for (int64_t o = 0; o < outputs; ++o)
    for (int64_t c = 0; c < channels; ++c)
      for (int64_t h = 0; h < height; ++h)
        for (int64_t w = 0; w < width; ++w)
          arranged.push_back(values[by.first + o * by.output + c * by.channel +
                                    h * by.row + w * by.column]);
  return arranged;
}

ParameterLayout::ParameterLayout(const Network &network, const WeightMap &map)
    : network(network), map(map) {
  const ChannelOrder order = network.input.order;
  inputIsReversed =
      map.input && order != ChannelOrder::Gray && order != *map.input;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    trace(id);
  findClassifier();
}

Shape ParameterLayout::imageOf(LayerId id) const {
  return id == networkInput ? network.input.shape : images[id];
}

bool ParameterLayout::isReversed(LayerId id) const {
  return id == networkInput ? inputIsReversed : reversed[id];
}

void ParameterLayout::trace(LayerId id) {
  const Layer &layer = network.layers[id];
  const Shape from = imageOf(layer.inputs.front());
  const bool keeps =
      keepsChannels(layer.op) && from.elements() == layer.output.elements();
  images.push_back(keeps ? from : layer.output);
  const bool takesReversed = llvm::any_of(
      layer.inputs, [&](LayerId input) { return isReversed(input); });
  reversed.push_back(keepsChannels(layer.op) && takesReversed);
  if (takesReversed && !canReverse(layer.op))
    irreversible = layer.path;
}

/// The last layer with weights on the way to the output.
void ParameterLayout::findClassifier() {
  LayerId id = network.output;
  while (id != networkInput && keepsChannels(network.layers[id].op))
    id = network.layers[id].inputs.front();
  if (id != networkInput &&
      !std::holds_alternative<Concat>(network.layers[id].op))
    classifier = id;
}

ParameterLayout::Form
ParameterLayout::formOf(LayerId id, const Parameter &parameter) const {
  const Layer &layer = network.layers[id];
  const LayerId from = layer.inputs.front();
  const Shape image = imageOf(from);
  if (isLearnedByChannel(layer.op)) {
    // What stands on a flattened image has a value an element of it.
    if (parameter.dims[0] == image.elements())
      return {{1, image.channels, image.height, image.width},
              false,
              isReversed(from)};
    return {{1, parameter.dims[0], 1, 1}, false, isReversed(from)};
  }
  if (parameter.role == ParameterRole::Bias)
    return {{parameter.dims[0], 1, 1, 1}, false, false};
  if (const auto *conv = std::get_if<Conv>(&layer.op)) {
    const bool isSparse = !conv->connections.empty();
    return {{parameter.dims[0], isSparse ? 1 : parameter.dims[1],
             conv->kernel.height, conv->kernel.width},
            true,
            isReversed(from)};
  }
  return {{parameter.dims[0], image.channels, image.height, image.width},
          false,
          isReversed(from)};
}

std::optional<Arrangement>
ParameterLayout::fit(LayerId id, const Parameter &parameter,
                     llvm::ArrayRef<int64_t> dims) const {
  const Form form = formOf(id, parameter);
  const Dims given = withoutOnes(dims);
  const bool mayHaveMore =
      id == classifier && map.extraClass != ExtraClass::None;
  for (int64_t more = 0; more <= (mayHaveMore ? 1 : 0); ++more) {
    WeightExtent stored = form.extent;
    stored.outputs += more;
    std::optional<Arrangement> found;
    if (dims.size() >= 3 && given == withoutOnes(dimsOf(stored, map.conv)))
      found = arrangementOf(stored, map.conv);
    else if (given == withoutOnes(dimsOf(stored, map.linear)))
      found = arrangementOf(stored, map.linear, map.flatten);
    if (!found)
      continue;
    found->extent = form.extent;
    if (more && map.extraClass == ExtraClass::First)
      found->first += found->output;
    if (form.isReversed) {
      found->first += (form.extent.channels - 1) * found->channel;
      found->channel = -found->channel;
    }
    return found;
  }
  return std::nullopt;
}

std::vector<int64_t>
ParameterLayout::expected(LayerId id, const Parameter &parameter) const {
  if (parameter.dims.size() == 1)
    return parameter.dims;
  const Form form = formOf(id, parameter);
  const Dims dims = form.isConv ? dimsOf(form.extent, map.conv)
                                : dimsOf(form.extent, map.linear);
  return {dims.begin(), dims.end()};
}

} // namespace gnet
