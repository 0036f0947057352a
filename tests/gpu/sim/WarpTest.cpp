#include "gpu/sim/Warp.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;

namespace {

Lanes lanesOf(const Case &done) {
  const Words words = bits(done.seed(), warpSize);
  Lanes lanes;
  std::copy(words.begin(), words.end(), lanes.begin());
  return lanes;
}

Lanes every(uint32_t value) {
  Lanes lanes;
  lanes.fill(value);
  return lanes;
}

ShuffleMode modeOf(const std::string &mode) {
  return mode == "up"     ? ShuffleMode::Up
         : mode == "down" ? ShuffleMode::Down
         : mode == "bfly" ? ShuffleMode::Butterfly
                          : ShuffleMode::Index;
}

llvm::Expected<Words> shuffled(const Case &done) {
  Lanes operand = every(uint32_t(done.number("lane")));
  if (done.number("vary"))
    for (uint32_t lane = 0; lane < warpSize; ++lane)
      operand[lane] = (operand[lane] + lane * 7) % warpSize;
  auto result = shuffle(modeOf(done.text("mode")), lanesOf(done), operand,
                        every(uint32_t(done.number("clamp"))));
  if (!result)
    return result.takeError();
  Words words;
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    words.insert(words.end(),
                 {result->values[lane], result->inRange >> lane & 1});
  return words;
}

/// The words of `vote` in the recorder's Warp.cuh.
llvm::Expected<Words> voted(const Case &done) {
  const auto mask = uint32_t(done.number("mask"));
  const Lanes values = lanesOf(done);
  Lanes odd;
  std::transform(values.begin(), values.end(), odd.begin(),
                 [](uint32_t value) { return value & 1; });
  const uint32_t elected = llvm::cantFail(elect(mask));
  Words reduced;
  for (Reduction reduction :
       {Reduction::Add, Reduction::MinSigned, Reduction::MaxSigned,
        Reduction::And, Reduction::Or, Reduction::Xor})
    reduced.push_back(llvm::cantFail(reduce(reduction, values, mask)));
  Words words(9 * warpSize, poison);
  for (uint32_t lane = 0; lane < warpSize; ++lane) {
    if (!(mask >> lane & 1))
      continue;
    uint32_t *out = &words[9 * lane];
    out[0] = ballot(odd, mask);
    out[1] = elected;
    out[2] = lane == elected;
    std::copy(reduced.begin(), reduced.end(), out + 3);
  }
  return words;
}

TEST(WarpTest, AsRecorded) {
  holdAgainst("warp", [](const Case &done) {
    return done.operation() == "shfl" ? shuffled(done) : voted(done);
  });
}

TEST(WarpTest, RefusesToReadLanesThatTheMaskLeavesOut) {
  auto result = shuffle(ShuffleMode::Butterfly, every(1), every(1), every(31),
                        0x00000003);
  EXPECT_TRUE(static_cast<bool>(result)) << toString(result.takeError());
  result = shuffle(ShuffleMode::Down, every(1), every(1), every(31), 0x5);
  ASSERT_FALSE(static_cast<bool>(result));
  EXPECT_EQ(toString(result.takeError()),
            "lane 0 shuffles from lane 1, which the mask 0x5 leaves out");
}

TEST(WarpTest, RefusesAnEmptyMask) {
  EXPECT_EQ(toString(elect(0).takeError()),
            "no lane takes part: the mask is 0");
  EXPECT_EQ(toString(reduce(Reduction::Add, every(1), 0).takeError()),
            "no lane takes part: the mask is 0");
}

} // namespace
