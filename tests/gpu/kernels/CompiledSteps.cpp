//===- CompiledSteps.cpp - A network's GPU kernels, run on the CPU --------===//
#include "gpu/kernels/CompiledSteps.h"
#include "gpu/kernels/DeviceBuffers.h"
#include "ir/gn/NetworkToGn.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Pass/PassManager.h"
#include "passes/inference/Pipeline.h"
#include "passes/planning/Pipeline.h"
#include "target/cuda/DeviceCode.h"
#include "target/cuda/LowerKernels.h"
#include "target/cuda/Passes.h"
#include "target/cuda/Precision.h"
#include "target/program/PackedWeights.h"
#include "llvm/Support/Endian.h"

using namespace mlir;

namespace gnet::gpu {

llvm::Expected<std::unique_ptr<CompiledSteps>>
CompiledSteps::compile(const Network &network, const Weights &weights,
                       const CompileOptions &options) {
  std::unique_ptr<CompiledSteps> steps(new CompiledSteps);
  if (llvm::Error error = steps->plan(network, options))
    return error;
  if (llvm::Error error = steps->pack(weights))
    return error;
  if (llvm::Error error = steps->lower(options))
    return error;
  return steps;
}

llvm::Error CompiledSteps::plan(const Network &network,
                                const CompileOptions &options) {
  module = importNetwork(context, network, options.batch);
  if (!module)
    return llvm::createStringError("the network cannot be imported");
  auto precision = cuda::findPrecision(options.precision);
  if (!precision)
    return precision.takeError();
  ChooseCudaKernelsOptions choice;
  PassManager planning(&context);
  buildInferencePipeline(planning);
  buildPlanningPipeline(planning, /*block=*/16, createChooseCudaKernels(choice),
                        /*sideBySide=*/options.joins,
                        cuda::elementTypesOf(*precision));
  planning.nest<func::FuncOp>().addPass(createChooseCudaKernels(choice));
  if (failed(planning.run(*module)))
    return llvm::createStringError("the network cannot be planned");
  if (options.replace)
    module->walk([&](gnk::KernelInterface step) {
      if (gnk::KernelAttr kernel = options.replace(step))
        step->setAttr(gnk::kernelAttribute, kernel);
    });
  PassManager packing(&context);
  if (options.joins) {
    JoinSiblingsOptions joining;
    joining.always = true;
    packing.nest<func::FuncOp>().addPass(createJoinSiblings(joining));
    packing.nest<func::FuncOp>().addPass(createJoinSoftmax());
  }
  packing.nest<func::FuncOp>().addPass(createPackCudaWeights());
  if (failed(packing.run(*module)))
    return llvm::createStringError("the weights' places cannot be found");
  return llvm::Error::success();
}

llvm::Error CompiledSteps::pack(const Weights &weights) {
  auto packed =
      packWeights(networkOf(*module), safetensorsOf(gnet::Weights(weights)));
  if (!packed)
    return packed.takeError();
  weightsFile = std::move(packed->file);
  weightsBegin =
      sizeof(uint64_t) + llvm::support::endian::read64le(weightsFile.data());
  return llvm::Error::success();
}

llvm::Error CompiledSteps::lower(const CompileOptions &options) {
  PassManager passes(&context);
  EmitCudaKernelsOptions emission;
  emission.warpgroups = options.warpgroups;
  emission.early = true;
  passes.addPass(createEmitCudaKernels(emission));
  addCudaKernelLowering(passes);
  if (failed(passes.run(*module)))
    return llvm::createStringError("the kernels cannot be lowered");
  auto read = readPlannedProgram(networkOf(*module));
  if (failed(read))
    return llvm::createStringError("the program cannot be read");
  program = std::move(*read);
  llvm::LLVMContext llvmContext;
  auto kernels = llvm::to_vector(module->getOps<mlir::gpu::GPUModuleOp>());
  if (kernels.size() != (options.warpgroups ? 2 : 1))
    return llvm::createStringError("the code of an architecture is missing");
  StringRef arch = options.warpgroups ? "sm_90a" : "sm_80";
  auto translated = translateKernels(kernels.back(), arch, llvmContext);
  if (!translated)
    return translated.takeError();
  if (llvm::Error error = optimiseKernels(**translated, arch))
    return error;
  std::string text;
  llvm::raw_string_ostream stream(text);
  (*translated)->print(stream, nullptr);
  if (options.edit)
    text = options.edit(text);
  auto loaded = sim::Module::load({text, "kernels"});
  if (!loaded)
    return loaded.takeError();
  code = std::move(*loaded);
  return llvm::Error::success();
}

std::vector<std::string> CompiledSteps::kernels() {
  std::vector<std::string> names;
  for (gnk::KernelInterface step : program->steps)
    names.push_back(gnk::chosenKernel(step).getName().str());
  return names;
}

int64_t CompiledSteps::joined() {
  return llvm::count_if(program->steps, [](gnk::KernelInterface step) {
    return step->hasAttr(gnk::joinedAttribute);
  });
}

llvm::Expected<std::vector<float>>
CompiledSteps::run(const reference::Tensor &input, sim::ThreadOrder order,
                   std::map<std::string, sim::Banks> *banks) {
  auto weights = llvm::StringRef(weightsFile).drop_front(weightsBegin);
  DeviceBuffers buffers(*program, weights, input);
  if (llvm::Error error = buffers.add())
    return error;
  for (gnk::KernelInterface step : program->steps) {
    auto launches = step->getAttrOfType<ArrayAttr>(gnk::launchesAttribute);
    if (!launches) // It is joined with one before it.
      continue;
    for (auto launch : launches.getAsRange<gnk::LaunchAttr>()) {
      const std::string name = launch.getKernel().getValue().str();
      if (llvm::Error error = buffers.launch(*code, step, launch, order,
                                             banks ? &(*banks)[name] : nullptr))
        return error;
    }
  }
  return buffers.takeOutput();
}

} // namespace gnet::gpu
