//===- CpuTarget.cpp - Packages for x86-64 and AArch64 processors ---------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "package/Link.h"
#include "package/Package.h"
#include "passes/planning/Pipeline.h"
#include "target/Target.h"
#include "target/cpu/CpuList.h"
#include "target/cpu/ElementTypes.h"
#include "target/cpu/KernelFigures.h"
#include "target/cpu/KernelReport.h"
#include "target/cpu/LowerKernels.h"
#include "target/cpu/Passes.h"
#include "target/cpu/TunedChoice.h"
#include "target/cpu/X86Levels.h"
#include "target/program/DescribeProgram.h"
#include "target/program/EmitObject.h"
#include "target/program/PackedWeights.h"
#include "target/program/PlannedProgram.h"
#include "target/program/ProgramCode.h"
#include "target/program/ProgramTables.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

class CpuCompiler : public TargetCompiler {
public:
  llvm::Error setOptions(const TargetOptionValues &given) override;
  llvm::Error plan(mlir::OpPassManager &passes) override;
  std::vector<Stage> stages(const TargetInput &input) override;
  llvm::StringRef stepsStage() const override {
    return isGenerated ? "steps" : "";
  }
  std::vector<StepKernels> stepKernels() const override { return steps; }
  std::vector<NamedLayer> namedLayers() const override;
  llvm::Expected<std::string> processor() const override;
  llvm::Error describePrograms(const TargetInput &input,
                               std::vector<ProgramFigures> &programs) override;
  llvm::Expected<TargetParts> takeParts(const TargetInput &input) override;

private:
  llvm::Error setKernels(llvm::StringRef word);
  llvm::Error setTypes(const TargetOptionValues &given);
  llvm::Error setKept(llvm::StringRef list);
  llvm::Error setTuning(llvm::StringRef path);
  llvm::Error listSteps(const TargetInput &input);
  /// Calls `visit` with the network of each program, and what its kernels were
  /// chosen with.
  llvm::Error
  forEachProgram(const TargetInput &input,
                 llvm::function_ref<llvm::Error(mlir::func::FuncOp,
                                                const KernelReportOptions &)>
                     visit);
  llvm::Error reportKernels(const TargetInput &input, llvm::raw_ostream &os);
  llvm::Error pack(const TargetInput &input);
  void addPlanning(mlir::OpPassManager &passes, const CpuLevel &level,
                   const std::string &file) const;
  llvm::Expected<std::string> tuningFor(const CpuLevel &level,
                                        llvm::ArrayRef<CpuLevel> levels) const;
  llvm::Error lower(mlir::OpPassManager &passes, const TargetInput &input);
  void addLowering(mlir::OpPassManager &passes, const CpuLevel &level,
                   const ConvertGnkToLlvmOptions &options) const;
  llvm::Error translate(mlir::Operation *module);
  void addRuntime(TargetParts &parts, llvm::StringRef machine) const;

  /// A safetensors file that the library is to hold itself; empty: none.
  llvm::StringRef embedded(const TargetInput &input) const;

  llvm::Expected<std::vector<CpuLevel>> levels() const {
    return findCpuLevels(cpus, triple, precision == "bf16");
  }
  bool usesBfloats(const CpuLevel &level) const;
  std::vector<llvm::StringRef> featuresOf(const CpuLevel &level) const;
  llvm::json::Value manifestOf(const CpuLevel &level) const;

  std::string cpus;        ///< As the user gives them; empty: none are given.
  std::string triple;      ///< Likewise.
  bool isGenerated = true; ///< The kernels; else they are oneDNN's.
  bool isExact = false;
  std::string precision = "fp32";   ///< What layers leave in memory.
  std::string weightsType = "fp32"; ///< What they are stored as.
  std::vector<std::string> kept;    ///< Paths of layers that stay fp32.
  std::string tuning;               ///< A file of `gnetc tune`; empty: none.
  std::string tunedCpu;             ///< The processor that it is of.
  std::vector<StepKernels> steps;
  std::vector<std::string> packedNames; ///< One a program.
  /// The weights as the kernels of all programs want them, a safetensors file;
  /// empty where there are none, or the programs want them differently.
  std::string packed;
  ProgramCode code;
};

/// `native` is looked at where its level matters: a machine below every level
/// can still check specs.
llvm::Error CpuCompiler::setOptions(const TargetOptionValues &given) {
  isExact = given.contains("exact");
  if (auto kernels = given.find("cpu-kernels"); kernels != given.end())
    if (llvm::Error error = setKernels(kernels->second))
      return error;
  if (llvm::Error error = setTypes(given))
    return error;
  if (auto file = given.find("tuning"); file != given.end())
    if (llvm::Error error = setTuning(file->second))
      return error;
  cpus = given.lookup("cpu");
  triple = given.lookup("target-triple");
  if (triple.empty() && (cpus.empty() || cpus == "native"))
    return llvm::Error::success();
  auto chosen = levels();
  if (!chosen)
    return chosen.takeError();
  if (!isGenerated && chosen->front().triple != x86Triple)
    return llvm::createStringError("oneDNN's kernels are for x86-64: leave out "
                                   "--cpu-kernels=onednn");
  return llvm::Error::success();
}

llvm::Error CpuCompiler::setKernels(llvm::StringRef word) {
  if (word != "generated" && word != "onednn")
    return llvm::createStringError("unknown kernels '" + word +
                                   "'; known are generated, onednn");
  isGenerated = word == "generated";
  return llvm::Error::success();
}

/// Without --weights-type weights are of the precision.
llvm::Error CpuCompiler::setTypes(const TargetOptionValues &given) {
  auto read = [&](llvm::StringRef option, llvm::ArrayRef<llvm::StringRef> words,
                  std::string &word) -> llvm::Error {
    auto found = given.find(option);
    if (found != given.end())
      word = found->second;
    if (!llvm::is_contained(words, word))
      return llvm::createStringError("unknown --" + option + " '" + word +
                                     "'; known are " + llvm::join(words, ", "));
    if (isGenerated || word == "fp32")
      return llvm::Error::success();
    return llvm::createStringError("--" + option +
                                   " is for generated kernels, not for "
                                   "--cpu-kernels=onednn");
  };
  if (llvm::Error error = read("precision", precisionWords(), precision))
    return error;
  weightsType = precision;
  if (llvm::Error error = read("weights-type", weightsTypeWords(), weightsType))
    return error;
  if (precision == "bf16" && weightsType == "fp16")
    return llvm::createStringError(
        "--weights-type=fp16 does not go with --precision=bf16: a kernel takes "
        "one type of 16 bits");
  auto list = given.find("keep");
  return list == given.end() ? llvm::Error::success() : setKept(list->second);
}

llvm::Error CpuCompiler::setKept(llvm::StringRef list) {
  if (!list.consume_front("fp32:") || list.empty())
    return llvm::createStringError("--keep is as fp32:LAYER,LAYER, by their "
                                   "paths");
  if (precision == "fp32" && weightsType == "fp32")
    return llvm::createStringError("--keep says what stays fp32 where the rest "
                                   "does not: give --precision or "
                                   "--weights-type, too");
  llvm::SmallVector<llvm::StringRef> paths;
  list.split(paths, ',');
  kept.assign(paths.begin(), paths.end());
  return llvm::Error::success();
}

std::vector<NamedLayer> CpuCompiler::namedLayers() const {
  std::vector<NamedLayer> layers;
  for (const std::string &path : kept)
    layers.push_back({"keep", path});
  return layers;
}

/// What the passes read later is looked at before anything is made.
llvm::Error CpuCompiler::setTuning(llvm::StringRef path) {
  if (!isGenerated)
    return llvm::createStringError("--tuning is for generated kernels, not for "
                                   "--cpu-kernels=onednn");
  auto read = readTuning(path);
  if (!read)
    return read.takeError();
  tuning = path;
  tunedCpu = read->cpu;
  return llvm::Error::success();
}

/// One CPU's, if there are several.
llvm::Expected<std::string>
CpuCompiler::tuningFor(const CpuLevel &level,
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

llvm::Expected<std::string> CpuCompiler::processor() const {
  auto chosen = levels();
  if (!chosen)
    return chosen.takeError();
  if (chosen->size() == 1)
    return chosen->front().processor.str();
  return llvm::createStringError("kernels are measured for one CPU at a time: "
                                 "name it with --cpu");
}

/// Lets `add` add the passes for each CPU: to `passes` for the only one, else
/// to a pipeline for its own network.
void addForEach(
    mlir::OpPassManager &passes, llvm::ArrayRef<CpuLevel> levels,
    llvm::function_ref<void(mlir::OpPassManager &, size_t index)> add) {
  if (levels.size() == 1)
    return add(passes, 0);
  ForEachCpuOptions each;
  for (size_t i = 0; i < levels.size(); ++i)
    add(each.pipelines.emplace_back(mlir::ModuleOp::getOperationName()), i);
  passes.addPass(createForEachCpu(each));
}

llvm::Error CpuCompiler::plan(mlir::OpPassManager &passes) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  if (levels->size() > 1) {
    CloneForCpusOptions clones;
    for (const CpuLevel &level : *levels)
      clones.cpus.push_back(level.processor.str());
    passes.addPass(createCloneForCpus(clones));
  }
  std::vector<std::string> tunings;
  for (const CpuLevel &level : *levels) {
    auto file = tuningFor(level, *levels);
    if (!file)
      return file.takeError();
    tunings.push_back(std::move(*file));
  }
  addForEach(passes, *levels, [&](mlir::OpPassManager &pipeline, size_t i) {
    addPlanning(pipeline, (*levels)[i], tunings[i]);
  });
  return llvm::Error::success();
}

void CpuCompiler::addPlanning(mlir::OpPassManager &passes,
                              const CpuLevel &level,
                              const std::string &file) const {
  int64_t block = level.machine.lanes;
  if (!isGenerated)
    return buildPlanningPipeline(passes, block);
  const std::string name = level.processor.str();
  const ElementTypes types = {mlirType(precision), mlirType(weightsType), kept};
  buildPlanningPipeline(passes, block,
                        createChooseKernels({name, isExact, file}),
                        /*sideBySide=*/false, types);
  mlir::OpPassManager &function = passes.nest<mlir::func::FuncOp>();
  // Again, for what planning added.
  function.addPass(createChooseKernels({name, isExact, file}));
  function.addPass(createPackWeights({name}));
}

llvm::StringRef CpuCompiler::embedded(const TargetInput &input) const {
  if (!input.embedWeights)
    return "";
  return packed.empty() ? input.weights : llvm::StringRef(packed);
}

/// The modules of one network each: `module`, or those in it.
llvm::SmallVector<mlir::ModuleOp> modulesOf(mlir::Operation *operation) {
  auto module = mlir::cast<mlir::ModuleOp>(operation);
  auto nested = llvm::to_vector(module.getOps<mlir::ModuleOp>());
  bool areSeveral = !nested.empty() && nested[0]->hasAttr(gnk::cpuAttribute);
  return areSeveral ? nested : llvm::SmallVector<mlir::ModuleOp>{module};
}

/// The network of each program.
llvm::SmallVector<mlir::func::FuncOp> networksOf(const TargetInput &input) {
  llvm::SmallVector<mlir::func::FuncOp> networks;
  for (mlir::ModuleOp module : modulesOf(input.module))
    networks.push_back(networkOf(module));
  return networks;
}

llvm::Error CpuCompiler::listSteps(const TargetInput &input) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  for (auto [network, level] : llvm::zip_equal(networksOf(input), *levels))
    network.walk([&, &machine = level.machine](gnk::KernelInterface step) {
      steps.push_back(kernelsOfStep(step, machine, isExact));
    });
  return llvm::Error::success();
}

llvm::Error CpuCompiler::forEachProgram(
    const TargetInput &input,
    llvm::function_ref<llvm::Error(mlir::func::FuncOp,
                                   const KernelReportOptions &)>
        visit) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  for (auto [network, level] : llvm::zip_equal(networksOf(input), *levels)) {
    auto file = tuningFor(level, *levels);
    if (!file)
      return file.takeError();
    std::optional<Tuning> measured;
    if (!file->empty()) {
      auto read = readTuningFor(*file, level, isExact);
      if (!read)
        return read.takeError();
      measured = std::move(*read);
    }
    if (llvm::Error error =
            visit(network, {level, isExact, measured ? &*measured : nullptr}))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error CpuCompiler::reportKernels(const TargetInput &input,
                                       llvm::raw_ostream &os) {
  if (!isGenerated)
    return llvm::createStringError("there are no generated kernels to show "
                                   "with --cpu-kernels=onednn");
  llvm::StringRef separator = "";
  return forEachProgram(input, [&](auto network, auto &options) -> llvm::Error {
    auto figures = kernelFigures(network, options);
    if (!figures)
      return figures.takeError();
    os << separator;
    printKernels(*figures, options.tuning, os);
    separator = "\n";
    return llvm::Error::success();
  });
}

llvm::Error
CpuCompiler::describePrograms(const TargetInput &input,
                              std::vector<ProgramFigures> &programs) {
  return forEachProgram(input, [&](auto network, auto &options) -> llvm::Error {
    auto figures = isGenerated ? kernelFigures(network, options)
                               : describeProgram(network);
    if (!figures)
      return figures.takeError();
    programs.push_back(std::move(*figures));
    return llvm::Error::success();
  });
}

/// Programs that want their weights in different forms get them as they are: a
/// file for each would make a package several times as large, and packing them
/// takes a moment at open.
llvm::Error CpuCompiler::pack(const TargetInput &input) {
  if (!isGenerated)
    return llvm::Error::success();
  llvm::SmallVector<mlir::func::FuncOp> networks = networksOf(input);
  for (mlir::func::FuncOp network : networks) {
    auto named = packWeights(network, /*weights=*/"");
    if (!named)
      return named.takeError();
    packedNames.push_back(named->name);
  }
  if (!llvm::all_equal(packedNames))
    return llvm::Error::success();
  auto made = packWeights(networks.front(), input.weights);
  if (!made)
    return made.takeError();
  packed = std::move(made->file);
  return llvm::Error::success();
}

std::vector<Stage> CpuCompiler::stages(const TargetInput &input) {
  std::vector<Stage> stages = {
      {.name = "packed",
       .kind = StageKind::Inner,
       .needs = {"gnk", "safetensors"},
       .make = [this, &input] { return pack(input); }},
      {.name = "steps",
       .kind = StageKind::Inner,
       .needs = {"gnk"},
       .make = [this, &input] { return listSteps(input); }},
      {.name = "kernels",
       .needs = {"gnk"},
       .print =
           [this, &input](llvm::raw_ostream &os) {
             return reportKernels(input, os);
           }},
      {.name = "llvm-dialect",
       .needs = {"packed"},
       .step = "lowering",
       .file = "llvm.mlir",
       .passes = [this, &input](mlir::OpPassManager &passes) {
         return lower(passes, input);
       }}};
  llvm::append_range(
      stages, code.stages([this, &input] { return translate(input.module); }));
  return stages;
}

/// Whether the code for `level` has instructions for bf16: as the passes find
/// it, by its name.
bool CpuCompiler::usesBfloats(const CpuLevel &level) const {
  return precision == "bf16" &&
         llvm::cantFail(findCpuLevel(level.processor)).machine.hasBfloats();
}

/// What the code for `level` needs.
std::vector<llvm::StringRef>
CpuCompiler::featuresOf(const CpuLevel &level) const {
  std::vector<llvm::StringRef> features(level.features);
  if (usesBfloats(level))
    features.insert(features.begin(), bfloatsFeature);
  return features;
}

/// Of the programs of a package, in their order.
std::string programSymbol(size_t index) {
  return index == 0 ? "gnetrt_the_program"
                    : "gnetrt_program" + std::to_string(index);
}

llvm::Error CpuCompiler::lower(mlir::OpPassManager &passes,
                               const TargetInput &input) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  addForEach(passes, *levels, [&](mlir::OpPassManager &pipeline, size_t i) {
    const CpuLevel &level = (*levels)[i];
    ConvertGnkToLlvmOptions options;
    options.compiler = input.compiler;
    options.cpuFeatures = llvm::join(featuresOf(level), ",");
    options.cpu = level.instructions.str();
    if (usesBfloats(level))
      options.kernelFeatures = ("+" + bfloatsFeature).str();
    options.processor = level.processor.str();
    options.symbol = programSymbol(i);
    if (i + 1 < levels->size())
      options.next = programSymbol(i + 1);
    if (isGenerated)
      options.packedName = packedNames[i];
    options.weightsSize = static_cast<int64_t>(embedded(input).size());
    addLowering(pipeline, level, options);
  });
  return llvm::Error::success();
}

void CpuCompiler::addLowering(mlir::OpPassManager &passes,
                              const CpuLevel &level,
                              const ConvertGnkToLlvmOptions &options) const {
  if (isGenerated) {
    passes.addPass(createEmitKernels({level.processor.str()}));
    addKernelLowering(passes);
  }
  passes.addPass(createConvertGnkToLlvm(options));
}

llvm::Error CpuCompiler::translate(mlir::Operation *module) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  return code.translate(modulesOf(module), levels->front().triple);
}

llvm::json::Value CpuCompiler::manifestOf(const CpuLevel &level) const {
  return llvm::json::Object{{"name", level.processor},
                            {"level", level.name},
                            {"features", llvm::json::Array(featuresOf(level))},
                            {"block", level.machine.lanes}};
}

llvm::Expected<TargetParts> CpuCompiler::takeParts(const TargetInput &input) {
  auto levels = this->levels();
  if (!levels)
    return levels.takeError();
  TargetParts parts;
  parts.objects.push_back(code.takeObject());
  if (llvm::StringRef file = embedded(input); !file.empty()) {
    auto weights =
        emitBytesObject(embeddedWeightsSymbol, file, levels->front().triple);
    if (!weights)
      return weights.takeError();
    parts.objects.push_back(std::move(*weights));
  } else if (!packed.empty()) {
    parts.weights = std::move(packed);
  }
  addRuntime(parts, levels->front().triple);
  llvm::json::Array cpus;
  for (const CpuLevel &level : *levels)
    cpus.push_back(manifestOf(level));
  parts.manifest["cpus"] = std::move(cpus);
  return parts;
}

void CpuCompiler::addRuntime(TargetParts &parts,
                             llvm::StringRef machine) const {
  parts.manifest["kernels"] = isGenerated ? "generated" : "onednn";
  parts.manifest["triple"] = machine;
  parts.triple = machine;
  parts.runtimeObject = !isGenerated ? "gnet_runtime_cpu.o"
                        : machine == aarch64Triple
                            ? "gnet_runtime_generated_aarch64.o"
                            : "gnet_runtime_generated.o";
  if (isGenerated) {
    parts.manifest["precision"] = precision;
    parts.manifest["weights_type"] = weightsType;
    return;
  }
  parts.libraries = {{"dnnl", "libdnnl.so.3"}, {"gomp", "libgomp.so.1"}};
  parts.versions["onednn"] = GNET_DNNL_VERSION;
}

/// The words for `--cpu`, from what runs on most machines upwards.
std::vector<llvm::StringRef> levelNames() {
  std::vector<llvm::StringRef> names = {"native", portableCpus};
  for (llvm::StringRef triple : cpuTriples)
    for (const CpuLevel &level : llvm::reverse(cpuLevels(triple)))
      names.push_back(level.name);
  return names;
}

void registerPasses(mlir::DialectRegistry &dialects) {
  dialects.insert<mlir::arith::ArithDialect, mlir::LLVM::LLVMDialect,
                  mlir::math::MathDialect, mlir::memref::MemRefDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect>();
  registerCpuTargetPasses();
  registerKernelLowering();
}

std::unique_ptr<TargetCompiler> createCompiler() {
  return std::make_unique<CpuCompiler>();
}

} // namespace

Target cpuTarget() {
  return {.name = "cpu",
          .summary = "make a package in ./NAME-cpu, or where -o says",
          .options = {{.name = "cpu",
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
                       .help = "fp32 (default), or bf16: half the memory; on "
                               "tensor cores tf32 and fp16, too",
                       .values = precisionWords(),
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
                       .isForTuning = true}},
          .registerPasses = registerPasses,
          .createCompiler = createCompiler};
}

} // namespace gnet
