// Floats of 16 bits against their definition: the nearest of all that there
// are.
extern "C" {
#include "core/float_types.h"
}

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>

namespace {

/// The number that `bits` stand for: a sign, an exponent and `places` places.
double valueOf(uint16_t bits, int places) {
  int exponents = (1 << (15 - places)) - 1;
  int exponent = bits >> places & exponents;
  int rest = bits & ((1 << places) - 1);
  double magnitude;
  if (exponent == exponents)
    magnitude =
        rest != 0 ? std::nan("") : std::numeric_limits<double>::infinity();
  else if (exponent == 0)
    magnitude = std::ldexp(rest, 1 - exponents / 2 - places);
  else
    magnitude =
        std::ldexp(rest + (1 << places), exponent - exponents / 2 - places);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

struct Type {
  uint16_t (*narrow)(float);
  int places;
};

class FloatTypes : public testing::TestWithParam<Type> {};

/// Each of them, what is half way to the next, and what lies beside that.
TEST_P(FloatTypes, AreTheNearestTiesToEven) {
  auto [narrow, places] = GetParam();
  const auto infinity =
      static_cast<uint16_t>(((1 << (15 - places)) - 1) << places);
  for (uint32_t sign : {0U, 0x8000U})
    for (uint32_t magnitude = 0; magnitude < infinity; ++magnitude) {
      const auto low = static_cast<uint16_t>(sign | magnitude);
      const auto high = static_cast<uint16_t>(low + 1);
      const double value = valueOf(low, places);
      ASSERT_EQ(narrow(static_cast<float>(value)), low);
      // The largest number's next would be the infinity's, were it a number.
      const double step =
          magnitude + 1 == infinity
              ? value - valueOf(static_cast<uint16_t>(low - 1), places)
              : valueOf(high, places) - value;
      const double middle = value + step / 2;
      const auto tie = static_cast<float>(middle);
      // Between the smallest ones of bf16 float32 has a subnormal.
      ASSERT_EQ(static_cast<double>(tie), middle);
      ASSERT_EQ(narrow(tie), low % 2 == 0 ? low : high);
      const float zero = std::copysign(0.0F, tie);
      ASSERT_EQ(narrow(std::nextafter(tie, zero)), low);
      ASSERT_EQ(
          narrow(std::nextafter(
              tie, std::copysign(std::numeric_limits<float>::infinity(), tie))),
          high);
    }
}

TEST_P(FloatTypes, KeepInfinitiesAndNaNs) {
  auto [narrow, places] = GetParam();
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(valueOf(narrow(infinity), places), infinity);
  EXPECT_EQ(valueOf(narrow(-infinity), places), -infinity);
  EXPECT_EQ(valueOf(narrow(std::numeric_limits<float>::max()), places),
            infinity);
  for (uint32_t bits : {0x7FC00000U, 0x7F800001U, 0xFFFFFFFFU}) {
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    EXPECT_TRUE(std::isnan(valueOf(narrow(value), places))) << bits;
  }
}

INSTANTIATE_TEST_SUITE_P(Of16Bits, FloatTypes,
                         testing::Values(Type{gnetrt_bf16_of, 7},
                                         Type{gnetrt_f16_of, 10}));

} // namespace
