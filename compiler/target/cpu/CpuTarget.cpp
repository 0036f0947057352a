//===- CpuTarget.cpp - Packages for x86-64 processors ---------------------===//
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "package/Package.h"
#include "passes/planning/Pipeline.h"
#include "target/Target.h"
#include "target/cpu/CpuLevel.h"
#include "target/cpu/EmitObject.h"
#include "target/cpu/Passes.h"
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
  llvm::Error lower(mlir::OpPassManager &passes, const TargetInput &input);
  llvm::Error translate(mlir::Operation *module);
  llvm::Error emit();

  std::string cpu = "native";
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> code;
  std::string object;
};

/// `native` is looked at where its level matters: a machine below every level
/// can still check specs.
llvm::Error CpuCompiler::setOptions(const TargetOptionValues &given) {
  auto chosen = given.find("cpu");
  if (chosen == given.end())
    return llvm::Error::success();
  cpu = chosen->second;
  return cpu == "native" ? llvm::Error::success()
                         : findCpuLevel(cpu).takeError();
}

llvm::Error CpuCompiler::plan(mlir::OpPassManager &passes) {
  auto level = findCpuLevel(cpu);
  if (!level)
    return level.takeError();
  buildPlanningPipeline(passes, level->block);
  return llvm::Error::success();
}

std::vector<Stage> CpuCompiler::stages(const TargetInput &input) {
  return {{.name = "llvm-dialect",
           .needs = {"gnk", "safetensors"},
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
  options.weightsSize = static_cast<int64_t>(input.embeddedWeights.size());
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
  if (!input.embeddedWeights.empty()) {
    auto weights = emitWeightsObject(input.embeddedWeights);
    if (!weights)
      return weights.takeError();
    parts.objects.push_back(std::move(*weights));
  }
  parts.runtimeObject = "gnet_runtime_cpu.o";
  parts.libraries = {{"dnnl", "libdnnl.so.3"}, {"gomp", "libgomp.so.1"}};
  llvm::json::Object machine{{"level", level->name},
                             {"features", llvm::json::Array(level->features)}};
  parts.manifest["cpu"] = std::move(machine);
  parts.manifest["block"] = level->block;
  parts.versions["onednn"] = GNET_DNNL_VERSION;
  return parts;
}

/// The words for `--cpu`, from what runs on most machines upwards.
std::vector<llvm::StringRef> levelNames() {
  std::vector<llvm::StringRef> names = {"native"};
  for (const CpuLevel &level : llvm::reverse(cpuLevels()))
    names.push_back(level.name);
  return names;
}

void registerPasses(mlir::DialectRegistry &dialects) {
  dialects.insert<mlir::LLVM::LLVMDialect>();
  registerCpuTargetPasses();
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
                       .help = "x86-64-v2, -v3, -v4, native (default: this "
                               "machine)",
                       .values = levelNames()}},
          .registerPasses = registerPasses,
          .createCompiler = createCompiler};
}

} // namespace gnet
