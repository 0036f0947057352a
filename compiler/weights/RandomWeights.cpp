// Only integer arithmetic, one multiplication and a square root, each exactly
// rounded by IEEE 754, make a value: no library function and no sum that a
// compiler may contract, so that the bits are the same everywhere.
#include "weights/Weights.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace gnet {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
uint64_t mix(uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
  return bits ^ bits >> 31;
}

/// FNV-1a.
uint64_t hash(llvm::StringRef text) {
  uint64_t value = 0xcbf29ce484222325;
  for (unsigned char byte : text)
    value = (value ^ byte) * 0x100000001b3;
  return value;
}

/// Sixteen random bits, four times a draw; a stream of its own a tensor.
class Stream {
public:
  Stream(uint64_t seed, llvm::StringRef name)
      : state(mix(seed + 0x9e3779b97f4a7c15) ^ hash(name)) {}

  /// Uniform over [0, 2^16).
  int64_t uniform() { return next() & 0xffff; }

  /// Nearly normal, mean 0, in units of `normalUnit`: the sum of twelve
  /// uniform numbers of variance 2^32 / 12.
  int64_t normal() {
    int64_t sum = 0;
    for (int draw = 0; draw < 3; ++draw) {
      const uint64_t bits = next();
      for (int shift = 0; shift < 64; shift += 16)
        sum += static_cast<int64_t>(bits >> shift & 0xffff);
    }
    return sum - int64_t{6} * 0xffff;
  }

private:
  uint64_t next() { return mix(state += 0x9e3779b97f4a7c15); }

  uint64_t state;
};

constexpr double uniformUnit = 0x1p-16;
constexpr double normalUnit = 0x1p-16;

int64_t fanIn(const Parameter &weight) {
  int64_t product = 1;
  for (int64_t dim : llvm::drop_begin(weight.dims))
    product *= dim;
  return product;
}

/// A batch of the parameter's values as `unit * (offset + draw)`.
struct Distribution {
  double unit;
  int64_t offset;
  bool normal;
};

Distribution distributionOf(const Parameter &parameter) {
  switch (parameter.role) {
  case ParameterRole::Weight:
    return {std::sqrt(2.0 / fanIn(parameter)) * normalUnit, 0, true};
  case ParameterRole::Scale: // 1 and a tenth
    return {0.1 * normalUnit, 10 << 16, true};
  case ParameterRole::Variance: // 0.5 to 1.5
    return {uniformUnit, 1 << 15, false};
  case ParameterRole::Bias:
  case ParameterRole::Shift:
  case ParameterRole::Mean:
  case ParameterRole::Centres:
    break;
  }
  return {0.1 * normalUnit, 0, true};
}

std::vector<float> draw(const Parameter &parameter, uint64_t seed) {
  const Distribution of = distributionOf(parameter);
  Stream stream(seed, parameter.name);
  std::vector<float> values(parameter.elements());
  for (float &value : values) {
    const int64_t number = of.normal ? stream.normal() : stream.uniform();
    value = static_cast<float>(of.unit * (of.offset + number));
  }
  return values;
}

} // namespace

Weights randomWeights(const Network &network, uint64_t seed) {
  Weights weights;
  for (Parameter &parameter : inferenceParameters(network)) {
    std::vector<float> values = draw(parameter, seed);
    weights.push_back({std::move(parameter), std::move(values)});
  }
  return weights;
}

} // namespace gnet
