#include "Arguments.h"
#include "Commands.h"
#include "Error.h"
#include "Memory.h"
#include "Package.h"

#include <algorithm>
#include <chrono>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>
#include <numeric>

namespace gnet {

const char *const benchHelp =
    R"(gnet-run bench PKG [--threads=N] [--seconds=S] [--profile] [--json]
                   [--weights=FILE] [--cpu=NAME]

Runs the network again and again on one made-up batch. Prints the latency of a
run (a batch) and the images a second, how long it took to open the package and
to run it first, and the memory that is resident afterwards.

  --threads=N     threads of a run (1)
  --seconds=S     how long (3)
  --profile       measures every step, too, in runs of their own
  --json          as JSON
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

/// What it takes until a package answers; times in milliseconds.
struct Start {
  double open, firstRun;
  int64_t residentBefore, residentAfter; ///< Bytes, of the whole process.
};

/// Of the latency, in milliseconds.
struct Latency {
  size_t runs;
  double least, median, p90, p99, mean;
};

/// The nearest rank of a sorted list.
double percentile(const std::vector<double> &sorted, double share) {
  auto rank = static_cast<size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(rank, sorted.size() - 1)];
}

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

/// A step's mean of the profiled runs.
struct StepTime {
  gnet_layer layer;
  double seconds;
  double share; ///< Of the sum of all steps.
  double gflops() const {
    return seconds > 0 ? 2e-9 * static_cast<double>(layer.macs) / seconds : 0;
  }
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

  llvm::Expected<std::vector<StepTime>> profile() {
    std::vector<double> sums(info.layer_count), once(info.layer_count);
    size_t runs = 0;
    Clock::time_point begin = Clock::now();
    for (; runs < fewestRuns || since(begin) < limit; ++runs) {
      if (llvm::Error error =
              session.runProfiled(input.data(), output.data(), once.data()))
        return error;
      for (size_t i = 0; i < sums.size(); ++i)
        sums[i] += once[i];
    }
    double all = std::accumulate(sums.begin(), sums.end(), 0.0);
    std::vector<StepTime> steps;
    for (size_t i = 0; i < sums.size(); ++i) {
      auto layer = session.layer(static_cast<int32_t>(i));
      if (!layer)
        return layer.takeError();
      steps.push_back({*layer, sums[i] / static_cast<double>(runs),
                       all > 0 ? sums[i] / all : 0});
    }
    return steps;
  }

private:
  Session &session;
  const gnet_info &info;
  double limit;
  std::vector<float> input, output;
};

double imagesPerSecond(const gnet_info &info, const Latency &latency) {
  return info.batch / (latency.mean * 1e-3);
}

double mebibytes(int64_t bytes) {
  return static_cast<double>(bytes) / (1 << 20);
}

void printText(const gnet_info &info, int32_t threads, const Start &start,
               const Latency &latency, const std::vector<StepTime> &steps) {
  fmt::print("{}: {}, batch {}, {} thread{}, {} runs\n", info.name, info.cpu,
             info.batch, threads, threads == 1 ? "" : "s", latency.runs);
  fmt::print("  latency     min {:.3f}  median {:.3f}  p90 {:.3f}  p99 {:.3f} "
             "ms\n",
             latency.least, latency.median, latency.p90, latency.p99);
  fmt::print("  throughput  {:.1f} images/s\n", imagesPerSecond(info, latency));
  fmt::print("  start       open {:.1f}  first run {:.1f} ms\n", start.open,
             start.firstRun);
  fmt::print("  resident    {:.1f} MiB, {:.1f} before the package was loaded\n",
             mebibytes(start.residentAfter), mebibytes(start.residentBefore));
  if (steps.empty())
    return;
  fmt::print("\n  {:40} {:16} {:28} {:>9} {:>9} {:>7}\n", "step", "kind",
             "kernel", "ms", "GFLOP/s", "share");
  for (const StepTime &step : steps)
    fmt::print("  {:40} {:16} {:28} {:9.4f} {:9.1f} {:6.1f}%\n",
               step.layer.path, step.layer.kind, step.layer.kernel,
               step.seconds * 1e3, step.gflops(), step.share * 100);
}

void printJson(const gnet_info &info, int32_t threads, const Start &start,
               const Latency &latency, const std::vector<StepTime> &steps) {
  llvm::json::Object object{
      {"name", info.name},
      {"cpu", info.cpu},
      {"batch", info.batch},
      {"threads", threads},
      {"runs", static_cast<int64_t>(latency.runs)},
      {"latency_ms", llvm::json::Object{{"min", latency.least},
                                        {"median", latency.median},
                                        {"p90", latency.p90},
                                        {"p99", latency.p99},
                                        {"mean", latency.mean}}},
      {"images_per_second", imagesPerSecond(info, latency)},
      {"open_ms", start.open},
      {"first_run_ms", start.firstRun},
      {"resident_bytes", start.residentAfter},
      {"resident_bytes_before", start.residentBefore}};
  llvm::json::Array layers;
  for (const StepTime &step : steps)
    layers.push_back(llvm::json::Object{{"path", step.layer.path},
                                        {"kind", step.layer.kind},
                                        {"kernel", step.layer.kernel},
                                        {"macs", step.layer.macs},
                                        {"ms", step.seconds * 1e3},
                                        {"gflops", step.gflops()},
                                        {"share", step.share}});
  if (!steps.empty())
    object["layers"] = std::move(layers);
  llvm::outs() << llvm::formatv("{0:2}\n",
                                llvm::json::Value(std::move(object)));
}

} // namespace

llvm::Error benchCommand(const Words &words) {
  auto arguments = Arguments::parse(words,
                                    {{"threads", false},
                                     {"seconds", false},
                                     {"profile", true},
                                     {"json", true},
                                     {"weights", false},
                                     {"cpu", false}},
                                    1, 1);
  if (!arguments)
    return arguments.takeError();
  auto threads = arguments->integer("threads", 1, 1, maxThreads);
  if (!threads)
    return threads.takeError();
  auto seconds = arguments->seconds("seconds", 3);
  if (!seconds)
    return seconds.takeError();
  Start start{0, 0, residentBytes(), 0};
  const Clock::time_point begin = Clock::now();
  auto package = Package::load(arguments->positional()[0]);
  if (!package)
    return package.takeError();
  auto session = Session::open(*package, arguments->text("weights"), *threads,
                               arguments->text("cpu"));
  if (!session)
    return session.takeError();
  start.open = since(begin) * 1e3;
  const gnet_info &info = session->info();
  Bench bench(*session, info, *seconds);
  auto first = bench.firstRun();
  if (!first)
    return first.takeError();
  start.firstRun = *first * 1e3;
  auto latency = bench.measure();
  if (!latency)
    return latency.takeError();
  start.residentAfter = residentBytes();
  std::vector<StepTime> steps;
  if (arguments->has("profile")) {
    auto profile = bench.profile();
    if (!profile)
      return profile.takeError();
    steps = std::move(*profile);
  }
  (arguments->has("json") ? printJson : printText)(info, *threads, start,
                                                   *latency, steps);
  return llvm::Error::success();
}

} // namespace gnet
