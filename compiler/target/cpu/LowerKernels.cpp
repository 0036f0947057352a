//===- LowerKernels.cpp - Generated kernels as functions of LLVM ----------===//
#include "target/cpu/LowerKernels.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "target/cpu/Passes.h"

using namespace mlir;

namespace gnet {

/// Not the canonicalizer: on unrolled kernels it takes more time than all else,
/// and LLVM does again what it finds.
void addKernelLowering(OpPassManager &passes) {
  OpPassManager &kernels = passes.nest<ModuleOp>();
  kernels.addPass(createCSEPass());
  kernels.addPass(createSCFToControlFlowPass());
  kernels.addPass(createConvertKernelsToLlvm());
  kernels.addPass(createReconcileUnrealizedCastsPass());
}

void registerKernelLowering() {
  PassPipelineRegistration<>("lower-kernels",
                             "generated kernels as functions of LLVM",
                             addKernelLowering);
}

} // namespace gnet
