//===- Random.h - Choices that a seed makes the same everywhere -----------===//
#ifndef GNET_ENDTOEND_RANDOM_H
#define GNET_ENDTOEND_RANDOM_H

#include <cstdint>
#include <initializer_list>
#include <random>

namespace gnet::endtoend {

/// The standard fixes what mt19937_64 gives, but not the distributions.
class Random {
public:
  explicit Random(uint64_t seed) : engine(seed) {}

  /// Both ends belong to it.
  int64_t from(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(engine() % (high - low + 1));
  }
  bool chance(int percent) { return from(1, 100) <= percent; }

  template <typename T> T oneOf(std::initializer_list<T> choices) {
    return choices.begin()[from(0, static_cast<int64_t>(choices.size()) - 1)];
  }

private:
  std::mt19937_64 engine;
};

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_RANDOM_H
