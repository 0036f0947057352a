//===- Calibrate.cpp - gnetc calibrate: ranges for integers ---------------===//
#include "Calibrator.h"
#include "Commands.h"
#include "Interruption.h"
#include "TemporaryFolder.h"
#include "UnknownValue.h"
#include "files/StagedFile.h"
#include "quantization/MergeCalibrations.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

constexpr int32_t maxThreads = 1024;

std::string percent(double share) {
  return llvm::formatv("{0:F3} %", 100 * share);
}

void report(const Calibrated &found, const std::string &output) {
  llvm::outs() << output << ": " << found.calibration.ranges.size()
               << " ranges of " << found.calibration.network << " from "
               << found.calibration.pictures << " of " << found.pictures
               << " pictures, by " << found.calibration.method << "\n";
  std::vector<std::string> tried;
  for (const Calibrated::Method &method : found.methods)
    tried.push_back(method.name.str() + " " + percent(method.error));
  if (found.calibration.heldBack > 0)
    llvm::outs() << "error of the scores of " << found.calibration.heldBack
                 << " held-back pictures: ";
  else
    llvm::outs() << "error of the scores of this picture, for want of others: ";
  llvm::outs() << llvm::join(tried, ", ") << "\n";
  if (found.calibration.biasCorrections.empty())
    llvm::outs() << "biases stay: to correct them makes it no less\n";
  else
    llvm::outs() << "with biases corrected: "
                 << percent(found.calibration.error) << "\n";
}

void reportRanking(const Calibrated &found, double wanted) {
  if (found.ranking.empty())
    return;
  size_t width = 5;
  for (const Calibrated::Layer &layer : found.ranking)
    width = std::max(width, layer.path.size());
  llvm::outs() << "\n"
               << llvm::left_justify("layer", width) << "  error alone\n";
  for (const Calibrated::Layer &layer : found.ranking)
    llvm::outs() << llvm::left_justify(layer.path, width) << "  "
                 << llvm::right_justify(percent(layer.error), 11) << "\n";
  if (wanted == 0)
    return;
  std::vector<std::string> kept;
  for (size_t i = 0; i < found.kept; ++i)
    kept.push_back(found.ranking[i].path);
  if (kept.empty())
    llvm::outs() << "\nnothing has to be kept: the error is "
                 << percent(found.calibration.error) << "\n";
  else if (found.errorWithKept > wanted)
    llvm::outs()
        << "\nthat is out of reach: with all of them in float32 the error is "
        << percent(found.errorWithKept) << "\n";
  else
    llvm::outs() << "\n--keep=fp32:" << llvm::join(kept, ",")
                 << "\nmakes the error " << percent(found.errorWithKept)
                 << "\n";
}

class Calibrate : public Command {
public:
  Calibrate()
      : Command("calibrate", "Find the ranges of a network's values in "
                             "pictures, for --precision=int8") {}

  llvm::Error run() override;

private:
  llvm::Error checkValues() const;
  llvm::Error checkCalibrated() const;
  llvm::Expected<const RangeMethod *> chosenMethod() const;
  llvm::Error merge(const RangeMethod *chosen) const;
  llvm::Error calibrate(const RangeMethod *chosen) const;

  cl::list<std::string> inputs{cl::Positional, cl::OneOrMore, cl::sub(sub),
                               cl::cat(category),
                               cl::desc("SPEC.gn, or files with --merge")};
  cl::opt<std::string> output{"o", cl::sub(sub), cl::cat(category),
                              cl::value_desc("FILE.calibration.json"),
                              cl::desc("What was found")};
  cl::opt<std::string> images{
      "images", cl::sub(sub), cl::cat(category), cl::value_desc("DIR|FILE.npy"),
      cl::desc("PNG and JPEG pictures, or float32 images as they are")};
  cl::opt<std::string> weights{"weights", cl::sub(sub), cl::cat(category),
                               cl::value_desc("file"),
                               cl::desc("As for compiling")};
  cl::opt<std::string> weightMap{"weight-map", cl::sub(sub), cl::cat(category),
                                 cl::value_desc("file"),
                                 cl::desc("How names in it are read")};
  cl::opt<std::string> method{
      "method", cl::sub(sub), cl::cat(category), cl::value_desc("method"),
      cl::desc("min-max, percentile, mse or entropy (the one that is best for "
               "held-back pictures)")};
  cl::opt<int32_t> threads{"threads",         cl::sub(sub),
                           cl::cat(category), cl::value_desc("N"),
                           cl::init(1),       cl::desc("Threads of a run (1)")};
  cl::opt<bool> merges{"merge", cl::sub(sub), cl::cat(category),
                       cl::desc("Make one file of several of one network")};
  cl::opt<bool> ranks{
      "sensitivity", cl::sub(sub), cl::cat(category),
      cl::desc("Also rank the layers by what each alone does to the scores")};
  cl::opt<double> error{
      "error", cl::sub(sub), cl::cat(category), cl::value_desc("SHARE"),
      cl::desc(
          "With --sensitivity: what to keep in float32 for an error of the "
          "scores of at most this, as 0.01")};
};

llvm::Error Calibrate::checkValues() const {
  if (output.empty() || output == "-")
    return llvm::createStringError(
        "gnetc calibrate writes a file: name it with -o");
  if (threads < 1 || threads > maxThreads)
    return llvm::createStringError("--threads is at least 1 and at most 1024");
  if (error.getNumOccurrences() > 0 && !ranks)
    return llvm::createStringError("--error goes with --sensitivity");
  if (error.getNumOccurrences() > 0 && !(error > 0 && error <= 1))
    return llvm::createStringError("--error is over 0 and at most 1");
  if (!merges)
    return checkCalibrated();
  if (ranks || images.getNumOccurrences() > 0 ||
      weights.getNumOccurrences() > 0 || weightMap.getNumOccurrences() > 0)
    return llvm::createStringError(
        "--merge takes files of gnetc calibrate, and no pictures or weights");
  return llvm::Error::success();
}

llvm::Error Calibrate::checkCalibrated() const {
  if (inputs.size() > 1)
    return llvm::createStringError("one spec is calibrated at a time; --merge "
                                   "makes one file of several");
  if (images.empty())
    return llvm::createStringError(
        "--images=DIR or --images=FILE.npy is missing: pictures like those "
        "that the network is for");
  if (weights.empty())
    return llvm::createStringError(
        "--weights=FILE is missing: ranges are of a network with its weights");
  return llvm::Error::success();
}

llvm::Expected<const RangeMethod *> Calibrate::chosenMethod() const {
  if (method.getNumOccurrences() == 0)
    return nullptr;
  if (const RangeMethod *found = findRangeMethod(method))
    return found;
  std::vector<std::string> names;
  for (const RangeMethod &each : rangeMethods())
    names.push_back(each.name.str());
  return unknownValue("method", method, names);
}

llvm::Error Calibrate::merge(const RangeMethod *chosen) const {
  std::vector<Calibration> calibrations;
  for (const std::string &input : inputs) {
    auto read = Calibration::read(input);
    if (!read)
      return read.takeError();
    calibrations.push_back(std::move(*read));
  }
  auto merged = mergeCalibrations(calibrations, chosen);
  if (!merged)
    return merged.takeError();
  if (llvm::Error error = replaceFile(output, calibrationJson(*merged)))
    return error;
  llvm::outs() << output << ": " << merged->ranges.size() << " ranges of "
               << merged->network << " from " << merged->pictures
               << " pictures, by " << merged->method << "\n";
  return llvm::Error::success();
}

llvm::Error Calibrate::calibrate(const RangeMethod *chosen) const {
  // The linker resets every option.
  const std::string path = output;
  const double wanted = error;
  CalibrationRequest request{
      .spec = inputs.front(),
      .weights = weights,
      .weightMap = weightMap,
      .images = images,
      .method = chosen,
      .threads = threads,
      .ranksLayers = ranks,
      .error = wanted,
      .executable = llvm::sys::fs::getMainExecutable(
          nullptr, reinterpret_cast<void *>(&calibrateCommand))};
  Interruption interruption;
  auto folder = TemporaryFolder::create("gnetc-calibrate");
  if (!folder)
    return folder.takeError();
  auto found = Calibrator(std::move(request), (*folder)->path()).run();
  if (!found)
    return found.takeError();
  if (!*found) {
    llvm::errs() << "gnetc: interrupted: nothing is written\n";
    folder->reset();
    Interruption::follow();
  }
  if (llvm::Error error =
          replaceFile(path, calibrationJson((*found)->calibration)))
    return error;
  report(**found, path);
  reportRanking(**found, wanted);
  return llvm::Error::success();
}

llvm::Error Calibrate::run() {
  if (llvm::Error error = checkValues())
    return error;
  auto chosen = chosenMethod();
  if (!chosen)
    return chosen.takeError();
  return merges ? merge(*chosen) : calibrate(*chosen);
}

} // namespace

Command &calibrateCommand() {
  static Calibrate command;
  return command;
}

} // namespace gnet
