#include "RooflineReport.h"
#include "Roofline.h"
#include "files/StagedFile.h"
#include "loader/Error.h"

#include <algorithm>

namespace gnet {

namespace {

void printBounds(const std::vector<RooflineStep> &steps, const Peaks &peaks) {
  fmt::print("\n  this machine: {:.0f} GF/s ({}), {:.1f} GB/s from memory, "
             "{:.0f} GB/s from the second cache\n",
             peaks.flops * 1e-9, peaks.vectors, peaks.memory * 1e-9,
             peaks.cache * 1e-9);
  auto isFar = [](const RooflineStep &step) { return !step.reason.empty(); };
  const auto far = std::count_if(steps.begin(), steps.end(), isFar);
  fmt::print("  {} of {} steps reach under {:.0f} % of what bounds them{}\n",
             far, steps.size(), wellReached * 100, far ? ":" : "");
  for (const RooflineStep &step : steps)
    if (isFar(step))
      fmt::print("  {:40} {:28} {:9.4f} ms {:4.0f} % of {:11}  {}\n",
                 step.time->layer.path, step.time->layer.kernel,
                 step.time->least * 1e3, step.reached * 100, step.bound,
                 step.reason);
}

} // namespace

llvm::Error reportRoofline(const std::string &path, const BenchReport &report,
                           const std::vector<StepTime> &steps, bool isPrinted) {
  const gnet_info &info = report.info;
  const Peaks peaks = measurePeaks(report.threads, info.cpu_features);
  const std::vector<RooflineStep> roofline =
      rooflineOf(steps, peaks, report.threads);
  const std::string title =
      fmt::format("{} for {}, batch {}, {} thread{}", info.name, info.cpu,
                  info.batch, report.threads, report.threads == 1 ? "" : "s");
  if (llvm::Error error =
          replaceFile(path, rooflineSvg(title, roofline, peaks)))
    return fail("cannot write {}", llvm::toString(std::move(error)));
  if (isPrinted)
    printBounds(roofline, peaks);
  return llvm::Error::success();
}

} // namespace gnet
