//===- MakePackage.cpp - A compiled network as a package ------------------===//
#include "MakePackage.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "network/Counts.h"
#include "report/Summary.h"
#include "target/cpu/EmitObject.h"
#include "llvm/Support/Format.h"

namespace gnet {
namespace {

int64_t entry(mlir::DictionaryAttr values, llvm::StringRef name) {
  auto value = values ? values.getAs<mlir::IntegerAttr>(name) : nullptr;
  return value ? value.getInt() : 0;
}

/// What memory planning won, for the package's summary.
void printMemory(const PackageMemory &memory, llvm::raw_ostream &os) {
  auto mebibytes = [](int64_t bytes) {
    return static_cast<double>(bytes) / (1 << 20);
  };
  os << llvm::format("arena of a run: %.2f MiB; its buffers sum to %.2f MiB, "
                     "and no plan needs less than %.2f MiB\n",
                     mebibytes(memory.arena), mebibytes(memory.sum),
                     mebibytes(memory.live));
}

/// Puts the weights where the options want them: into the library or beside it.
llvm::Error addWeights(PackageContents &contents, std::string weights,
                       bool embed) {
  if (weights.empty())
    return llvm::Error::success();
  if (!embed) {
    contents.weights = std::move(weights);
    return llvm::Error::success();
  }
  auto object = emitWeightsObject(weights);
  if (!object)
    return object.takeError();
  contents.parts.objects.push_back(std::move(*object));
  return llvm::Error::success();
}

TargetParts cpuParts(const CpuLevel &level, std::string object) {
  TargetParts parts;
  parts.objects.push_back(std::move(object));
  parts.runtimeObject = "gnet_runtime_cpu.o";
  parts.libraries = {{"dnnl", "libdnnl.so.3"}, {"gomp", "libgomp.so.1"}};
  llvm::json::Object machine{{"level", level.name},
                             {"features", llvm::json::Array(level.features)}};
  parts.manifest["cpu"] = std::move(machine);
  parts.manifest["block"] = level.block;
  parts.versions["onednn"] = GNET_DNNL_VERSION;
  return parts;
}

} // namespace

PlanFigures readPlanFigures(mlir::ModuleOp module) {
  PlanFigures figures;
  module.walk([&](mlir::func::FuncOp function) {
    auto memory = function->getAttrOfType<mlir::DictionaryAttr>("gnk.memory");
    figures.memory = {entry(memory, "arena"), entry(memory, "sum"),
                      entry(memory, "live")};
  });
  module.walk([&](gnk::KernelInterface) { ++figures.steps; });
  return figures;
}

llvm::Error makePackage(const Options &options, const Network &network,
                        const CpuLevel &cpu, const PlanFigures &plan,
                        std::string object, std::string weights,
                        llvm::StringRef executable) {
  PackageContents contents(network);
  contents.batch = options.batch;
  contents.target = "cpu";
  contents.parts = cpuParts(cpu, std::move(object));
  if (llvm::Error error =
          addWeights(contents, std::move(weights), options.embedWeights))
    return error;
  llvm::raw_string_ostream summary(contents.summary);
  printSummary(network, summary);
  printMemory(plan.memory, summary);
  contents.compilerVersion = GNET_VERSION;
  const Counts counts = countInference(network);
  contents.parameters = counts.parameters;
  contents.macs = counts.macs;
  contents.steps = plan.steps;
  contents.memory = plan.memory;
  std::string folder = options.output.value_or(network.name + "-cpu");
  return writePackage(contents, folder, executable);
}

} // namespace gnet
