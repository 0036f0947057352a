#include "gpu/sim/Convert.h"
#include "gpu/sim/Recordings.h"
#include "gtest/gtest.h"
#include <bit>
#include <cmath>
#include <functional>
#include <map>

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;

namespace {

using Function = std::function<uint32_t(uint32_t x, uint32_t next)>;

const std::map<std::string, Function> conversions = {
    {"cvt.rna.tf32.f32",
     [](uint32_t x, uint32_t) { return toTF32(x, Ties::Away); }},
    {"cvt.rn.tf32.f32",
     [](uint32_t x, uint32_t) { return toTF32(x, Ties::Even); }},
    {"cvt.rn.f16.f32",
     [](uint32_t x, uint32_t) { return toHalf(Half::F16, x); }},
    {"cvt.rn.bf16.f32",
     [](uint32_t x, uint32_t) { return toHalf(Half::BF16, x); }},
    {"cvt.rn.f16x2.f32",
     [](uint32_t x, uint32_t y) { return toHalves(Half::F16, x, y); }},
    {"cvt.rn.bf16x2.f32",
     [](uint32_t x, uint32_t y) { return toHalves(Half::BF16, x, y); }},
    {"cvt.rn.relu.f16x2.f32",
     [](uint32_t x, uint32_t y) { return toHalves(Half::F16, x, y, true); }},
    {"cvt.rn.relu.bf16x2.f32",
     [](uint32_t x, uint32_t y) { return toHalves(Half::BF16, x, y, true); }},
};

/// How far a GPU's result may be from the correctly rounded one: units of its
/// last place, or an absolute distance where that is more.
struct Bound {
  Approximation function;
  bool flushes;
  int64_t units;
  double distance;
};

const std::map<std::string, Bound> approximations = {
    {"ex2.approx.f32", {Approximation::Ex2, false, 2, 0}},
    {"ex2.approx.ftz.f32", {Approximation::Ex2, true, 2, 0}},
    {"lg2.approx.f32", {Approximation::Lg2, false, 2, 0x1p-22}},
    {"rsqrt.approx.f32", {Approximation::Rsqrt, false, 1, 0}},
    {"rsqrt.approx.ftz.f32", {Approximation::Rsqrt, true, 1, 0}},
    {"sqrt.approx.f32", {Approximation::Sqrt, false, 1, 0}},
    {"rcp.approx.f32", {Approximation::Rcp, false, 1, 0}},
    {"rcp.approx.ftz.f32", {Approximation::Rcp, true, 1, 0}},
    {"tanh.approx.f32", {Approximation::Tanh, false, 128, 0}},
};

Words inputsOf(const Recorded &each) {
  return elements(each.done.text("values"), f32, each.done.seed(), each.count);
}

TEST(ConvertTest, ConversionsAsRecorded) {
  size_t held = 0;
  for (const Recorded &each : recorded("conversions")) {
    const auto found = conversions.find(each.done.text("name"));
    if (found == conversions.end())
      continue;
    SCOPED_TRACE(each.done.line());
    const Words in = inputsOf(each);
    Words out;
    for (size_t i = 0; i < in.size(); ++i)
      out.push_back(found->second(in[i], in[(i + 1) % in.size()]));
    EXPECT_EQ(each.difference(out), "");
    ++held;
  }
  EXPECT_EQ(held, 3 * conversions.size());
}

/// Floats as integers in their order.
int64_t ordered(uint32_t bits) {
  return bits >> 31 ? -int64_t(bits & 0x7FFFFFFF) : int64_t(bits);
}

bool within(const Bound &bound, uint32_t ours, uint32_t recorded) {
  if (ours == recorded)
    return true;
  const auto x = std::bit_cast<float>(ours);
  const auto y = std::bit_cast<float>(recorded);
  if (!std::isfinite(x) || !std::isfinite(y))
    return false;
  return std::abs(ordered(ours) - ordered(recorded)) <= bound.units ||
         std::abs(double(x) - double(y)) <= bound.distance;
}

TEST(ConvertTest, ApproximationsWithinTheirBounds) {
  size_t held = 0;
  for (const Recorded &each : recorded("conversions")) {
    const auto found = approximations.find(each.done.text("name"));
    if (found == approximations.end())
      continue;
    SCOPED_TRACE(each.done.line());
    const Bound &bound = found->second;
    const Words in = inputsOf(each);
    for (size_t i = 0; i < in.size(); ++i) {
      const uint32_t ours = approximate(bound.function, in[i], bound.flushes);
      EXPECT_TRUE(within(bound, ours, each.words[i]))
          << std::hex << in[i] << " becomes " << ours << "; recorded was "
          << each.words[i];
    }
    ++held;
  }
  EXPECT_EQ(held, 3 * approximations.size());
}

TEST(ConvertTest, TiesAndNaNs) {
  EXPECT_EQ(toTF32(0x3F801000, Ties::Even), 0x3F800000u);
  EXPECT_EQ(toTF32(0x3F801000, Ties::Away), 0x3F802000u);
  EXPECT_EQ(toTF32(0x3F803000, Ties::Even), 0x3F804000u);
  EXPECT_EQ(toHalf(Half::F16, 0x3F801000), 0x3C00);
  EXPECT_EQ(toHalf(Half::F16, 0xFFC00000, true), 0x7FFF);
  EXPECT_EQ(toHalf(Half::BF16, 0x7F7FFFFF), 0x7F80);
}

} // namespace
