//===- Tuner.cpp - Kernels measured in a network's run --------------------===//
#include "Tuner.h"
#include "Compile.h"
#include "Interruption.h"
#include "TunedShapes.h"
#include "files/StagedFile.h"
#include "package/WriteFile.h"
#include "tuning/ClockRate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace gnet {
namespace {

/// Of a compilation with the kernels of the file `choice`, or with those of the
/// model.
llvm::Expected<Options> optionsOf(const TuningRequest &request,
                                  const std::string &choice = "") {
  Options options;
  options.spec = request.spec;
  options.target = request.target;
  options.compiler = request.target->createCompiler();
  options.emit = "package";
  options.batch = request.batch;
  TargetOptionValues given = request.targetOptions;
  if (!choice.empty())
    given["tuning"] = choice;
  if (llvm::Error error = options.compiler->setOptions(given))
    return error;
  return options;
}

/// The bytes of a safetensors file.
llvm::Expected<std::string> weightsOf(const TuningRequest &request) {
  auto options = optionsOf(request);
  if (!options)
    return options.takeError();
  options->weights = request.weights;
  options->weightMap = request.weightMap;
  Compilation compilation(*options, request.executable);
  if (llvm::Error error = makeStages(compilation, {"safetensors"}))
    return error;
  return std::move(compilation.safetensors);
}

} // namespace

Tuner::Tuner(TuningRequest request, std::string folder)
    : request(std::move(request)), folder(std::move(folder)) {}

llvm::Expected<std::optional<Tuning>> Tuner::run() {
  if (llvm::Error error = prepare())
    return error;
  while (tuning.roundsMeasured < tuning.rounds) {
    if (llvm::Error error = measureRound())
      return error;
    if (Interruption::came())
      return std::nullopt;
  }
  if (llvm::Error error = finish())
    return error;
  if (!tuning.runs)
    return std::nullopt;
  return tuning;
}

llvm::Error Tuner::prepare() {
  auto options = optionsOf(request);
  if (!options)
    return options.takeError();
  if (options->compiler->stepsStage().empty())
    return llvm::createStringError("--target=" + request.target->name +
                                   " has no kernels to choose among");
  auto cpu = options->compiler->processor();
  if (!cpu)
    return cpu.takeError();
  Compilation compilation(*options, request.executable);
  if (llvm::Error error =
          makeStages(compilation, {options->compiler->stepsStage()}))
    return error;
  tuning.compiler = compilerName();
  tuning.network = compilation.network.name;
  tuning.cpu = *cpu;
  tuning.isExact = request.targetOptions.contains("exact");
  tuning.batch = request.batch;
  tuning.threads = request.threads;
  tuning.gigahertz = measureGigahertz();
  tuning.shapes = shapesOf(options->compiler->stepKernels());
  tuning.rounds = roundsOf(tuning.shapes);
  if (llvm::Error error = goOn())
    return error;
  progress.emplace(
      static_cast<int>(2 * (tuning.rounds - tuning.roundsMeasured) + 2));
  auto tensors = weightsOf(request);
  if (!tensors)
    return tensors.takeError();
  weights = std::move(*tensors);
  return llvm::Error::success();
}

/// With what an unfinished file has. A finished one is measured anew.
llvm::Error Tuner::goOn() {
  if (!llvm::sys::fs::exists(request.output))
    return llvm::Error::success();
  auto before = readTuning(request.output);
  if (!before)
    return llvm::joinErrors(
        before.takeError(),
        llvm::createStringError("'" + request.output +
                                "' is left as it is: name another file with "
                                "-o"));
  if (before->runs)
    return llvm::Error::success();
  if (!isOfSameRounds(*before, tuning))
    return llvm::createStringError(
        "'" + request.output +
        "' is unfinished, and of another network, CPU, batch, number of "
        "threads or gnetc: remove it, or name another file with -o");
  tuning = std::move(*before);
  return llvm::Error::success();
}

llvm::Error Tuner::measureRound() {
  const int64_t round = tuning.roundsMeasured;
  const std::string name = "round " + std::to_string(round + 1) + " of " +
                           std::to_string(tuning.rounds);
  progress->step("compiling " + name);
  auto made = make(choiceOfRound(tuning, round), std::to_string(round));
  if (!made)
    return made.takeError();
  if (Interruption::came())
    return llvm::Error::success();
  progress->step("running " + name);
  auto package = open(*made);
  if (!package)
    return package.takeError();
  auto times = package->profile(request.seconds);
  if (!times)
    return times.takeError();
  if (times->empty())
    return llvm::Error::success();
  addTimes(tuning, made->steps, *times);
  ++tuning.roundsMeasured;
  return save();
}

llvm::Error Tuner::finish() {
  Tuning model = choiceOfRound(tuning, 0);
  Tuning fastest = fastestChoice(tuning);
  auto runs = hold(model, fastest);
  if (!runs)
    return runs.takeError();
  if (!*runs)
    return llvm::Error::success();
  const bool isFaster = (*runs)->tuned.least < (*runs)->model.least;
  tuning = isFaster ? std::move(fastest) : std::move(model);
  tuning.runs = *runs;
  return save();
}

/// Nothing where an interruption came.
llvm::Expected<std::optional<TunedRuns>> Tuner::hold(const Tuning &model,
                                                     const Tuning &fastest) {
  progress->step("compiling the kernels measured fastest");
  auto first = makeOpen(model, "model");
  if (!first)
    return first.takeError();
  if (hasSameChoice(model, fastest)) {
    progress->step("running them, which are the model's");
    auto time = first->time(request.seconds);
    if (!time)
      return time.takeError();
    return *time ? std::optional(TunedRuns{**time, **time}) : std::nullopt;
  }
  auto second = makeOpen(fastest, "fastest");
  if (!second)
    return second.takeError();
  progress->step("running them and the model's in turns");
  return timeInTurns(*first, *second, request.seconds);
}

llvm::Expected<TimedPackage> Tuner::makeOpen(const Tuning &choice,
                                             const std::string &name) {
  auto made = make(choice, name);
  if (!made)
    return made.takeError();
  return open(*made);
}

llvm::Expected<Tuner::Made> Tuner::make(const Tuning &choice,
                                        const std::string &name) {
  const std::string path = folder + "/" + name + ".json";
  if (llvm::Error error = writeFile(path, tuningJson(choice)))
    return error;
  auto options = optionsOf(request, path);
  if (!options)
    return options.takeError();
  options->output = folder + "/" + name;
  Compilation compilation(*options, request.executable);
  if (llvm::Error error =
          makeStages(compilation, {options->compiler->stepsStage(), "package"}))
    return error;
  return Made{*options->output, options->compiler->stepKernels()};
}

llvm::Expected<TimedPackage> Tuner::open(const Made &made) {
  auto package = TimedPackage::open(made.package, weights, request.threads);
  if (package && package->steps() != static_cast<int32_t>(made.steps.size()))
    return llvm::createStringError("the package has other steps than its plan");
  return package;
}

llvm::Error Tuner::save() const {
  return replaceFile(request.output, tuningJson(tuning));
}

} // namespace gnet
