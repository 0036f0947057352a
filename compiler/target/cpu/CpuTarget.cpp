//===- CpuTarget.cpp - Packages for x86-64 processors ---------------------===//
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "package/Package.h"
#include "passes/planning/Pipeline.h"
#include "target/Target.h"
#include "target/cpu/CpuLevel.h"
#include "target/cpu/KernelReport.h"
#include "target/cpu/LowerKernels.h"
#include "target/cpu/Passes.h"
#include "target/program/EmitObject.h"
#include "target/program/PackedWeights.h"
#include "target/program/PlannedProgram.h"
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
  llvm::Expected<TargetParts> takeParts(const TargetInput &input) override;

private:
  llvm::Error setKernels(llvm::StringRef word);
  llvm::Error reportKernels(const TargetInput &input, llvm::raw_ostream &os);
  llvm::Error pack(const TargetInput &input);
  llvm::Error lower(mlir::OpPassManager &passes, const TargetInput &input);
  llvm::Error translate(mlir::Operation *module);
  llvm::Error emit();
  void addRuntime(TargetParts &parts) const;

  /// A safetensors file that the library is to hold itself; empty: none.
  llvm::StringRef embedded(const TargetInput &input) const;

  std::string cpu = "native";
  bool isGenerated = true; ///< The kernels; else they are oneDNN's.
  bool isExact = false;
  PackedWeights packed; ///< Of generated kernels.
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> code;
  std::string object;
};

/// `native` is looked at where its level matters: a machine below every level
/// can still check specs.
llvm::Error CpuCompiler::setOptions(const TargetOptionValues &given) {
  isExact = given.contains("exact");
  if (auto kernels = given.find("cpu-kernels"); kernels != given.end())
    if (llvm::Error error = setKernels(kernels->second))
      return error;
  auto chosen = given.find("cpu");
  if (chosen == given.end())
    return llvm::Error::success();
  cpu = chosen->second;
  return cpu == "native" ? llvm::Error::success()
                         : findCpuLevel(cpu).takeError();
}

llvm::Error CpuCompiler::setKernels(llvm::StringRef word) {
  if (word != "generated" && word != "onednn")
    return llvm::createStringError("unknown kernels '" + word +
                                   "'; known are generated, onednn");
  isGenerated = word == "generated";
  return llvm::Error::success();
}

llvm::Error CpuCompiler::plan(mlir::OpPassManager &passes) {
  auto level = findCpuLevel(cpu);
  if (!level)
    return level.takeError();
  int64_t block = level->machine.lanes;
  if (!isGenerated) {
    buildPlanningPipeline(passes, block);
    return llvm::Error::success();
  }
  const std::string name = level->processor.str();
  buildPlanningPipeline(passes, block, createChooseKernels({name, isExact}));
  mlir::OpPassManager &function = passes.nest<mlir::func::FuncOp>();
  // Again, for what planning added.
  function.addPass(createChooseKernels({name, isExact}));
  function.addPass(createPackWeights({name}));
  return llvm::Error::success();
}

llvm::StringRef CpuCompiler::embedded(const TargetInput &input) const {
  if (!input.embedWeights)
    return "";
  return isGenerated ? llvm::StringRef(packed.file) : input.weights;
}

llvm::Error CpuCompiler::reportKernels(const TargetInput &input,
                                       llvm::raw_ostream &os) {
  if (!isGenerated)
    return llvm::createStringError("there are no generated kernels to show "
                                   "with --cpu-kernels=onednn");
  auto level = findCpuLevel(cpu);
  if (!level)
    return level.takeError();
  return printKernels(networkOf(input.module), *level, isExact, os);
}

llvm::Error CpuCompiler::pack(const TargetInput &input) {
  if (!isGenerated)
    return llvm::Error::success();
  auto made = packWeights(networkOf(input.module), input.weights);
  if (!made)
    return made.takeError();
  packed = std::move(*made);
  return llvm::Error::success();
}

std::vector<Stage> CpuCompiler::stages(const TargetInput &input) {
  return {{.name = "packed",
           .kind = StageKind::Inner,
           .needs = {"gnk", "safetensors"},
           .make = [this, &input] { return pack(input); }},
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
           .passes =
               [this, &input](mlir::OpPassManager &passes) {
                 return lower(passes, input);
               }},
          {.name = "llvm",
           .needs = {"llvm-dialect"},
           .step = "generating code",
           .file = "llvm.ll",
           .make = [this, &input] { return translate(input.module); },
           .print =
               [this](llvm::raw_ostream &os) {
                 code->print(os, nullptr);
                 return llvm::Error::success();
               }},
          {.name = "obj",
           .kind = StageKind::Binary,
           .needs = {"llvm"},
           .step = "generating code",
           .file = "object.o",
           .make = [this] { return emit(); },
           .print =
               [this](llvm::raw_ostream &os) {
                 os << object;
                 return llvm::Error::success();
               }}};
}

llvm::Error CpuCompiler::lower(mlir::OpPassManager &passes,
                               const TargetInput &input) {
  auto level = findCpuLevel(cpu);
  if (!level)
    return level.takeError();
  ConvertGnkToLlvmOptions options;
  options.compiler = input.compiler;
  options.cpuFeatures = llvm::join(level->features, ",");
  options.cpu = level->name.str();
  options.packedName = packed.name;
  options.weightsSize = static_cast<int64_t>(embedded(input).size());
  if (isGenerated) {
    passes.addPass(createEmitKernels({level->processor.str()}));
    addKernelLowering(passes);
  }
  passes.addPass(createConvertGnkToLlvm(options));
  return llvm::Error::success();
}

llvm::Error CpuCompiler::translate(mlir::Operation *module) {
  context = std::make_unique<llvm::LLVMContext>();
  auto translated =
      translateToLlvm(mlir::cast<mlir::ModuleOp>(module), *context);
  if (!translated)
    return translated.takeError();
  code = std::move(*translated);
  return llvm::Error::success();
}

llvm::Error CpuCompiler::emit() {
  auto emitted = emitObject(*code);
  if (!emitted)
    return emitted.takeError();
  object = std::move(*emitted);
  code.reset();
  context.reset();
  return llvm::Error::success();
}

llvm::Expected<TargetParts> CpuCompiler::takeParts(const TargetInput &input) {
  auto level = findCpuLevel(cpu);
  if (!level)
    return level.takeError();
  TargetParts parts;
  parts.objects.push_back(std::move(object));
  if (llvm::StringRef file = embedded(input); !file.empty()) {
    auto weights = emitBytesObject(embeddedWeightsSymbol, file);
    if (!weights)
      return weights.takeError();
    parts.objects.push_back(std::move(*weights));
  } else if (!packed.file.empty()) {
    parts.weights = std::move(packed.file);
  }
  addRuntime(parts);
  llvm::json::Object machine{{"level", level->name},
                             {"features", llvm::json::Array(level->features)}};
  parts.manifest["cpu"] = std::move(machine);
  parts.manifest["block"] = level->machine.lanes;
  return parts;
}

void CpuCompiler::addRuntime(TargetParts &parts) const {
  parts.manifest["kernels"] = isGenerated ? "generated" : "onednn";
  parts.runtimeObject =
      isGenerated ? "gnet_runtime_generated.o" : "gnet_runtime_cpu.o";
  if (isGenerated)
    return;
  parts.libraries = {{"dnnl", "libdnnl.so.3"}, {"gomp", "libgomp.so.1"}};
  parts.versions["onednn"] = GNET_DNNL_VERSION;
}

/// The words for `--cpu`, from what runs on most machines upwards.
std::vector<llvm::StringRef> levelNames() {
  std::vector<llvm::StringRef> names = {"native"};
  for (const CpuLevel &level : llvm::reverse(cpuLevels()))
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
                       .value = "level",
                       .help = "x86-64-v2, -v3, -v4, a processor as znver4, or "
                               "native: this machine (default)",
                       .values = levelNames()},
                      {.name = "cpu-kernels",
                       .value = "kind",
                       .help = "generated (default), or onednn: calls of that "
                               "library",
                       .values = {"generated", "onednn"}},
                      {.name = "exact",
                       .help = "no kernel that saves multiplications and so "
                               "rounds more"}},
          .registerPasses = registerPasses,
          .createCompiler = createCompiler};
}

} // namespace gnet
