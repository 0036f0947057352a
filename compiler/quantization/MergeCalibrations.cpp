//===- MergeCalibrations.cpp - What several sets of pictures say ----------===//
#include "quantization/MergeCalibrations.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

llvm::Error checkAlike(const Calibration &first, const Calibration &other) {
  if (first.networkDigest != other.networkDigest)
    return llvm::createStringError(
        first.network == other.network
            ? "they are of different networks, both called '" + first.network +
                  "'"
            : "they are of different networks, '" + first.network + "' and '" +
                  other.network + "'");
  if (first.weightsDigest != other.weightsDigest)
    return llvm::createStringError(
        "they are of different weights: calibrate with the same ones");
  auto sameResults = [](const Calibration::Values &a,
                        const Calibration::Values &b) {
    return a.results == b.results;
  };
  if (first.values.size() != other.values.size() ||
      !std::equal(first.values.begin(), first.values.end(),
                  other.values.begin(), sameResults))
    return llvm::createStringError(
        "their values are of different results: calibrate with one gnetc");
  return llvm::Error::success();
}

llvm::Expected<const RangeMethod *>
methodOf(llvm::ArrayRef<Calibration> calibrations) {
  const std::string &name = calibrations.front().method;
  for (const Calibration &other : calibrations)
    if (other.method != name)
      return llvm::createStringError("their methods are " + name + " and " +
                                     other.method +
                                     ": choose one with --method");
  if (const RangeMethod *method = findRangeMethod(name))
    return method;
  return llvm::createStringError("their method, " + name +
                                 ", is none of gnetc's: choose one with "
                                 "--method");
}

/// The mean over all pictures; nothing is none.
void mergeCorrections(llvm::ArrayRef<Calibration> calibrations,
                      Calibration &merged) {
  for (const Calibration &each : calibrations) {
    const double share =
        static_cast<double>(each.pictures) /
        static_cast<double>(std::max<int64_t>(merged.pictures, 1));
    for (const auto &entry : each.biasCorrections) {
      std::vector<double> &sum = merged.biasCorrections[entry.first()];
      sum.resize(std::max(sum.size(), entry.second.size()));
      for (auto [into, value] : llvm::zip(sum, entry.second))
        into += share * value;
    }
  }
  for (auto &entry : merged.biasCorrections)
    llvm::transform(entry.second, entry.second.begin(), shortened);
}

} // namespace

llvm::Expected<Calibration>
mergeCalibrations(llvm::ArrayRef<Calibration> calibrations,
                  const RangeMethod *method) {
  const Calibration &first = calibrations.front();
  for (const Calibration &each : calibrations) {
    if (each.values.empty())
      return llvm::createStringError(
          "one of '" + each.network +
          "' has ranges without values, as imported ones do: there is nothing "
          "to merge");
    if (llvm::Error error = checkAlike(first, each))
      return error;
  }
  if (!method) {
    auto common = methodOf(calibrations);
    if (!common)
      return common.takeError();
    method = *common;
  }
  Calibration merged = first;
  merged.biasCorrections.clear();
  merged.heldBack = 0;
  merged.error = 0;
  for (const Calibration &other : calibrations.drop_front()) {
    merged.pictures += other.pictures;
    for (auto [into, values] : llvm::zip_equal(merged.values, other.values))
      into.histogram.merge(values.histogram);
  }
  mergeCorrections(calibrations, merged);
  chooseRanges(*method, merged);
  return merged;
}

} // namespace gnet
