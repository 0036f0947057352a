#include "gpu/sim/execution/LoweredKernels.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"

using namespace mlir;

namespace gnet::gpu::sim {

namespace {

std::string pipelineFor(const std::string &chip) {
  return "gpu.module(convert-nvgpu-to-nvvm,"
         "convert-vector-to-scf,convert-scf-to-cf,convert-nvvm-to-llvm,"
         "expand-strided-metadata,lower-affine,"
         "convert-gpu-to-nvvm{use-bare-ptr-memref-call-conv=1},"
         "reconcile-unrealized-casts,canonicalize,cse),"
         "nvvm-attach-target{chip=" +
         chip + " O=3},gpu-module-to-binary{format=llvm}";
}

DialectRegistry makeRegistry() {
  registerAllPasses();
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllToLLVMIRTranslations(registry);
  return registry;
}

} // namespace

llvm::Expected<std::string> lowerKernels(const std::string &text,
                                         const std::string &chip) {
  static const DialectRegistry registry = makeRegistry();
  MLIRContext context(registry);
  std::string problems;
  const ScopedDiagnosticHandler keep(&context, [&](Diagnostic &diagnostic) {
    problems += diagnostic.str() + "\n";
    return success();
  });
  auto module = parseSourceString<ModuleOp>(text, &context);
  PassManager passes(&context);
  if (!module || failed(parsePassPipeline(pipelineFor(chip), passes)) ||
      failed(passes.run(*module)))
    return llvm::createStringError("kernels are not lowered: " + problems);
  auto binary = *module->getOps<mlir::gpu::BinaryOp>().begin();
  return cast<mlir::gpu::ObjectAttr>(binary.getObjects()[0])
      .getObject()
      .getValue()
      .str();
}

} // namespace gnet::gpu::sim
