#include "gpu/sim/Warp.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <bit>

namespace gnet::gpu::sim {

namespace {

struct Source {
  uint32_t lane;
  bool inRange;
};

Source sourceOf(ShuffleMode mode, uint32_t lane, uint32_t operand,
                uint32_t clamp) {
  const uint32_t distance = operand & 31;
  const uint32_t segment = clamp >> 8 & 31;
  const uint32_t first = lane & segment;
  const uint32_t last = first | (clamp & 31 & ~segment);
  auto upTo = [&](uint32_t source) { return Source{source, source <= last}; };
  switch (mode) {
  case ShuffleMode::Up: // `last` is the first of the lanes here
    return {lane - distance, int32_t(lane - distance) >= int32_t(last)};
  case ShuffleMode::Down:
    return upTo(lane + distance);
  case ShuffleMode::Butterfly:
    return upTo(lane ^ distance);
  case ShuffleMode::Index:
    return upTo(first | (distance & ~segment));
  }
  return {lane, false};
}

llvm::Error noLanes() {
  return llvm::createStringError("no lane takes part: the mask is 0");
}

uint32_t combine(Reduction reduction, uint32_t x, uint32_t y) {
  switch (reduction) {
  case Reduction::Add:
    return x + y;
  case Reduction::MinSigned:
    return uint32_t(std::min(int32_t(x), int32_t(y)));
  case Reduction::MaxSigned:
    return uint32_t(std::max(int32_t(x), int32_t(y)));
  case Reduction::And:
    return x & y;
  case Reduction::Or:
    return x | y;
  case Reduction::Xor:
    return x ^ y;
  }
  return 0;
}

} // namespace

llvm::Expected<Shuffled> shuffle(ShuffleMode mode, const Lanes &values,
                                 const Lanes &operand, const Lanes &clamp,
                                 uint32_t mask) {
  Shuffled shuffled{values, 0};
  for (uint32_t lane = 0; lane < warpSize; ++lane) {
    if (!(mask >> lane & 1))
      continue;
    const Source source = sourceOf(mode, lane, operand[lane], clamp[lane]);
    if (!source.inRange)
      continue;
    if (!(mask >> source.lane & 1))
      return llvm::createStringError(
          llvm::formatv("lane {0} shuffles from lane {1}, which the mask "
                        "{2:x} leaves out",
                        lane, source.lane, mask));
    shuffled.values[lane] = values[source.lane];
    shuffled.inRange |= 1u << lane;
  }
  return shuffled;
}

uint32_t ballot(const Lanes &predicates, uint32_t mask) {
  uint32_t votes = 0;
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    votes |= uint32_t(predicates[lane] != 0) << lane;
  return votes & mask;
}

llvm::Expected<uint32_t> elect(uint32_t mask) {
  if (mask == 0)
    return noLanes();
  return uint32_t(std::countr_zero(mask));
}

llvm::Expected<uint32_t> reduce(Reduction reduction, const Lanes &values,
                                uint32_t mask) {
  if (mask == 0)
    return noLanes();
  uint32_t lane = uint32_t(std::countr_zero(mask));
  uint32_t result = values[lane];
  for (++lane; lane < warpSize; ++lane)
    if (mask >> lane & 1)
      result = combine(reduction, result, values[lane]);
  return result;
}

} // namespace gnet::gpu::sim
