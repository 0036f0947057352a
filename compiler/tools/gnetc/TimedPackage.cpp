//===- TimedPackage.cpp - A package that was made, timed ------------------===//
#include "TimedPackage.h"
#include "Interruption.h"
#include <chrono>

namespace gnet {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int warmUpRuns = 2;
constexpr size_t fewestRuns = 10;
/// Runs of a turn; the first of them meets the other package's data in the
/// caches and does not count.
constexpr int runsOfTurn = 4;

double since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace

llvm::Expected<TimedPackage> TimedPackage::open(const std::string &folder,
                                                llvm::StringRef weights,
                                                int32_t threads) {
  auto loaded = Package::load(folder);
  if (!loaded)
    return loaded.takeError();
  auto package = std::make_unique<Package>(*loaded);
  auto session =
      Session::open(*package, {.threads = threads, .weightsData = weights});
  if (!session)
    return session.takeError();
  return TimedPackage(std::move(package), std::move(*session));
}

TimedPackage::TimedPackage(std::unique_ptr<Package> package, Session session)
    : package(std::move(package)), session(std::move(session)) {
  const gnet_info &info = *this->package->describe();
  input.resize(info.batch * inputSize(info));
  output.resize(info.batch * outputSize(info));
  // Scattered over -1 to 1, the same in every run.
  for (size_t i = 0; i < input.size(); ++i)
    input[i] = static_cast<float>(i * 2654435761u % 2001) / 1000 - 1;
}

llvm::Expected<std::vector<RunTime>> TimedPackage::profile(double seconds) {
  for (int i = 0; i < warmUpRuns; ++i)
    if (llvm::Error error = session.run(input.data(), output.data()))
      return error;
  std::vector<std::vector<double>> times(steps());
  std::vector<double> once(steps());
  Clock::time_point begin = Clock::now();
  for (size_t runs = 0; runs < fewestRuns || since(begin) < seconds; ++runs) {
    if (Interruption::came())
      return std::vector<RunTime>();
    if (llvm::Error error =
            session.runProfiled(input.data(), output.data(), once.data()))
      return error;
    for (size_t step = 0; step < once.size(); ++step)
      times[step].push_back(once[step]);
  }
  std::vector<RunTime> found;
  for (std::vector<double> &step : times)
    found.push_back(runTimeOf(std::move(step)));
  return found;
}

llvm::Expected<std::optional<RunTime>> TimedPackage::time(double seconds) {
  std::vector<double> times;
  Clock::time_point begin = Clock::now();
  while (times.size() < fewestRuns || since(begin) < seconds) {
    if (Interruption::came())
      return std::nullopt;
    auto time = run();
    if (!time)
      return time.takeError();
    times.push_back(*time);
  }
  return runTimeOf(std::move(times));
}

llvm::Expected<double> TimedPackage::run() {
  Clock::time_point begin = Clock::now();
  if (llvm::Error error = session.run(input.data(), output.data()))
    return error;
  return since(begin);
}

llvm::Expected<std::optional<TunedRuns>>
timeInTurns(TimedPackage &model, TimedPackage &tuned, double seconds) {
  std::vector<double> times[2];
  Clock::time_point begin = Clock::now();
  while (times[0].size() < fewestRuns || since(begin) < 2 * seconds)
    for (int which = 0; which < 2; ++which)
      for (int i = 0; i < runsOfTurn; ++i) {
        if (Interruption::came())
          return std::nullopt;
        auto time = (which == 0 ? model : tuned).run();
        if (!time)
          return time.takeError();
        if (i > 0)
          times[which].push_back(*time);
      }
  return TunedRuns{runTimeOf(times[0]), runTimeOf(times[1])};
}

} // namespace gnet
