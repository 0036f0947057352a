//===- LowerKernels.cpp - GPU kernels in the llvm and nvvm dialects -------===//
#include "target/cuda/LowerKernels.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace gnet {

/// What is left of math goes to LLVM's intrinsics first: the conversion to nvvm
/// would call functions of CUDA's library.
void addCudaKernelLowering(OpPassManager &passes) {
  OpPassManager &kernels = passes.nest<gpu::GPUModuleOp>();
  kernels.addPass(createCSEPass());
  kernels.addPass(createSCFToControlFlowPass());
  kernels.addPass(createConvertMathToLLVMPass());
  ConvertGpuOpsToNVVMOpsOptions options;
  options.indexBitwidth = 32;
  kernels.addPass(createConvertGpuOpsToNVVMOps(options));
  // Instructions that are no intrinsics of LLVM's, as text.
  kernels.addPass(createConvertNVVMToLLVMPass());
  kernels.addPass(createReconcileUnrealizedCastsPass());
}

void registerCudaKernelConversions(DialectRegistry &dialects) {
  arith::registerConvertArithToLLVMInterface(dialects);
  cf::registerConvertControlFlowToLLVMInterface(dialects);
  vector::registerConvertVectorToLLVMInterface(dialects);
}

void registerCudaKernelLowering() {
  PassPipelineRegistration<>("lower-cuda-kernels",
                             "GPU kernels in the llvm and nvvm dialects",
                             addCudaKernelLowering);
}

} // namespace gnet
