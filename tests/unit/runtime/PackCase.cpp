#include "PackCase.h"

namespace gnet::test {

float PackCase::tapOf(const Phase &phase, int64_t y, int64_t x) const {
  if (parts() > 1)
    return weight[(x / parts() * outputs() + phase.output) * dim(1) +
                  x % parts() * inputs() + phase.input];
  y = y * phases(0) + phase.top;
  x = x * phases(1) + phase.left;
  if (y >= dim(2) || x >= dim(3))
    return 0;
  int64_t filter = phase.output * dim(1) + phase.input;
  return weight[(filter * dim(2) + y) * dim(3) + x];
}

double PackCase::column(const Phase &phase, int64_t y, int64_t x) const {
  if (vertical.empty())
    return tapOf(phase, y, x);
  double sum = 0;
  for (int64_t k = 0; k < tapsOfPhase(0); ++k)
    sum += vertical[y * tapsOfPhase(0) + k] * tapOf(phase, k, x);
  return sum;
}

float PackCase::at(int64_t output, int64_t input, int64_t y, int64_t x) const {
  int64_t number = input / inputsOfPhase();
  const Phase phase = {output, input % inputsOfPhase(), number / phases(1),
                       number % phases(1)};
  if (output >= outputs() || phase.input >= inputs() || phase.top >= phases(0))
    return 0;
  if (horizontal.empty())
    return static_cast<float>(column(phase, y, x));
  double sum = 0;
  for (int64_t k = 0; k < tapsOfPhase(1); ++k)
    sum += horizontal[x * tapsOfPhase(1) + k] * column(phase, y, k);
  return static_cast<float>(sum);
}

std::vector<float> PackCase::expected() const {
  std::vector<float> result;
  const int64_t taps = this->taps(0) * this->taps(1), pair = packing.together;
  const int64_t blocks = wholeBlocks(phases(0) * phases(1) * inputsOfPhase()) /
                         packing.input_block;
  const int64_t depth = taps * blocks * packing.input_block;
  auto value = [&](int64_t output, int64_t n) {
    const int64_t input = n % packing.input_block;
    n /= packing.input_block;
    const int64_t tap = packing.taps_first ? n / blocks : n % taps;
    const int64_t block = packing.taps_first ? n % blocks : n / taps;
    return at(output, block * packing.input_block + input, tap / this->taps(1),
              tap % this->taps(1));
  };
  int64_t first = 0;
  for (int64_t group : groups) {
    const int64_t lanes = group * packing.block;
    for (int64_t n = 0; n < depth; n += pair)
      for (int64_t lane = 0; lane < lanes; ++lane)
        for (int64_t i = n; i < n + pair; ++i)
          result.push_back(i < depth ? value(first + lane, i) : 0);
    first += lanes;
  }
  return result;
}

} // namespace gnet::test
