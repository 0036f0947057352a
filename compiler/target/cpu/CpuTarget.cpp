//===- CpuTarget.cpp - Packages for x86-64 and AArch64 processors ---------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "package/Link.h"
#include "package/Package.h"
#include "target/Target.h"
#include "target/cpu/CpuOptions.h"
#include "target/cpu/CpuPipelines.h"
#include "target/cpu/KernelFigures.h"
#include "target/cpu/KernelReport.h"
#include "target/cpu/LowerKernels.h"
#include "target/cpu/Passes.h"
#include "target/cpu/TunedChoice.h"
#include "target/program/DescribeProgram.h"
#include "target/program/EmitObject.h"
#include "target/program/PackedWeights.h"
#include "target/program/PlannedProgram.h"
#include "target/program/ProgramCode.h"
#include "target/program/ProgramTables.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

class CpuCompiler : public TargetCompiler {
public:
  llvm::Error setOptions(const TargetOptionValues &given) override {
    if (llvm::Error error = CpuOptions::read(given).moveInto(options))
      return error;
    code.setKernelCache(options.kernelCache);
    return llvm::Error::success();
  }
  llvm::Error plan(mlir::OpPassManager &passes) override {
    return addCpuPlanning(passes, options);
  }
  std::vector<Stage> stages(const TargetInput &input) override;
  llvm::StringRef stepsStage() const override {
    return options.isGenerated ? "steps" : "";
  }
  std::vector<StepKernels> stepKernels() const override { return steps; }
  std::vector<NamedLayer> namedLayers() const override;
  llvm::StringRef calibration() const override { return options.calibration; }
  llvm::Expected<std::string> processor() const override;
  llvm::Error describePrograms(const TargetInput &input,
                               std::vector<ProgramFigures> &programs) override;
  llvm::Expected<TargetParts> takeParts(const TargetInput &input) override;

private:
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
  llvm::Error translate(mlir::Operation *module);
  void addRuntime(TargetParts &parts, llvm::StringRef machine) const;

  /// A safetensors file that the library is to hold itself; empty: none.
  llvm::StringRef embedded(const TargetInput &input) const;

  llvm::json::Value manifestOf(const CpuLevel &level) const;

  CpuOptions options;
  std::vector<StepKernels> steps;
  std::vector<std::string> packedNames; ///< One a program.
  /// The weights as the kernels of all programs want them, a safetensors file;
  /// empty where there are none, or the programs want them differently.
  std::string packed;
  ProgramCode code;
};

std::vector<NamedLayer> CpuCompiler::namedLayers() const {
  std::vector<NamedLayer> layers;
  for (const std::string &path : options.kept)
    layers.push_back({"keep", path});
  return layers;
}

llvm::Expected<std::string> CpuCompiler::processor() const {
  auto chosen = options.levels();
  if (!chosen)
    return chosen.takeError();
  if (chosen->size() == 1)
    return chosen->front().processor.str();
  return llvm::createStringError("kernels are measured for one CPU at a time: "
                                 "name it with --cpu");
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
  auto levels = options.levels();
  if (!levels)
    return levels.takeError();
  for (auto [network, level] : llvm::zip_equal(networksOf(input), *levels))
    network.walk([&, &machine = level.machine](gnk::KernelInterface step) {
      steps.push_back(kernelsOfStep(step, machine, options.isExact));
    });
  return llvm::Error::success();
}

llvm::Error CpuCompiler::forEachProgram(
    const TargetInput &input,
    llvm::function_ref<llvm::Error(mlir::func::FuncOp,
                                   const KernelReportOptions &)>
        visit) {
  auto levels = options.levels();
  if (!levels)
    return levels.takeError();
  for (auto [network, level] : llvm::zip_equal(networksOf(input), *levels)) {
    auto file = options.tuningFor(level, *levels);
    if (!file)
      return file.takeError();
    std::optional<Tuning> measured;
    if (!file->empty()) {
      auto read = readTuningFor(*file, level, options.isExact);
      if (!read)
        return read.takeError();
      measured = std::move(*read);
    }
    if (llvm::Error error = visit(
            network, {level, options.isExact, measured ? &*measured : nullptr}))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error CpuCompiler::reportKernels(const TargetInput &input,
                                       llvm::raw_ostream &os) {
  if (!options.isGenerated)
    return llvm::createStringError("there are no generated kernels to show "
                                   "with --cpu-kernels=onednn");
  llvm::StringRef separator = "";
  return forEachProgram(input, [&](auto network, auto &choice) -> llvm::Error {
    auto figures = kernelFigures(network, choice);
    if (!figures)
      return figures.takeError();
    os << separator;
    printKernels(*figures, choice.tuning, os);
    separator = "\n";
    return llvm::Error::success();
  });
}

llvm::Error
CpuCompiler::describePrograms(const TargetInput &input,
                              std::vector<ProgramFigures> &programs) {
  return forEachProgram(input, [&](auto network, auto &choice) -> llvm::Error {
    auto figures = options.isGenerated ? kernelFigures(network, choice)
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
  if (!options.isGenerated)
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
         auto size = static_cast<int64_t>(embedded(input).size());
         return addCpuLowering(passes, options,
                               {input.compiler, packedNames, size});
       }}};
  llvm::append_range(
      stages, code.stages([this, &input] { return translate(input.module); }));
  return stages;
}

llvm::Error CpuCompiler::translate(mlir::Operation *module) {
  auto levels = options.levels();
  if (!levels)
    return levels.takeError();
  return code.translate(modulesOf(module), levels->front().triple);
}

llvm::json::Value CpuCompiler::manifestOf(const CpuLevel &level) const {
  return llvm::json::Object{
      {"name", level.processor},
      {"level", level.name},
      {"features", llvm::json::Array(options.featuresOf(level))},
      {"block", level.machine.lanes}};
}

llvm::Expected<TargetParts> CpuCompiler::takeParts(const TargetInput &input) {
  auto levels = options.levels();
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
  parts.manifest["kernels"] = options.isGenerated ? "generated" : "onednn";
  parts.manifest["triple"] = machine;
  parts.triple = machine;
  parts.runtimeObject = !options.isGenerated ? "gnet_runtime_cpu.o"
                        : machine == aarch64Triple
                            ? "gnet_runtime_generated_aarch64.o"
                            : "gnet_runtime_generated.o";
  if (options.isGenerated) {
    parts.manifest["precision"] = options.precision;
    parts.manifest["weights_type"] = options.weightsType;
    return;
  }
  parts.libraries = {{"dnnl", "libdnnl.so.3"}, {"gomp", "libgomp.so.1"}};
  parts.versions["onednn"] = GNET_DNNL_VERSION;
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
          .options = cpuTargetOptions(),
          .registerPasses = registerPasses,
          .createCompiler = createCompiler};
}

} // namespace gnet
