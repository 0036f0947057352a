//===- fuzz_calibration.cpp - Any bytes as a file of gnetc calibrate ------===//
#include "quantization/MergeCalibrations.h"
#include "quantization/Quantization.h"
#include <cmath>
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  auto calibration = gnet::parseCalibration(text);
  if (!calibration) {
    if (llvm::toString(calibration.takeError()).empty())
      std::abort();
    return 0;
  }
  // Every range that was read has integers, 0 among them.
  for (const auto &entry : calibration->ranges) {
    const gnet::Quantization integers = gnet::quantizationOf(entry.second);
    if (!std::isnormal(integers.scale) || integers.zeroPoint < 0 ||
        integers.zeroPoint > 255)
      std::abort();
  }
  // What was read is written so that it is read alike.
  const std::string written = gnet::calibrationJson(*calibration);
  auto again = gnet::parseCalibration(written);
  if (!again || gnet::calibrationJson(*again) != written)
    std::abort();
  // Values that were read can be merged, and ranges chosen of them.
  for (const gnet::RangeMethod &method : gnet::rangeMethods()) {
    auto merged = gnet::mergeCalibrations({*calibration, *again}, &method);
    if (!merged)
      llvm::consumeError(merged.takeError());
    else if (auto read = gnet::parseCalibration(gnet::calibrationJson(*merged));
             !read)
      std::abort();
  }
  return 0;
}
