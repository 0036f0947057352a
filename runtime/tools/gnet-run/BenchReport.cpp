#include "BenchReport.h"

#include <algorithm>
#include <fmt/format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>
#include <numeric>

namespace gnet {

namespace {

using llvm::json::Object;

/// The nearest rank of a sorted list.
double percentile(const std::vector<double> &sorted, double share) {
  auto rank = static_cast<size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(rank, sorted.size() - 1)];
}

double imagesPerSecond(const BenchReport &report) {
  return report.info.batch / (report.latency.mean * 1e-3);
}

double mebibytes(int64_t bytes) {
  return static_cast<double>(bytes) / (1 << 20);
}

void printLatency(const char *what, const Latency &latency) {
  fmt::print("  {:<11} min {:.3f}  median {:.3f}  p90 {:.3f}  p99 {:.3f} ms\n",
             what, latency.least, latency.median, latency.p90, latency.p99);
}

Object toJson(const Latency &latency) {
  return Object{{"min", latency.least},
                {"median", latency.median},
                {"p90", latency.p90},
                {"p99", latency.p99},
                {"mean", latency.mean}};
}

/// As "990", or "1755 to 1980".
std::string rangeText(unsigned least, unsigned most) {
  return least == most ? fmt::format("{}", least)
                       : fmt::format("{} to {}", least, most);
}

llvm::json::Value toJson(const GpuClockRange &clocks) {
  if (!clocks.whyUnknown.empty())
    return nullptr;
  auto range = [](unsigned least, unsigned most) {
    return Object{{"min", least}, {"max", most}};
  };
  return Object{{"multiprocessors", range(clocks.least.multiprocessors,
                                          clocks.most.multiprocessors)},
                {"memory", range(clocks.least.memory, clocks.most.memory)}};
}

void printGpu(const GpuTimes &gpu) {
  printLatency("copy in", gpu.copyIn);
  printLatency("GPU compute", gpu.compute);
  printLatency("copy out", gpu.copyOut);
  const GpuClockRange &clocks = gpu.clocks;
  if (clocks.whyUnknown.empty())
    fmt::print(
        "  clocks      multiprocessors {}, memory {} MHz\n",
        rangeText(clocks.least.multiprocessors, clocks.most.multiprocessors),
        rangeText(clocks.least.memory, clocks.most.memory));
  else
    fmt::print("  clocks      not known: {}\n", clocks.whyUnknown);
}

void printSteps(const std::vector<StepTime> &steps) {
  fmt::print("\n  {:40} {:16} {:28} {:>9} {:>9} {:>7}\n", "step", "kind",
             "kernel", "ms", "GFLOP/s", "share");
  for (const StepTime &step : steps)
    fmt::print("  {:40} {:16} {:28} {:9.4f} {:9.1f} {:6.1f}%\n",
               step.layer.path, step.layer.kind, step.layer.kernel,
               step.seconds * 1e3, step.gflops(), step.share * 100);
}

Object toJson(const GpuTimes &gpu) {
  const gnet_device &device = gpu.device;
  return Object{
      {"name", device.name},
      {"code", device.code},
      {"precision", gpu.precision},
      {"compute_capability",
       fmt::format("{}.{}", device.compute_major, device.compute_minor)},
      {"multiprocessors", device.multiprocessors},
      {"clock_mhz", device.clock_khz / 1000},
      {"memory_bytes", device.memory_bytes},
      {"driver_version", device.driver_version},
      {"copy_in_ms", toJson(gpu.copyIn)},
      {"compute_ms", toJson(gpu.compute)},
      {"copy_out_ms", toJson(gpu.copyOut)},
      {"clocks_mhz", toJson(gpu.clocks)}};
}

} // namespace

Latency summarize(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  for (double &value : seconds)
    value *= 1e3;
  double sum = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  return {seconds.size(),
          seconds.front(),
          percentile(seconds, 0.5),
          percentile(seconds, 0.9),
          percentile(seconds, 0.99),
          sum / static_cast<double>(seconds.size())};
}

void printText(const BenchReport &report) {
  const gnet_info &info = report.info;
  const std::optional<GpuTimes> &gpu = report.gpu;
  if (gpu)
    fmt::print("{}: {} at {} MHz at most, {}, {}, batch {}, {} runs\n",
               info.name, gpu->device.name, gpu->device.clock_khz / 1000,
               gpu->device.code, gpu->precision, info.batch,
               report.latency.runs);
  else
    fmt::print("{}: {}, batch {}, {} thread{}, {} runs\n", info.name, info.cpu,
               info.batch, report.threads, report.threads == 1 ? "" : "s",
               report.latency.runs);
  printLatency("latency", report.latency);
  if (gpu)
    printGpu(*gpu);
  fmt::print("  throughput  {:.1f} images/s\n", imagesPerSecond(report));
  fmt::print("  start       open {:.1f}  first run {:.1f} ms\n",
             report.start.open, report.start.firstRun);
  fmt::print("  resident    {:.1f} MiB, {:.1f} before the package was loaded",
             mebibytes(report.start.residentAfter),
             mebibytes(report.start.residentBefore));
  // Those of a GPU's package are there, not here.
  if (!gpu)
    fmt::print(": {:.1f} above the weights' {:.1f}",
               mebibytes(report.start.residentAbove()),
               mebibytes(report.start.weights));
  fmt::print("\n");
  if (!report.steps.empty())
    printSteps(report.steps);
}

void printJson(const BenchReport &report) {
  const gnet_info &info = report.info;
  Object object{{"name", info.name},
                {"cpu", info.cpu},
                {"batch", info.batch},
                {"threads", report.threads},
                {"runs", static_cast<int64_t>(report.latency.runs)},
                {"latency_ms", toJson(report.latency)},
                {"images_per_second", imagesPerSecond(report)},
                {"open_ms", report.start.open},
                {"first_run_ms", report.start.firstRun},
                {"resident_bytes", report.start.residentAfter},
                {"resident_bytes_before", report.start.residentBefore},
                {"weight_bytes", report.start.weights}};
  if (report.gpu)
    object["gpu"] = toJson(*report.gpu);
  else
    object["resident_bytes_above_weights"] = report.start.residentAbove();
  llvm::json::Array layers;
  for (const StepTime &step : report.steps)
    layers.push_back(Object{{"path", step.layer.path},
                            {"kind", step.layer.kind},
                            {"kernel", step.layer.kernel},
                            {"macs", step.layer.macs},
                            {"ms", step.seconds * 1e3},
                            {"gflops", step.gflops()},
                            {"share", step.share}});
  if (!report.steps.empty())
    object["layers"] = std::move(layers);
  llvm::outs() << llvm::formatv("{0:2}\n",
                                llvm::json::Value(std::move(object)));
}

} // namespace gnet
