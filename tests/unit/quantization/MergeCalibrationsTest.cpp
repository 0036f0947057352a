// Several calibrations of one network become one.
#include "quantization/MergeCalibrations.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

Calibration calibrationOf(std::vector<float> values, int64_t pictures) {
  Calibration calibration;
  calibration.network = "net";
  calibration.networkDigest = "12";
  calibration.weightsDigest = "34";
  calibration.pictures = pictures;
  calibration.values = {{{"a", "b"}, {}}};
  calibration.values[0].histogram.add(values);
  chooseRanges(rangeMethods().front(), calibration);
  return calibration;
}

std::string problemOf(const Calibration &first, const Calibration &second,
                      const RangeMethod *method = nullptr) {
  auto merged = mergeCalibrations({first, second}, method);
  return merged ? "" : llvm::toString(merged.takeError());
}

TEST(MergeCalibrations, RangesAreThoseOfAllPictures) {
  Calibration first = calibrationOf({1, 2}, 1);
  Calibration second = calibrationOf({-4, 1}, 3);
  first.biasCorrections["a"] = {4, 8};
  second.biasCorrections["a"] = {8, 0};
  second.biasCorrections["b"] = {4};
  auto merged = mergeCalibrations({first, second}, nullptr);
  ASSERT_TRUE(static_cast<bool>(merged));
  EXPECT_EQ(merged->pictures, 4);
  EXPECT_EQ(merged->method, "min-max");
  for (const char *name : {"a", "b"}) {
    EXPECT_EQ(merged->ranges.lookup(name).min, -4);
    EXPECT_EQ(merged->ranges.lookup(name).max, 2);
  }
  EXPECT_EQ(merged->values[0].histogram.total(), 4);
  EXPECT_EQ(merged->biasCorrections.lookup("a"), (std::vector<double>{7, 2}));
  EXPECT_EQ(merged->biasCorrections.lookup("b"), (std::vector<double>{3}));
}

TEST(MergeCalibrations, WhatDoesNotFitIsSaid) {
  const Calibration first = calibrationOf({1}, 1);
  Calibration second = first;
  second.networkDigest = "56";
  second.network = "other";
  EXPECT_EQ(problemOf(first, second),
            "they are of different networks, 'net' and 'other'");
  second.network = "net";
  EXPECT_EQ(problemOf(first, second),
            "they are of different networks, both called 'net'");
  second = first;
  second.weightsDigest = "56";
  EXPECT_EQ(problemOf(first, second),
            "they are of different weights: calibrate with the same ones");
  second = first;
  second.values[0].results = {"a"};
  EXPECT_EQ(problemOf(first, second),
            "their values are of different results: calibrate with one gnetc");
  second = first;
  second.values.clear();
  EXPECT_EQ(problemOf(first, second),
            "one of 'net' has ranges without values, as imported ones do: "
            "there is nothing to merge");
  second = first;
  second.method = "mse";
  EXPECT_EQ(problemOf(first, second),
            "their methods are min-max and mse: choose one with --method");
  EXPECT_EQ(problemOf(first, second, findRangeMethod("mse")), "");
}

} // namespace
} // namespace gnet
