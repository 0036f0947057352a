//===- EmitKernels.cpp - Write the code of GPU kernels --------------------===//
//
//   func.func @net(...) {
//     gnk.pool max %a into %b ... {gnk.kernel = #gnk.kernel<"pool">}
//     gnk.pool max %c into %d ... {gnk.kernel = #gnk.kernel<"pool">}
//       ==>
//   func.func @net(...) {
//     gnk.pool max %a into %b ... {gnk.launches = [#gnk.launch<@pool0,
//         grid [98, 1, 1], images 0, block [128, 1, 1]>], ...}
//     gnk.pool max %c into %d ... {gnk.launches = [#gnk.launch<@pool0, ...
//   }
// Where a kernel has warpgroups, `gpu.module @kernels_sm_90a` has all of them
// once more, launched alike.
//
// The function's `gnk.picture` is the launch that makes its input of a picture.
//
//   gpu.module @kernels {
//     gpu.func @pool0(%source: !llvm.ptr<1>, ..., %images: i32) kernel { ... }
//   }
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cuda/LowerKernels.h"
#include "target/cuda/Passes.h"
#include "target/cuda/kernels/KernelKind.h"
#include "target/cuda/kernels/Picture.h"
#include "target/kernels/ExpandMath.h"
#include "target/kernels/KernelKey.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_EMITCUDAKERNELS
#include "target/cuda/Passes.h.inc"

namespace {

class CudaKernelEmitter {
public:
  CudaKernelEmitter(gpu::GPUModuleOp module, bool areEarly)
      : builder(module.getContext()), functions(module, areEarly) {}

  LogicalResult emit(ModuleOp network) {
    WalkResult result = network.walk([&](gnk::KernelInterface step) {
      return failed(emit(step)) ? WalkResult::interrupt()
                                : WalkResult::advance();
    });
    for (auto function : network.getOps<func::FuncOp>())
      if (function->hasAttr(gn::inputAttribute))
        emitPicture(function);
    return failure(result.wasInterrupted());
  }

private:
  LogicalResult emit(gnk::KernelInterface step) {
    const cuda::KernelKind *kind = cuda::kernelKindOf(step);
    if (!kind)
      return step->emitOpError(
          "has no GPU kernel; run gnk-choose-cuda-kernels first");
    if (step->hasAttr(gnk::joinedAttribute))
      return success();
    // Where others are joined, code has their places in it.
    ArrayAttr own;
    ArrayAttr &known =
        step->hasAttr(gnk::joinsAttribute) ? own : launches[kernelKey(step)];
    if (!known) {
      cuda::Launches made = kind->emit(step, functions);
      known = builder.getArrayAttr(
          SmallVector<Attribute>(made.begin(), made.end()));
    }
    step->setAttr(gnk::launchesAttribute, known);
    return success();
  }

  void emitPicture(func::FuncOp network) {
    if (gnk::LaunchAttr launch = cuda::emitPicture(network, functions))
      network->setAttr(gnk::pictureAttribute, launch);
  }

  Builder builder;
  cuda::KernelFunctions functions;
  llvm::StringMap<ArrayAttr> launches;
};

/// LLVM's intrinsic for what is an instruction of the GPU; empty for what is
/// none.
StringRef intrinsicOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, StringRef>(op)
      .Case<arith::MaxNumFOp>([](auto) { return "llvm.maxnum"; })
      .Case<arith::MinNumFOp>([](auto) { return "llvm.minnum"; })
      .Case<math::AbsFOp>([](auto) { return "llvm.fabs"; })
      .Case<math::CopySignOp>([](auto) { return "llvm.copysign"; })
      .Case<math::FloorOp>([](auto) { return "llvm.floor"; })
      .Case<math::SqrtOp>([](auto) { return "llvm.sqrt"; })
      .Default(StringRef());
}

/// The way from gpu to nvvm would call functions of CUDA's library, which need
/// not be there.
void callIntrinsics(gpu::GPUModuleOp kernels) {
  kernels.walk([](Operation *op) {
    StringRef name = intrinsicOf(op);
    if (name.empty())
      return;
    OpBuilder builder(op);
    auto call = LLVM::CallIntrinsicOp::create(
        builder, op->getLoc(), op->getResult(0).getType(),
        builder.getStringAttr(name), op->getOperands());
    op->replaceAllUsesWith(call);
    op->erase();
  });
}

struct EmitCudaKernels : impl::EmitCudaKernelsBase<EmitCudaKernels> {
  using EmitCudaKernelsBase::EmitCudaKernelsBase;

  void getDependentDialects(DialectRegistry &dialects) const override {
    EmitCudaKernelsBase::getDependentDialects(dialects);
    registerCudaKernelConversions(dialects);
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
    auto kernels =
        gpu::GPUModuleOp::create(builder, module.getLoc(), cudaKernelsModule);
    if (failed(emitInto(kernels)))
      return signalPassFailure();
    if (!warpgroups || !hasWarpgroups(module))
      return;
    auto target =
        NVVM::NVVMTargetAttr::get(&getContext(), /*optLevel=*/2,
                                  "nvptx64-nvidia-cuda", cuda::warpgroupArch);
    auto own = gpu::GPUModuleOp::create(
        builder, module.getLoc(),
        (cudaKernelsModule + Twine("_") + cuda::warpgroupArch).str(),
        builder.getArrayAttr(target));
    if (failed(emitInto(own)))
      return signalPassFailure();
  }

  LogicalResult emitInto(gpu::GPUModuleOp kernels) {
    if (failed(CudaKernelEmitter(kernels, early).emit(getOperation())) ||
        failed(expandMath(kernels)))
      return failure();
    callIntrinsics(kernels);
    return success();
  }

  bool hasWarpgroups(ModuleOp module) {
    WalkResult found = module.walk([](gnk::KernelInterface step) {
      gnk::KernelAttr kernel = gnk::chosenKernel(step);
      return kernel && !kernel.getNumbers("warpgroups").empty()
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    return found.wasInterrupted();
  }
};

} // namespace
} // namespace gnet
