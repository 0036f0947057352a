#include "reference/Reference.h"
#include "reference/Convolution.h"
#include "reference/Windows.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace gnet::reference {

namespace {

[[noreturn]] void fail(const std::string &why) {
  std::fprintf(stderr, "reference: %s\n", why.c_str());
  std::abort();
}

const std::vector<float> &parameter(const Weights &weights,
                                    const std::string &name, size_t elements) {
  auto found = weights.find(name);
  if (found == weights.end() || found->second.size() != elements)
    fail(name + " must have " + std::to_string(elements) + " elements");
  return found->second;
}

template <typename Window>
Axis rows(const Window &op, const Shape &input, Rounding rounding,
          int64_t dilation = 1) {
  return {input.height,   op.kernel.height,  op.stride.height, dilation,
          op.padding.top, op.padding.bottom, rounding};
}

template <typename Window>
Axis columns(const Window &op, const Shape &input, Rounding rounding,
             int64_t dilation = 1) {
  return {input.width,     op.kernel.width,  op.stride.width, dilation,
          op.padding.left, op.padding.right, rounding};
}

/// A copy with zeros around it, so that a convolution needs no bounds.
Tensor padded(const Tensor &input, const Padding &padding) {
  const Shape &shape = input.shape;
  Tensor wide(input.batch,
              {shape.channels, shape.height + padding.top + padding.bottom,
               shape.width + padding.left + padding.right});
  for (int64_t n = 0; n < input.batch; ++n)
    for (int64_t c = 0; c < shape.channels; ++c)
      for (int64_t h = 0; h < shape.height; ++h)
        for (int64_t w = 0; w < shape.width; ++w)
          wide.at(n, c, h + padding.top, w + padding.left) =
              input.at(n, c, h, w);
  return wide;
}

/// One layer's arithmetic. `inputs` are its inputs' results.
struct LayerRun {
  const Layer &layer;
  const Weights &weights;
  std::vector<const Tensor *> inputs;

  const Tensor &input() const { return *inputs.front(); }

  const std::vector<float> &own(const char *suffix, size_t elements) const {
    return parameter(weights, layer.path + suffix, elements);
  }

  /// A tensor whose channels start at the bias, if there is one.
  Tensor biased(Shape shape, bool bias) const {
    Tensor output(input().batch, shape);
    if (!bias)
      return output;
    const std::vector<float> &values = own(".bias", shape.channels);
    const int64_t image = shape.height * shape.width;
    for (size_t i = 0; i < output.values.size(); ++i)
      output.values[i] = values[i / image % shape.channels];
    return output;
  }

  template <typename Function> Tensor elementwise(Function function) const {
    Tensor output = input();
    for (double &value : output.values)
      value = function(value);
    return output;
  }

  /// The input channels that output channel `o` sees.
  std::vector<int64_t> channelsSeen(const Conv &conv, int64_t o) const {
    if (!conv.connections.empty())
      return conv.connections[o];
    const int64_t count = input().shape.channels / conv.groups;
    std::vector<int64_t> channels(count);
    std::iota(channels.begin(), channels.end(),
              o / (conv.channels / conv.groups) * count);
    return channels;
  }

  Tensor operator()(const Conv &conv) const {
    const Shape &from = input().shape;
    auto height =
        windowStarts(rows(conv, from, Rounding::Floor, conv.dilation.height));
    auto width =
        windowStarts(columns(conv, from, Rounding::Floor, conv.dilation.width));
    int64_t filters = 0;
    for (int64_t o = 0; o < conv.channels; ++o)
      filters += static_cast<int64_t>(channelsSeen(conv, o).size());
    const std::vector<float> &weight =
        own(".weight", filters * conv.kernel.height * conv.kernel.width);
    Tensor wide = padded(input(), conv.padding);
    Tensor output = biased({conv.channels, static_cast<int64_t>(height.size()),
                            static_cast<int64_t>(width.size())},
                           conv.bias);
    // Those of a group see the same channels, which a table gives each its own.
    const int64_t alike =
        conv.connections.empty() ? conv.channels / conv.groups : 1;
    const float *next = weight.data();
    for (int64_t first = 0; first < conv.channels; first += alike) {
      FilterGroup group{conv, first, alike, channelsSeen(conv, first), next};
      addConvolution(group, wide, output);
      next += alike * group.taps();
    }
    return output;
  }

  /// Applies `reduce(n, c, top, left)` to every window.
  template <typename Pool, typename Reduce>
  Tensor pool(const Pool &op, Reduce reduce) const {
    const Shape &from = input().shape;
    auto tops = windowStarts(rows(op, from, op.rounding));
    auto lefts = windowStarts(columns(op, from, op.rounding));
    Tensor output(input().batch,
                  {from.channels, static_cast<int64_t>(tops.size()),
                   static_cast<int64_t>(lefts.size())});
    auto next = output.values.begin();
    for (int64_t n = 0; n < output.batch; ++n)
      for (int64_t c = 0; c < from.channels; ++c)
        for (int64_t top : tops)
          for (int64_t left : lefts)
            *next++ = reduce(n, c, top, left);
    return output;
  }

  bool inside(int64_t h, int64_t w) const {
    return h >= 0 && h < input().shape.height && w >= 0 &&
           w < input().shape.width;
  }

  Tensor operator()(const MaxPool &op) const {
    return pool(op, [&](int64_t n, int64_t c, int64_t top, int64_t left) {
      double largest = -std::numeric_limits<double>::infinity();
      for (int64_t h = top; h < top + op.kernel.height; ++h)
        for (int64_t w = left; w < left + op.kernel.width; ++w)
          if (inside(h, w))
            largest = std::max(largest, input().at(n, c, h, w));
      return largest;
    });
  }

  Tensor operator()(const AvgPool &op) const {
    const int64_t bottom = input().shape.height + op.padding.bottom;
    const int64_t right = input().shape.width + op.padding.right;
    return pool(op, [&](int64_t n, int64_t c, int64_t top, int64_t left) {
      double sum = 0;
      int64_t counted = 0;
      for (int64_t h = top; h < top + op.kernel.height; ++h)
        for (int64_t w = left; w < left + op.kernel.width; ++w) {
          if (inside(h, w))
            sum += input().at(n, c, h, w);
          counted += op.countPadding ? h < bottom && w < right : inside(h, w);
        }
      return sum / counted;
    });
  }

  Tensor operator()(const GlobalAvgPool &) const {
    const Shape &from = input().shape;
    const int64_t image = from.height * from.width;
    Tensor output(input().batch, {from.channels, 1, 1});
    for (size_t i = 0; i < input().values.size(); ++i)
      output.values[i / image] += input().values[i];
    for (double &value : output.values)
      value /= image;
    return output;
  }

  Tensor operator()(const Lrn &lrn) const {
    const Shape &shape = input().shape;
    const double alpha = lrn.alphaOverSize ? lrn.alpha / lrn.size : lrn.alpha;
    Tensor output = input();
    for (int64_t n = 0; n < output.batch; ++n)
      for (int64_t c = 0; c < shape.channels; ++c) {
        const int64_t first = c - (lrn.size - 1) / 2;
        const int64_t begin = std::max<int64_t>(first, 0);
        const int64_t end = std::min(first + lrn.size, shape.channels);
        for (int64_t h = 0; h < shape.height; ++h)
          for (int64_t w = 0; w < shape.width; ++w) {
            double squares = 0;
            for (int64_t other = begin; other < end; ++other)
              squares += std::pow(input().at(n, other, h, w), 2);
            output.at(n, c, h, w) /=
                std::pow(lrn.k + alpha * squares, lrn.beta);
          }
      }
    return output;
  }

  /// Applies `function(value, channel)` to every element.
  template <typename Function> Tensor byChannel(Function function) const {
    Tensor output = input();
    const int64_t image = output.shape.height * output.shape.width;
    for (size_t i = 0; i < output.values.size(); ++i)
      output.values[i] =
          function(output.values[i], i / image % output.shape.channels);
    return output;
  }

  Tensor operator()(const BatchNorm &norm) const {
    const int64_t channels = input().shape.channels;
    const std::vector<float> none;
    const auto &scale = norm.scale ? own(".weight", channels) : none;
    const auto &shift = norm.shift ? own(".bias", channels) : none;
    const auto &mean = own(".running_mean", channels);
    const auto &variance = own(".running_var", channels);
    return byChannel([&](double value, int64_t c) {
      value = (value - mean[c]) / std::sqrt(variance[c] + norm.epsilon);
      value *= norm.scale ? scale[c] : 1;
      return value + (norm.shift ? shift[c] : 0);
    });
  }

  Tensor operator()(const Affine &affine) const {
    const int64_t channels = input().shape.channels;
    const std::vector<float> none(channels, 0);
    const auto &weight = own(".weight", channels);
    const auto &bias = affine.bias ? own(".bias", channels) : none;
    return byChannel([&](double value, int64_t c) {
      return static_cast<double>(weight[c]) * value + bias[c];
    });
  }

  Tensor operator()(const Scale &scale) const {
    auto of = [](const std::vector<double> &values, int64_t channel) {
      return values.size() == 1 ? values.front() : values.at(channel);
    };
    return byChannel([&](double value, int64_t c) {
      return of(scale.factors, c) * value + of(scale.offsets, c);
    });
  }

  Tensor operator()(const Relu &) const {
    return elementwise([](double value) { return value > 0 ? value : 0.0; });
  }

  Tensor operator()(const LeakyRelu &relu) const {
    return elementwise(
        [&](double value) { return value > 0 ? value : relu.slope * value; });
  }

  Tensor operator()(const Sigmoid &) const {
    return elementwise([](double value) { return 1 / (1 + std::exp(-value)); });
  }

  Tensor operator()(const Tanh &tanh) const {
    return elementwise([&](double value) {
      return tanh.amplitude * std::tanh(tanh.slope * value);
    });
  }

  Tensor operator()(const Relu6 &) const {
    return elementwise(
        [](double value) { return std::min(std::max(value, 0.0), 6.0); });
  }

  Tensor operator()(const HardSigmoid &) const {
    return elementwise([](double value) {
      return std::min(std::max(value + 3, 0.0), 6.0) / 6;
    });
  }

  Tensor operator()(const HardSwish &) const {
    return elementwise([](double value) {
      return value * std::min(std::max(value + 3, 0.0), 6.0) / 6;
    });
  }

  Tensor operator()(const Silu &) const {
    return elementwise(
        [](double value) { return value / (1 + std::exp(-value)); });
  }

  Tensor operator()(const Gelu &) const {
    return elementwise([](double value) {
      return value * (1 + std::erf(value / std::sqrt(2.0))) / 2;
    });
  }

  Tensor operator()(const Dropout &) const { return input(); }

  Tensor operator()(const Concat &) const {
    Shape joined = input().shape;
    joined.channels = 0;
    for (const Tensor *part : inputs)
      joined.channels += part->shape.channels;
    Tensor output(input().batch, joined);
    auto to = output.values.begin();
    for (int64_t n = 0; n < output.batch; ++n)
      for (const Tensor *part : inputs) {
        const int64_t size = part->shape.elements();
        to = std::copy_n(part->values.begin() + n * size, size, to);
      }
    return output;
  }

  Tensor operator()(const Add &) const {
    Tensor output = input();
    for (size_t part = 1; part < inputs.size(); ++part)
      for (size_t i = 0; i < output.values.size(); ++i)
        output.values[i] += inputs[part]->values.at(i);
    return output;
  }

  /// The second input has the first's shape, or a value for each channel.
  Tensor operator()(const Multiply &) const {
    const Tensor &factor = *inputs.at(1);
    const int64_t image = input().shape.height * input().shape.width;
    const bool isByChannel = !(factor.shape == input().shape);
    Tensor output = input();
    for (size_t i = 0; i < output.values.size(); ++i)
      output.values[i] *= factor.values.at(isByChannel ? i / image : i);
    return output;
  }

  Tensor operator()(const Linear &linear) const {
    const int64_t features = input().shape.elements();
    const auto &weight = own(".weight", linear.features * features);
    Tensor output = biased({linear.features, 1, 1}, linear.bias);
    for (int64_t n = 0; n < output.batch; ++n)
      for (int64_t o = 0; o < linear.features; ++o)
        for (int64_t i = 0; i < features; ++i)
          output.at(n, o, 0, 0) +=
              static_cast<double>(weight[o * features + i]) *
              input().values[n * features + i];
    return output;
  }

  Tensor operator()(const Rbf &rbf) const {
    const int64_t elements = input().shape.elements();
    const auto &weight = own(".weight", rbf.features * elements);
    Tensor output(input().batch, {rbf.features, 1, 1});
    for (int64_t n = 0; n < output.batch; ++n)
      for (int64_t o = 0; o < rbf.features; ++o)
        for (int64_t i = 0; i < elements; ++i)
          output.at(n, o, 0, 0) += std::pow(
              input().values[n * elements + i] - weight[o * elements + i], 2);
    return output;
  }

  Tensor operator()(const Softmax &) const {
    const Shape &shape = input().shape;
    Tensor output = input();
    for (int64_t n = 0; n < output.batch; ++n)
      for (int64_t h = 0; h < shape.height; ++h)
        for (int64_t w = 0; w < shape.width; ++w)
          softmaxAt(output, n, h, w);
    return output;
  }

  static void softmaxAt(Tensor &scores, int64_t n, int64_t h, int64_t w) {
    double largest = -std::numeric_limits<double>::infinity();
    double sum = 0;
    for (int64_t c = 0; c < scores.shape.channels; ++c)
      largest = std::max(largest, scores.at(n, c, h, w));
    for (int64_t c = 0; c < scores.shape.channels; ++c) {
      double &value = scores.at(n, c, h, w);
      value = std::exp(value - largest);
      sum += value;
    }
    for (int64_t c = 0; c < scores.shape.channels; ++c)
      scores.at(n, c, h, w) /= sum;
  }

  Tensor operator()(const Flatten &) const {
    Tensor output = input();
    output.shape = {input().shape.elements(), 1, 1};
    return output;
  }
};

} // namespace

std::vector<Tensor> runLayers(const Network &network, const Weights &weights,
                              const Tensor &input,
                              const AfterLayer &afterLayer) {
  if (!(input.shape == network.input.shape))
    fail("the input's shape is not the network's");
  std::vector<Tensor> results(network.layers.size());
  for (size_t id = 0; id < results.size(); ++id) {
    if (network.headOf[id] >= 0)
      continue;
    LayerRun layer{network.layers[id], weights, {}};
    for (LayerId from : layer.layer.inputs)
      layer.inputs.push_back(from == networkInput ? &input : &results[from]);
    results[id] = std::visit(layer, layer.layer.op);
    if (afterLayer)
      afterLayer(static_cast<LayerId>(id), results[id]);
  }
  return results;
}

Tensor run(const Network &network, const Weights &weights, const Tensor &input,
           const AfterLayer &afterLayer) {
  if (network.output == networkInput)
    return input;
  return std::move(
      runLayers(network, weights, input, afterLayer)[network.output]);
}

} // namespace gnet::reference
