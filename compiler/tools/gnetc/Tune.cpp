//===- Tune.cpp - gnetc tune: kernels chosen by measurement ---------------===//
#include "Commands.h"
#include "Interruption.h"
#include "TargetChoice.h"
#include "TemporaryFolder.h"
#include "Tuner.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

constexpr int32_t maxThreads = 1024;

std::string percent(double part, double whole) {
  return llvm::formatv("{0:F1} %", 100 * part / whole);
}

void report(const Tuning &tuning, const std::string &output) {
  auto milliseconds = [](const RunTime &time) -> std::string {
    return llvm::formatv("{0:F3} ms", time.least * 1e3);
  };
  const auto &[model, tuned] = *tuning.runs;
  llvm::outs() << output << ": a run of " << tuning.network << " takes "
               << milliseconds(model) << " with the model's kernels, "
               << milliseconds(tuned) << " with those measured fastest: ";
  if (tuned.least < model.least)
    llvm::outs() << percent(model.least - tuned.least, model.least)
                 << " less\n";
  else
    llvm::outs() << "the model's stay\n";
}

void reportInterruption(const Tuning &tuning, const std::string &output) {
  llvm::errs() << "gnetc: interrupted after " << tuning.roundsMeasured << " of "
               << tuning.rounds << " rounds: ";
  if (tuning.roundsMeasured > 0)
    llvm::errs() << "they are in '" << output
                 << "', and the same command goes on from there\n";
  else
    llvm::errs() << "nothing is written\n";
}

class Tune : public Command {
public:
  Tune()
      : Command("tune", "Measure which kernels are fastest on this machine, "
                        "for --tuning=") {
    for (const TargetOption &option : allTargetOptions()) {
      if (!option.isForTuning)
        continue;
      auto add = [&](auto &options) {
        using Option = typename std::decay_t<decltype(options)>::value_type;
        options.push_back(std::make_unique<typename Option::element_type>(
            option.name, cl::sub(sub), cl::cat(category),
            cl::value_desc(option.value), cl::desc(option.help)));
      };
      if (option.value.empty())
        add(flags);
      else
        add(settings);
    }
  }

  llvm::Error run() override;

private:
  llvm::Error checkValues() const;
  llvm::Expected<TuningRequest> request() const;
  cl::opt<std::string> spec{cl::Positional, cl::Required, cl::sub(sub),
                            cl::cat(category), cl::desc("SPEC.gn")};
  cl::opt<std::string> output{
      "o", cl::sub(sub), cl::cat(category), cl::value_desc("FILE.json"),
      cl::desc("What was measured; an unfinished one is gone on with")};
  cl::opt<std::string> weights{"weights",
                               cl::sub(sub),
                               cl::cat(category),
                               cl::value_desc("file"),
                               cl::init("random:1"),
                               cl::desc("As for compiling (random:1)")};
  cl::opt<std::string> weightMap{"weight-map", cl::sub(sub), cl::cat(category),
                                 cl::value_desc("file"),
                                 cl::desc("How names in it are read")};
  cl::opt<int64_t> batch{"batch",           cl::sub(sub),
                         cl::cat(category), cl::value_desc("N"),
                         cl::init(1),       cl::desc("Images a run (1)")};
  cl::opt<int32_t> threads{"threads",         cl::sub(sub),
                           cl::cat(category), cl::value_desc("N"),
                           cl::init(1),       cl::desc("Threads of a run (1)")};
  cl::opt<double> seconds{
      "seconds",         cl::sub(sub),
      cl::cat(category), cl::value_desc("S"),
      cl::init(1),       cl::desc("How long each round runs (1)")};
  // The target's.
  std::vector<std::unique_ptr<cl::opt<std::string>>> settings;
  std::vector<std::unique_ptr<cl::opt<bool>>> flags;
};

llvm::Error Tune::checkValues() const {
  if (output.empty() || output == "-")
    return llvm::createStringError("gnetc tune writes a file: name it with -o");
  if (weights.empty())
    return llvm::createStringError("-weights needs a path");
  if (batch < 1 || batch > (1 << 20))
    return llvm::createStringError("--batch is at least 1 and at most 2^20");
  if (threads < 1 || threads > maxThreads)
    return llvm::createStringError("--threads is at least 1 and at most 1024");
  if (!(seconds > 0) || seconds > 3600)
    return llvm::createStringError("--seconds is over 0 and at most 3600");
  return llvm::Error::success();
}

llvm::Expected<TuningRequest> Tune::request() const {
  auto target = chooseTarget("");
  if (!target)
    return target.takeError();
  TuningRequest request{.spec = spec,
                        .target = *target,
                        .targetOptions = {},
                        .weights = weights,
                        .weightMap = weightMap,
                        .batch = batch,
                        .threads = threads,
                        .seconds = seconds,
                        .output = output,
                        .executable = llvm::sys::fs::getMainExecutable(
                            nullptr, reinterpret_cast<void *>(&tuneCommand))};
  for (const auto &option : settings)
    if (option->getNumOccurrences() > 0)
      request.targetOptions[option->ArgStr] = *option;
  for (const auto &option : flags)
    if (*option)
      request.targetOptions[option->ArgStr] = "";
  return request;
}

llvm::Error Tune::run() {
  if (llvm::Error error = checkValues())
    return error;
  auto wanted = request();
  if (!wanted)
    return wanted.takeError();
  // The linker resets every option.
  const std::string path = wanted->output;
  Interruption interruption;
  auto folder = TemporaryFolder::create("gnetc-tune");
  if (!folder)
    return folder.takeError();
  Tuner tuner(std::move(*wanted), (*folder)->path());
  auto tuning = tuner.run();
  if (!tuning)
    return tuning.takeError();
  if (*tuning) {
    report(**tuning, path);
    return llvm::Error::success();
  }
  reportInterruption(tuner.found(), path);
  folder->reset();
  Interruption::follow();
}

} // namespace

Command &tuneCommand() {
  static Tune command;
  return command;
}

} // namespace gnet
