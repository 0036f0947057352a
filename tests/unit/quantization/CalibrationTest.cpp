// Ranges as a file, there and back.
#include "quantization/Calibration.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

Calibration example() {
  Calibration calibration;
  calibration.network = "net";
  calibration.networkDigest = "12";
  calibration.weightsDigest = "34";
  calibration.method = "mse";
  calibration.pictures = 2;
  calibration.heldBack = 3;
  calibration.error = 0.25;
  calibration.ranges["a.b"] = {-0.1, 1.5};
  calibration.ranges["image"] = {0, 1e-40};
  calibration.biasCorrections["a.b"] = {1.0 / 3, -2};
  calibration.values = {{{"a.b", "image"}, {-0.25, 3, 4, 0, -1, {5, 0, 6}}}};
  return calibration;
}

/// The message of what cannot be read.
std::string problemOf(const std::string &text) {
  auto calibration = parseCalibration(text);
  return calibration ? "" : llvm::toString(calibration.takeError());
}

/// The example's text with `before` replaced.
std::string exampleWith(const std::string &before, const std::string &after) {
  std::string text = calibrationJson(example());
  size_t place = text.find(before);
  EXPECT_NE(place, std::string::npos) << before;
  return text.replace(place, before.size(), after);
}

TEST(Calibration, IsReadAsItWasWritten) {
  auto read = parseCalibration(calibrationJson(example()));
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_EQ(read->network, "net");
  EXPECT_EQ(read->networkDigest, "12");
  EXPECT_EQ(read->weightsDigest, "34");
  EXPECT_EQ(read->method, "mse");
  EXPECT_EQ(read->pictures, 2);
  EXPECT_EQ(read->heldBack, 3);
  EXPECT_EQ(read->error, 0.25);
  EXPECT_EQ(read->ranges.size(), 2u);
  EXPECT_EQ(read->ranges.lookup("a.b").min, -0.1);
  EXPECT_EQ(read->ranges.lookup("a.b").max, 1.5);
  EXPECT_EQ(read->ranges.lookup("image").max, 1e-40);
  EXPECT_EQ(read->biasCorrections.lookup("a.b"),
            (std::vector<double>{1.0 / 3, -2}));
  ASSERT_EQ(read->values.size(), 1u);
  EXPECT_EQ(read->values[0].results,
            (std::vector<std::string>{"a.b", "image"}));
  const Histogram &histogram = read->values[0].histogram;
  EXPECT_EQ(histogram.min, -0.25);
  EXPECT_EQ(histogram.zeros, 4);
  EXPECT_EQ(histogram.first, -1);
  EXPECT_EQ(histogram.counts, (std::vector<int64_t>{5, 0, 6}));
  EXPECT_EQ(calibrationJson(*read), calibrationJson(example()));
}

TEST(Calibration, HasALineARange) {
  EXPECT_NE(calibrationJson(example()).find(
                "\n    \"a.b\": {\"min\": -0.1, \"max\": 1.5},\n"),
            std::string::npos);
}

TEST(Calibration, WhatIsWrongIsSaidWithItsPlace) {
  EXPECT_NE(problemOf("{\"format\""), "");
  EXPECT_EQ(problemOf(exampleWith("gnetc calibration", "gnetc tuning")),
            "it is no file of gnetc calibrate");
  EXPECT_EQ(problemOf(exampleWith("\"pictures\": 2", "\"pictures\": -2")),
            "is out of range at calibration.pictures");
  EXPECT_EQ(problemOf(exampleWith("\"error\": 0.25", "\"error\": 1e999")),
            "is out of range at calibration.error");
  EXPECT_EQ(problemOf(exampleWith("\"min\": -0.1", "\"min\": 2")),
            "is no range: min is at most max, and both are float32 at "
            "calibration.ranges.a.b");
  EXPECT_EQ(problemOf(exampleWith("\"max\": 1.5", "\"max\": 1e39")),
            "is no range: min is at most max, and both are float32 at "
            "calibration.ranges.a.b");
  for (auto [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"\"zeros\": 4", "\"zeros\": -4"},
           {"\"exponent\": 0", "\"exponent\": 1000"},
           {"\"first\": -1", "\"first\": 5000"},
           {"[5, 0", "[5, -1"}})
    EXPECT_EQ(problemOf(exampleWith(before, after)),
              "is no histogram of gnetc calibrate at "
              "calibration.values[0].histogram");
  EXPECT_EQ(problemOf(exampleWith("-2]", "1e999]")),
            "is no float32 at calibration.bias_corrections.a.b[1]");
}

/// Its parser would call itself as often.
TEST(Calibration, WhatIsNestedDeeplyIsNone) {
  EXPECT_EQ(problemOf(std::string(100000, '[')),
            "it is no file of gnetc calibrate: it is too large");
}

TEST(Calibration, AMissingFileIsNamed) {
  auto calibration = Calibration::read("there/is/none.json");
  ASSERT_FALSE(static_cast<bool>(calibration));
  EXPECT_NE(llvm::toString(calibration.takeError()).find("there/is/none.json"),
            std::string::npos);
}

} // namespace
} // namespace gnet
