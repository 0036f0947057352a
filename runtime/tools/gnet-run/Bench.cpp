#include "Arguments.h"
#include "BenchReport.h"
#include "Commands.h"
#include "Memory.h"
#include "RooflineReport.h"
#include "SessionOptions.h"
#include "loader/Error.h"
#include "loader/Package.h"

#include <chrono>
#include <numeric>

namespace gnet {

const char *const benchHelp =
    R"(gnet-run bench PKG [--threads=N] [--device=N] [--seconds=S] [--profile]
                   [--json] [--roofline=FILE.svg] [--weights=FILE] [--cpu=NAME]

Runs the network again and again on one made-up batch. Prints the latency of a
run (a batch) and the images a second, how long it took to open the package and
to run it first, and the memory that is resident afterwards, also without the
weights. Of a CUDA package also the parts of a run by the GPU's clock, in runs of
their own: the copies and all kernels between them; and what its clocks were
meanwhile.

  --threads=N     threads of a run (1)
  --device=N      GPU of a CUDA package (0)
  --seconds=S     how long (3)
  --profile       measures every step, too, in runs of their own
  --json          as JSON
  --roofline=FILE draws how near each step is to what bounds it, as this machine
                  is measured to do it: multiplying, its weights from memory, or
                  its images from the second cache, if they fit there. Lists the
                  steps that reach under 80 % of that, with why
  --weights=FILE  a safetensors file instead of the package's own weights
  --cpu=NAME      of a package for several CPUs, the code for this one; without
                  it, the best for this machine
)";

namespace {

using Clock = std::chrono::steady_clock;

constexpr int warmUpRuns = 3;
constexpr size_t fewestRuns = 5;

double since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// What a GPU's clocks are while it is measured. It asks seldom: each answer
/// keeps the GPU waiting.
class ClockWatch {
public:
  explicit ClockWatch(const char *pciBusId)
      : clocks(GpuClocks::open(pciBusId)) {
    if (!clocks)
      seen.whyUnknown = llvm::toString(clocks.takeError());
  }

  void look() {
    constexpr double interval = 0.1;
    if (!seen.whyUnknown.empty() || since(last) < interval)
      return;
    last = Clock::now();
    auto now = clocks->read();
    if (!now) {
      seen.whyUnknown = llvm::toString(now.takeError());
      return;
    }
    auto &[least, most, why] = seen;
    if (most.multiprocessors == 0)
      least = *now;
    least = {std::min(least.multiprocessors, now->multiprocessors),
             std::min(least.memory, now->memory)};
    most = {std::max(most.multiprocessors, now->multiprocessors),
            std::max(most.memory, now->memory)};
  }

  const GpuClockRange &range() const { return seen; }

private:
  llvm::Expected<GpuClocks> clocks;
  Clock::time_point last; ///< Long ago, at first.
  GpuClockRange seen;
};

class Bench {
public:
  Bench(Session &session, const gnet_info &info, double limit)
      : session(session), info(info), limit(limit),
        input(info.batch * inputSize(info)),
        output(info.batch * outputSize(info)) {
    // Scattered over -1 to 1, the same in every run.
    for (size_t i = 0; i < input.size(); ++i)
      input[i] = static_cast<float>(i * 2654435761u % 2001) / 1000 - 1;
  }

  /// In seconds; to be called before anything else.
  llvm::Expected<double> firstRun() {
    Clock::time_point start = Clock::now();
    if (llvm::Error error = session.run(input.data(), output.data()))
      return error;
    return since(start);
  }

  llvm::Expected<Latency> measure() {
    std::vector<double> seconds;
    for (int i = 1; i < warmUpRuns; ++i)
      if (llvm::Error error = session.run(input.data(), output.data()))
        return error;
    Clock::time_point begin = Clock::now();
    while (seconds.size() < fewestRuns || since(begin) < limit) {
      Clock::time_point start = Clock::now();
      if (llvm::Error error = session.run(input.data(), output.data()))
        return error;
      seconds.push_back(since(start));
    }
    return summarize(std::move(seconds));
  }

  /// The parts of a run on a GPU, in runs of their own.
  llvm::Expected<GpuTimes> measureParts(const char *precision) {
    auto device = session.device();
    if (!device)
      return device.takeError();
    std::vector<double> copyIn, compute, copyOut;
    ClockWatch watch(device->pci_bus_id);
    Clock::time_point begin = Clock::now();
    while (compute.size() < fewestRuns || since(begin) < limit) {
      auto timing = session.runTimed(input.data(), output.data());
      if (!timing)
        return timing.takeError();
      copyIn.push_back(timing->copy_in);
      compute.push_back(timing->compute);
      copyOut.push_back(timing->copy_out);
      watch.look();
    }
    return GpuTimes{*device,
                    precision,
                    summarize(std::move(copyIn)),
                    summarize(std::move(compute)),
                    summarize(std::move(copyOut)),
                    watch.range()};
  }

  llvm::Expected<std::vector<StepTime>> profile() {
    std::vector<double> sums(info.layer_count), once(info.layer_count);
    std::vector<double> least(info.layer_count,
                              std::numeric_limits<double>::infinity());
    size_t runs = 0;
    Clock::time_point begin = Clock::now();
    for (; runs < fewestRuns || since(begin) < limit; ++runs) {
      if (llvm::Error error =
              session.runProfiled(input.data(), output.data(), once.data()))
        return error;
      for (size_t i = 0; i < sums.size(); ++i) {
        sums[i] += once[i];
        least[i] = std::min(least[i], once[i]);
      }
    }
    double all = std::accumulate(sums.begin(), sums.end(), 0.0);
    std::vector<StepTime> steps;
    for (size_t i = 0; i < sums.size(); ++i) {
      auto layer = session.layer(static_cast<int32_t>(i));
      if (!layer)
        return layer.takeError();
      steps.push_back({*layer, sums[i] / static_cast<double>(runs), least[i],
                       all > 0 ? sums[i] / all : 0});
    }
    return steps;
  }

  int64_t imageBytes() const {
    return static_cast<int64_t>((input.size() + output.size()) * sizeof(float));
  }

private:
  Session &session;
  const gnet_info &info;
  double limit;
  std::vector<float> input, output;
};

/// Of all steps. One that several of them read counts for each.
llvm::Expected<int64_t> weightBytes(const Session &session,
                                    const gnet_info &info) {
  int64_t bytes = 0;
  for (int32_t i = 0; i < info.layer_count; ++i) {
    auto layer = session.layer(i);
    if (!layer)
      return layer.takeError();
    bytes += layer->weight_bytes;
  }
  return bytes;
}

llvm::Error measure(const Package &package, Session &session, double seconds,
                    bool isProfiled, BenchReport &report) {
  Bench bench(session, report.info, seconds);
  auto first = bench.firstRun();
  if (!first)
    return first.takeError();
  report.start.firstRun = *first * 1e3;
  auto latency = bench.measure();
  if (!latency)
    return latency.takeError();
  report.latency = *latency;
  report.start.residentAfter = residentBytes();
  report.start.images = bench.imageBytes();
  auto weights = weightBytes(session, report.info);
  if (!weights)
    return weights.takeError();
  report.start.weights = *weights;
  if (package.isForGpu()) {
    auto parts = bench.measureParts(package.precision());
    if (!parts)
      return parts.takeError();
    report.gpu = *parts;
  }
  if (!isProfiled)
    return llvm::Error::success();
  auto steps = bench.profile();
  if (!steps)
    return steps.takeError();
  report.steps = std::move(*steps);
  return llvm::Error::success();
}

} // namespace

llvm::Error benchCommand(const Words &words) {
  auto arguments = Arguments::parse(words,
                                    {{"threads", false},
                                     {"device", false},
                                     {"seconds", false},
                                     {"profile", true},
                                     {"json", true},
                                     {"roofline", false},
                                     {"weights", false},
                                     {"cpu", false}},
                                    1, 1);
  if (!arguments)
    return arguments.takeError();
  auto options = sessionOptions(*arguments);
  if (!options)
    return options.takeError();
  auto seconds = arguments->seconds("seconds", 3);
  if (!seconds)
    return seconds.takeError();
  const int64_t residentBefore = residentBytes();
  const Clock::time_point begin = Clock::now();
  auto package = Package::load(arguments->positional()[0]);
  if (!package)
    return package.takeError();
  auto session = Session::open(*package, *options);
  if (!session)
    return session.takeError();
  BenchReport report{session->info(), options->threads};
  report.start.open = since(begin) * 1e3;
  report.start.residentBefore = residentBefore;
  const bool isProfiled = arguments->has("profile");
  const bool isDrawn = arguments->has("roofline"),
             isJson = arguments->has("json");
  if (isDrawn && package->isForGpu())
    return fail("--roofline is for packages that compute on the CPU");
  if (llvm::Error error =
          measure(*package, *session, *seconds, isProfiled || isDrawn, report))
    return error;
  std::vector<StepTime> steps = report.steps;
  if (!isProfiled)
    report.steps.clear();
  (isJson ? printJson : printText)(report);
  return isDrawn ? reportRoofline(arguments->text("roofline"), report, steps,
                                  /*isPrinted=*/!isJson)
                 : llvm::Error::success();
}

} // namespace gnet
