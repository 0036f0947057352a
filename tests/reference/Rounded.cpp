#include "reference/Rounded.h"
#include <algorithm>
#include <cmath>

namespace gnet::reference {
namespace {

std::vector<LayerId> readersOf(const Network &network, LayerId id) {
  std::vector<LayerId> readers;
  for (size_t i = 0; i < network.layers.size(); ++i)
    if (network.headOf[i] < 0 &&
        std::ranges::count(network.layers[i].inputs, id) > 0)
      readers.push_back(static_cast<LayerId>(i));
  return readers;
}

/// Whether `reader` is computed with the layer before it, which alone it reads.
bool isFused(const Network &network, LayerId id, LayerId reader) {
  const LayerOp &op = network.layers[id].op, &next = network.layers[reader].op;
  if (std::holds_alternative<Add>(next))
    return std::holds_alternative<Conv>(op) &&
           id == *std::ranges::max_element(network.layers[reader].inputs);
  const bool isSum = kindOf(op).takesActivation || kindOf(op).isNorm ||
                     std::holds_alternative<Add>(op);
  return isSum && (kindOf(next).isActivation || kindOf(next).isNorm);
}

/// Whether others find the result in memory, in 16 bits.
bool isKept(const Network &network, LayerId id) {
  if (id == network.output)
    return false;
  const std::vector<LayerId> readers = readersOf(network, id);
  auto isSoftmax = [&](LayerId reader) {
    return std::holds_alternative<Softmax>(network.layers[reader].op);
  };
  if (std::ranges::all_of(readers, isSoftmax))
    return false;
  return readers.size() != 1 || !isFused(network, id, readers.front());
}

} // namespace

double FloatFormat::epsilon() const { return std::ldexp(1, 1 - bits); }

double FloatFormat::rounded(double value) const {
  if (value == 0 || !std::isfinite(value))
    return value;
  const int exponent = std::max(std::ilogb(value), leastExponent);
  const double place = std::ldexp(1, exponent - bits + 1);
  return std::nearbyint(value / place) * place;
}

void FloatFormat::round(std::vector<double> &values) const {
  for (double &value : values)
    value = rounded(value);
}

FloatFormat formatOf(const std::string &precision) {
  if (precision == "tf32")
    return tf32;
  return precision == "bf16" ? bf16 : precision == "fp16" ? fp16 : fp32;
}

Tensor runRounded(const Network &network, const Weights &weights,
                  const Tensor &input, const FloatFormat &format) {
  return run(network, weights, input, [&](LayerId id, Tensor &result) {
    if (isKept(network, id))
      format.round(result.values);
  });
}

} // namespace gnet::reference
