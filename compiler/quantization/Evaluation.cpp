//===- Evaluation.cpp - Layers computed on one image ----------------------===//
#include "quantization/Evaluation.h"
#include "quantization/Convolution.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace gnet {
namespace {

//===----------------------------------------------------------------------===//
// Activations
//===----------------------------------------------------------------------===//

/// oneDNN's functions, of which activations.def says each activation to be.
// NOLINTBEGIN(readability-identifier-naming): its names.
namespace functions {

double relu(double x, double alpha, double /*beta*/) {
  return x > 0 ? x : alpha * x;
}
double logistic(double x, double /*alpha*/, double /*beta*/) {
  return 1 / (1 + std::exp(-x));
}
double tanh(double x, double /*alpha*/, double /*beta*/) {
  return std::tanh(x);
}
double clip_v2(double x, double alpha, double beta) {
  return std::clamp(x, alpha, beta);
}
double hardsigmoid(double x, double alpha, double beta) {
  return std::clamp(alpha * x + beta, 0.0, 1.0);
}
double hardswish(double x, double alpha, double beta) {
  return x * hardsigmoid(x, alpha, beta);
}
double swish(double x, double alpha, double beta) {
  return x * logistic(alpha * x, alpha, beta);
}
double gelu_erf(double x, double /*alpha*/, double /*beta*/) {
  return x * (1 + std::erf(x / std::sqrt(2.0))) / 2;
}

} // namespace functions
// NOLINTEND(readability-identifier-naming)

template <typename Op> double slopeOf(const Op &op) {
  if constexpr (requires { op.slope; })
    return op.slope;
  return 1;
}
template <typename Op> double amplitudeOf(const Op &op) {
  if constexpr (requires { op.amplitude; })
    return op.amplitude;
  return 1;
}

#define ACTIVATION(NAME, Name, word, number, hasAmplitude, hasSlope, again,    \
                   inner, function, alpha, beta, outer, doc)                   \
  float activated(const Name &op, float x) {                                   \
    [[maybe_unused]] const double slope = slopeOf(op);                         \
    [[maybe_unused]] const double amplitude = amplitudeOf(op);                 \
    return static_cast<float>((outer) *                                        \
                              functions::function((inner) * x, alpha, beta));  \
  }
#include "abi/activations.def"

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

/// One layer's arithmetic.
struct LayerEvaluation {
  const Shape &from;
  const Shape &to;
  llvm::ArrayRef<const Image *> inputs;
  llvm::ArrayRef<float> weight, bias, mean, variance;

  const Image &input() const { return *inputs.front(); }

  template <typename Op>
    requires requires(const Op &op) { activated(op, 0.0F); }
  Image operator()(const Op &op) const {
    Image output = input();
    for (float &value : output)
      value = activated(op, value);
    return output;
  }

  /// The bias of each channel, or 0.
  Image biased() const {
    Image output(to.elements());
    const int64_t pixels = to.height * to.width;
    for (size_t o = 0; o < bias.size(); ++o)
      std::fill_n(output.begin() + static_cast<int64_t>(o) * pixels, pixels,
                  bias[o]);
    return output;
  }

  Image operator()(const Conv &conv) const {
    Image output = biased();
    addConvolution(conv, from, to, input(), weight, output);
    return output;
  }

  /// The sum over the whole input of each feature's `term` of a value and a
  /// weight.
  template <typename Term> Image features(Term term) const {
    Image output = biased();
    for (size_t o = 0; o < output.size(); ++o) {
      double sum = 0;
      for (size_t i = 0; i < input().size(); ++i)
        sum += term(input()[i], weight[o * input().size() + i]);
      output[o] += static_cast<float>(sum);
    }
    return output;
  }

  Image operator()(const Linear &) const {
    return features([](double value, double weight) { return value * weight; });
  }

  Image operator()(const Rbf &) const {
    return features([](double value, double centre) {
      return (value - centre) * (value - centre);
    });
  }

  /// `reduce(windows's values, number of its places)`, for each window; places
  /// in the padding count, those beyond it do not.
  template <typename Pool, typename Reduce>
  Image pooled(const Pool &pool, Reduce reduce) const {
    Image output;
    std::vector<float> values;
    for (int64_t c = 0; c < to.channels; ++c)
      for (int64_t y = 0; y < to.height; ++y)
        for (int64_t x = 0; x < to.width; ++x) {
          const int64_t top = y * pool.stride.height - pool.padding.top;
          const int64_t left = x * pool.stride.width - pool.padding.left;
          const int64_t bottom = top + pool.kernel.height;
          const int64_t right = left + pool.kernel.width;
          values.clear();
          for (int64_t h = std::max<int64_t>(top, 0);
               h < std::min(bottom, from.height); ++h)
            for (int64_t w = std::max<int64_t>(left, 0);
                 w < std::min(right, from.width); ++w)
              values.push_back(input()[(c * from.height + h) * from.width + w]);
          const int64_t places =
              (std::min(bottom, from.height + pool.padding.bottom) - top) *
              (std::min(right, from.width + pool.padding.right) - left);
          output.push_back(reduce(values, places));
        }
    return output;
  }

  Image operator()(const MaxPool &pool) const {
    return pooled(pool, [](llvm::ArrayRef<float> values, int64_t) {
      return *llvm::max_element(values);
    });
  }

  Image operator()(const AvgPool &pool) const {
    return pooled(pool, [&](llvm::ArrayRef<float> values, int64_t places) {
      const double sum = std::accumulate(values.begin(), values.end(), 0.0);
      return static_cast<float>(
          sum / (pool.countPadding ? static_cast<double>(places)
                                   : static_cast<double>(values.size())));
    });
  }

  Image operator()(const GlobalAvgPool &) const {
    Image output;
    const size_t pixels = from.height * from.width;
    for (size_t at = 0; at < input().size(); at += pixels) {
      const llvm::ArrayRef<float> channel(input().data() + at, pixels);
      output.push_back(static_cast<float>(
          std::accumulate(channel.begin(), channel.end(), 0.0) /
          static_cast<double>(pixels)));
    }
    return output;
  }

  /// What divides by something of the squares around each value.
  template <typename Op>
    requires requires(const Op &op) { op.divisor(0.0); }
  Image operator()(const Op &op) const {
    Image output = input();
    const int64_t pixels = to.height * to.width;
    for (int64_t c = 0; c < to.channels; ++c) {
      const int64_t first = c - (op.size - 1) / 2;
      const int64_t begin = std::max<int64_t>(first, 0);
      const int64_t end = std::min(first + op.size, to.channels);
      for (int64_t i = 0; i < pixels; ++i) {
        double squares = 0;
        for (int64_t other = begin; other < end; ++other)
          squares += static_cast<double>(input()[other * pixels + i]) *
                     input()[other * pixels + i];
        float &value = output[c * pixels + i];
        value = static_cast<float>(value / op.divisor(squares));
      }
    }
    return output;
  }

  /// `function(value, channel)` of each value.
  template <typename Function> Image byChannel(Function function) const {
    Image output = input();
    const size_t pixels = to.height * to.width;
    for (size_t i = 0; i < output.size(); ++i)
      output[i] = static_cast<float>(function(output[i], i / pixels));
    return output;
  }

  Image operator()(const BatchNorm &norm) const {
    return byChannel([&](double value, size_t c) {
      value = (value - mean[c]) / std::sqrt(variance[c] + norm.epsilon);
      return value * (weight.empty() ? 1 : weight[c]) +
             (bias.empty() ? 0 : bias[c]);
    });
  }

  Image operator()(const Affine &) const {
    return byChannel([&](double value, size_t c) {
      return value * weight[c] + (bias.empty() ? 0 : bias[c]);
    });
  }

  Image operator()(const Scale &scale) const {
    auto of = [](const std::vector<double> &numbers, size_t channel) {
      return numbers.size() == 1 ? numbers.front() : numbers[channel];
    };
    return byChannel([&](double value, size_t c) {
      return value * of(scale.factors, c) + of(scale.offsets, c);
    });
  }

  Image operator()(const Softmax &) const {
    Image output = input();
    const int64_t pixels = to.height * to.width;
    for (int64_t i = 0; i < pixels; ++i) {
      float largest = -INFINITY;
      for (int64_t c = 0; c < to.channels; ++c)
        largest = std::max(largest, output[c * pixels + i]);
      double sum = 0;
      for (int64_t c = 0; c < to.channels; ++c)
        sum += output[c * pixels + i] =
            std::exp(output[c * pixels + i] - largest);
      for (int64_t c = 0; c < to.channels; ++c)
        output[c * pixels + i] =
            static_cast<float>(output[c * pixels + i] / sum);
    }
    return output;
  }

  Image operator()(const Dropout &) const { return input(); }
  Image operator()(const Flatten &) const { return input(); }

  Image operator()(const Concat &) const {
    Image output;
    for (const Image *part : inputs)
      output.insert(output.end(), part->begin(), part->end());
    return output;
  }

  Image operator()(const Add &) const {
    Image output = input();
    for (const Image *part : inputs.drop_front())
      for (size_t i = 0; i < output.size(); ++i)
        output[i] += (*part)[i];
    return output;
  }

  /// The second input has the first's shape, or a value a channel.
  Image operator()(const Multiply &) const {
    const Image &factors = *inputs[1];
    const size_t shared = input().size() / factors.size();
    Image output = input();
    for (size_t i = 0; i < output.size(); ++i)
      output[i] *= factors[i / shared];
    return output;
  }
};

} // namespace

Evaluation::Evaluation(const FoldedNetwork &folded) : network(folded.network) {
  for (const WeightTensor &tensor : folded.weights)
    parameters[tensor.parameter.name] = tensor.values;
}

llvm::ArrayRef<float> Evaluation::parameter(LayerId id,
                                            llvm::StringRef suffix) const {
  return parameters.lookup(network.layers[id].path + suffix.str());
}

Image Evaluation::layer(LayerId id, llvm::ArrayRef<const Image *> inputs,
                        llvm::ArrayRef<float> weight,
                        llvm::ArrayRef<float> bias) const {
  const Layer &layer = network.layers[id];
  const LayerEvaluation evaluation{network.shapeOf(layer.inputs.front()),
                                   layer.output,
                                   inputs,
                                   weight,
                                   bias,
                                   parameter(id, ".running_mean"),
                                   parameter(id, ".running_var")};
  return std::visit(evaluation, layer.op);
}

} // namespace gnet
