//===- CpuOptions.cpp - What the command line says of packages for a CPU --===//
#include "target/cpu/CpuOptions.h"
#include "target/cpu/CpuList.h"
#include "target/cpu/ElementTypes.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {
namespace {

llvm::Error setKernels(CpuOptions &options, llvm::StringRef word) {
  if (word != "generated" && word != "onednn")
    return llvm::createStringError("unknown kernels '" + word +
                                   "'; known are generated, onednn");
  options.isGenerated = word == "generated";
  return llvm::Error::success();
}

llvm::Error setKept(CpuOptions &options, llvm::StringRef list) {
  if (!list.consume_front("fp32:") || list.empty())
    return llvm::createStringError("--keep is as fp32:LAYER,LAYER, by their "
                                   "paths");
  if (options.precision == "fp32" && options.weightsType == "fp32")
    return llvm::createStringError("--keep says what stays fp32 where the rest "
                                   "does not: give --precision or "
                                   "--weights-type, too");
  llvm::SmallVector<llvm::StringRef> paths;
  list.split(paths, ',');
  options.kept.assign(paths.begin(), paths.end());
  return llvm::Error::success();
}

/// The driver looks at the file.
llvm::Error setCalibration(CpuOptions &options,
                           const TargetOptionValues &given) {
  auto file = given.find("calibration");
  const bool isGiven = file != given.end(),
             isNeeded = options.precision == "int8";
  if (isGiven && !isNeeded)
    return llvm::createStringError("--calibration is for --precision=int8");
  if (!isNeeded)
    return llvm::Error::success();
  if (!isGiven)
    return llvm::createStringError(
        "--precision=int8 needs the ranges of the network's values: make them "
        "with 'gnetc calibrate SPEC --weights=FILE --images=DIR -o "
        "FILE.calibration.json', and give that file by --calibration");
  options.calibration = file->second;
  return llvm::Error::success();
}

/// Without --weights-type weights are of the precision; in int8 they always
/// are.
llvm::Error setTypes(CpuOptions &options, const TargetOptionValues &given) {
  auto read = [&](llvm::StringRef option, llvm::ArrayRef<llvm::StringRef> words,
                  std::string &word) -> llvm::Error {
    auto found = given.find(option);
    if (found != given.end())
      word = found->second;
    if (!llvm::is_contained(words, word))
      return llvm::createStringError("unknown --" + option + " '" + word +
                                     "'; known are " + llvm::join(words, ", "));
    if (options.isGenerated || word == "fp32")
      return llvm::Error::success();
    return llvm::createStringError("--" + option +
                                   " is for generated kernels, not for "
                                   "--cpu-kernels=onednn");
  };
  if (llvm::Error error =
          read("precision", precisionWords(), options.precision))
    return error;
  if (llvm::Error error = setCalibration(options, given))
    return error;
  const bool isOfBytes = options.precision == "int8";
  if (isOfBytes && given.contains("weights-type"))
    return llvm::createStringError("--weights-type does not go with "
                                   "--precision=int8: weights are int8, and "
                                   "fp32 in layers that --keep names");
  options.weightsType = options.precision;
  options.isWeightsTypeGiven = given.contains("weights-type");
  if (!isOfBytes)
    if (llvm::Error error =
            read("weights-type", weightsTypeWords(), options.weightsType))
      return error;
  if (options.precision == "bf16" && options.weightsType == "fp16")
    return llvm::createStringError(
        "--weights-type=fp16 does not go with --precision=bf16: a kernel takes "
        "one type of 16 bits");
  auto list = given.find("keep");
  return list == given.end() ? llvm::Error::success()
                             : setKept(options, list->second);
}

/// What the passes read later is looked at before anything is made.
llvm::Error setTuning(CpuOptions &options, llvm::StringRef path) {
  if (!options.isGenerated)
    return llvm::createStringError("--tuning is for generated kernels, not for "
                                   "--cpu-kernels=onednn");
  auto read = readTuning(path);
  if (!read)
    return read.takeError();
  options.tuning = path;
  options.tunedCpu = read->cpu;
  return llvm::Error::success();
}

/// The words for `--cpu`, from what runs on most machines upwards.
std::vector<llvm::StringRef> levelNames() {
  std::vector<llvm::StringRef> names = {"native", portableCpus};
  for (llvm::StringRef triple : cpuTriples)
    for (const CpuLevel &level : llvm::reverse(cpuLevels(triple)))
      names.push_back(level.name);
  return names;
}

} // namespace

std::vector<TargetOption> cpuTargetOptions() {
  return {{.name = "cpu",
           .value = "levels",
           .help = "x86-64-v2, -v3, -v4, armv8-a, a processor as "
                   "znver4, several with commas between, portable: "
                   "all levels, or native: this machine (default)",
           .values = levelNames(),
           .isForTuning = true},
          {.name = "target-triple",
           .value = "name",
           .help = "x86_64-linux-gnu or aarch64-linux-gnu, where "
                   "--cpu does not tell (default: this machine)",
           .values = {"x86_64-linux-gnu", "aarch64-linux-gnu"}},
          {.name = "cpu-kernels",
           .value = "kind",
           .help = "generated (default), or onednn: calls of that "
                   "library",
           .values = {"generated", "onednn"}},
          {.name = "precision",
           .value = "word",
           .help = "fp32 (default), bf16: half the memory, or int8: a "
                   "quarter; on tensor cores tf32 and fp16, too",
           .values = precisionWords(),
           .isForTuning = true},
          {.name = "calibration",
           .value = "file",
           .help = "ranges of the network's values, of gnetc calibrate, for "
                   "--precision=int8",
           .isForTuning = true},
          {.name = "keep",
           .value = "layers",
           .help = "fp32:LAYER,...: layers and modules that stay "
                   "fp32 in another --precision, by path",
           .isForTuning = true},
          {.name = "weights-type",
           .value = "type",
           .help = "what weights are stored as: bf16 and fp16 are "
                   "half the memory (default: --precision)",
           .values = weightsTypeWords(),
           .isForTuning = true},
          {.name = "tuning",
           .value = "file",
           .help = "choose kernels by what gnetc tune measured"},
          {.name = "exact",
           .help = "no kernel that saves multiplications and so "
                   "rounds more",
           .isForTuning = true},
          {.name = "kernel-cache",
           .value = "folder",
           .help = "keep the machine code of kernels there, and take it from "
                   "there"}};
}

/// `native` is looked at where its level matters: a machine below every level
/// can still check specs.
llvm::Expected<CpuOptions> CpuOptions::read(const TargetOptionValues &given) {
  CpuOptions options;
  options.isExact = given.contains("exact");
  if (auto kernels = given.find("cpu-kernels"); kernels != given.end())
    if (llvm::Error error = setKernels(options, kernels->second))
      return error;
  if (llvm::Error error = setTypes(options, given))
    return error;
  if (auto file = given.find("tuning"); file != given.end())
    if (llvm::Error error = setTuning(options, file->second))
      return error;
  options.kernelCache = given.lookup("kernel-cache");
  options.cpus = given.lookup("cpu");
  options.triple = given.lookup("target-triple");
  if (options.triple.empty() &&
      (options.cpus.empty() || options.cpus == "native"))
    return options;
  auto chosen = options.levels();
  if (!chosen)
    return chosen.takeError();
  if (!options.isGenerated && chosen->front().triple != x86Triple)
    return llvm::createStringError("oneDNN's kernels are for x86-64: leave out "
                                   "--cpu-kernels=onednn");
  return options;
}

llvm::Expected<std::vector<CpuLevel>> CpuOptions::levels() const {
  return findCpuLevels(cpus, triple, products());
}

Products CpuOptions::products() const {
  return precision == "bf16"   ? Products::Bfloats
         : precision == "int8" ? Products::Bytes
                               : Products::Float32;
}

llvm::ArrayRef<llvm::StringRef>
CpuOptions::featuresBeside(const CpuLevel &level) const {
  return ownFeatures(llvm::cantFail(findCpuLevel(level.processor)), products());
}

std::vector<llvm::StringRef>
CpuOptions::featuresOf(const CpuLevel &level) const {
  std::vector<llvm::StringRef> features(featuresBeside(level));
  llvm::append_range(features, level.features);
  return features;
}

llvm::Expected<std::string>
CpuOptions::tuningFor(const CpuLevel &level,
                      llvm::ArrayRef<CpuLevel> levels) const {
  if (tuning.empty() || levels.size() == 1 || level.processor == tunedCpu)
    return tuning;
  if (llvm::any_of(levels, [&](const CpuLevel &each) {
        return each.processor == tunedCpu;
      }))
    return "";
  return llvm::createStringError("'" + tuning + "' was measured for " +
                                 tunedCpu + ", which is none of --cpu's");
}

} // namespace gnet
