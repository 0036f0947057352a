//===- BenchReport.h - What gnet-run bench measured -----------------------===//
#ifndef GNET_RUN_BENCHREPORT_H
#define GNET_RUN_BENCHREPORT_H

#include "GpuClocks.h"
#include "Profile.h"

#include <optional>
#include <vector>

namespace gnet {

/// What it takes until a package answers; times in milliseconds.
struct Start {
  double open, firstRun;
  int64_t residentBefore, residentAfter; ///< Bytes, of the whole process.
  int64_t weights;                       ///< Bytes, as the kernels read them.
  int64_t images; ///< Bytes of input and output, which are not the package's.

  /// What else the package holds.
  int64_t residentAbove() const {
    return residentAfter - residentBefore - weights - images;
  }
};

/// Of what was measured again and again, in milliseconds.
struct Latency {
  size_t runs;
  double least, median, p90, p99, mean;
};

Latency summarize(std::vector<double> seconds);

/// The slowest and the fastest that a GPU's clocks were, in MHz, or why that is
/// not known.
struct GpuClockRange {
  Clocks least, most;
  std::string whyUnknown = "";
};

/// The GPU, and the parts of a run by its clock.
struct GpuTimes {
  gnet_device device;
  const char *precision;
  Latency copyIn, compute, copyOut;
  GpuClockRange clocks; ///< Between these runs.
};

struct BenchReport {
  const gnet_info &info;
  int32_t threads;
  Start start = {};
  Latency latency = {}; ///< From a call of `run` to its return.
  std::optional<GpuTimes> gpu = std::nullopt;
  std::vector<StepTime> steps = {}; ///< None where they were not asked for.
};

void printText(const BenchReport &report);
void printJson(const BenchReport &report);

} // namespace gnet

#endif // GNET_RUN_BENCHREPORT_H
