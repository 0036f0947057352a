//===- CpuPipelines.cpp - The passes that make a package for CPUs ---------===//
#include "target/cpu/CpuPipelines.h"
#include "mlir/IR/BuiltinOps.h"
#include "passes/planning/Pipeline.h"
#include "target/cpu/ElementTypes.h"
#include "target/cpu/LowerKernels.h"
#include "target/cpu/Passes.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {
namespace {

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

void addPlanning(mlir::OpPassManager &passes, const CpuOptions &options,
                 const CpuLevel &level, const std::string &tuning) {
  int64_t block = level.machine.lanes;
  if (!options.isGenerated)
    return buildPlanningPipeline(passes, block);
  const std::string name = level.processor.str();
  ElementTypes types = {.calibration = options.calibration,
                        .keep = options.kept};
  if (types.calibration.empty()) {
    types.activations = mlirType(options.precision);
    if (options.isWeightsTypeGiven || options.weightsType != "fp32")
      types.weights = mlirType(options.weightsType);
  }
  buildPlanningPipeline(passes, block,
                        createChooseKernels({name, options.isExact, tuning}),
                        /*sideBySide=*/false, types);
  mlir::OpPassManager &function = passes.nest<mlir::func::FuncOp>();
  // Again, for what planning added.
  function.addPass(createChooseKernels({name, options.isExact, tuning}));
  function.addPass(createPackWeights({name}));
}

/// Of the programs of a package, in their order.
std::string programSymbol(size_t index) {
  return index == 0 ? "gnetrt_the_program"
                    : "gnetrt_program" + std::to_string(index);
}

/// What kernels' code has beside a level's own, as LLVM takes it, which would
/// take the instruction that multiplies pairs of int16 and adds both products
/// apart, for sums to wait less.
std::string kernelFeaturesOf(const CpuOptions &options, const CpuLevel &level) {
  std::string features;
  for (llvm::StringRef feature : options.featuresBeside(level))
    features += (features.empty() ? "+" : ",+") + feature.str();
  const bool multipliesShorts =
      options.products() == Products::Bytes && level.triple == x86Triple;
  return features.empty() || !multipliesShorts ? features
                                               : features + ",+fast-dpwssd";
}

} // namespace

llvm::Error addCpuPlanning(mlir::OpPassManager &passes,
                           const CpuOptions &options) {
  auto levels = options.levels();
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
    auto file = options.tuningFor(level, *levels);
    if (!file)
      return file.takeError();
    tunings.push_back(std::move(*file));
  }
  addForEach(passes, *levels, [&](mlir::OpPassManager &pipeline, size_t i) {
    addPlanning(pipeline, options, (*levels)[i], tunings[i]);
  });
  return llvm::Error::success();
}

llvm::Error addCpuLowering(mlir::OpPassManager &passes,
                           const CpuOptions &options,
                           const CpuProgramFacts &facts) {
  auto levels = options.levels();
  if (!levels)
    return levels.takeError();
  addForEach(passes, *levels, [&](mlir::OpPassManager &pipeline, size_t i) {
    const CpuLevel &level = (*levels)[i];
    ConvertGnkToLlvmOptions conversion;
    conversion.compiler = facts.compiler.str();
    conversion.cpuFeatures = llvm::join(options.featuresOf(level), ",");
    conversion.cpu = level.instructions.str();
    conversion.kernelFeatures = kernelFeaturesOf(options, level);
    conversion.processor = level.processor.str();
    conversion.symbol = programSymbol(i);
    if (i + 1 < levels->size())
      conversion.next = programSymbol(i + 1);
    if (options.isGenerated) {
      conversion.packedName = facts.packedNames[i];
      pipeline.addPass(createEmitKernels({level.processor.str()}));
      addKernelLowering(pipeline);
    }
    conversion.weightsSize = facts.weightsSize;
    pipeline.addPass(createConvertGnkToLlvm(conversion));
  });
  return llvm::Error::success();
}

} // namespace gnet
