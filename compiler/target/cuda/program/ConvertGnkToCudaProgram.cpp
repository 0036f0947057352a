//===- ConvertGnkToCudaProgram.cpp - A planned network as a CUDA package --===//
//
//   gpu.module @kernels { ... }
//   func.func @net(%input: !gnk.buffer<...>, %output: !gnk.buffer<...>)
//       attributes {gn.input = {...}, gnk.arena_bytes = 1024 : i64} {
//     %w = gn.parameter "conv1.weight" : tensor<...>
//     %p = gnk.pack %w at 0 : tensor<...> to tensor<..., #gnk.packed<...>>
//     %0 = gnk.alloc at 0 : !gnk.buffer<...>
//     gnk.conv %input, %p into %0 ...
//         {gnk.launches = [#gnk.launch<@conv0, grid [7, 4, 1], ...>]}
//   }
// becomes
//   llvm.func internal @prepare(!llvm.ptr) -> i32
//   llvm.mlir.global external constant @gnetrt_cuda_image_sm_80()
//   llvm.mlir.global internal constant @launches() {...}
//   llvm.mlir.global internal constant @cuda_program() {...}
//   llvm.mlir.global external constant @gnetrt_the_program() {...}
// with the program's tables.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "target/cuda/program/LaunchTables.h"
#include "target/cuda/program/Passes.h"
#include "target/program/PrepareFunction.h"
#include "target/program/ProgramTables.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CONVERTGNKTOCUDAPROGRAM
#include "target/cuda/program/Passes.h.inc"

namespace {

/// The module's only function; beside it is at most device code.
FailureOr<func::FuncOp> onlyNetworkOf(ModuleOp module) {
  func::FuncOp network;
  for (Operation &op : *module.getBody()) {
    auto function = dyn_cast<func::FuncOp>(op);
    if (isa<gpu::GPUModuleOp, gpu::BinaryOp>(op))
      continue;
    if (!function || function.isExternal() || network)
      return op.emitError("is no part of a package, which is made of one "
                          "planned network and its kernels");
    network = function;
  }
  if (network)
    return network;
  return module.emitError("has no network to make a package of");
}

gnk::LaunchAttr pictureOf(const PlannedProgram &program) {
  func::FuncOp function = program.function;
  return function->getAttrOfType<gnk::LaunchAttr>(gnk::pictureAttribute);
}

/// Each kernel that is launched is there, where the module has any.
LogicalResult checkKernels(ModuleOp module, ArrayRef<PlannedLaunch> launches,
                           const PlannedProgram &program) {
  auto kernels = module.getBody()->getOps<gpu::GPUModuleOp>();
  if (kernels.empty())
    return success();
  auto check = [&](Operation *launching, gnk::LaunchAttr launch) {
    FlatSymbolRefAttr name = launch.getKernel();
    auto hasIt = [&](gpu::GPUModuleOp each) {
      return SymbolTable::lookupSymbolIn(each, name.getAttr()) != nullptr;
    };
    return llvm::any_of(kernels, hasIt) ? success()
                                        : launching->emitOpError()
                                              << "launches " << name
                                              << ", which no gpu.module has";
  };
  for (const PlannedLaunch &planned : launches)
    if (failed(check(program.steps[planned.step], planned.launch)))
      return failure();
  gnk::LaunchAttr picture = pictureOf(program);
  return picture ? check(func::FuncOp(program.function), picture) : success();
}

void eraseDeviceCode(ModuleOp module) {
  for (Operation &op : llvm::make_early_inc_range(*module.getBody()))
    if (isa<gpu::GPUModuleOp, gpu::BinaryOp>(op))
      op.erase();
}

std::string kernelText(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  return kernel ? kernel.getText() : "generated";
}

class ConvertGnkToCudaProgram
    : public impl::ConvertGnkToCudaProgramBase<ConvertGnkToCudaProgram> {
public:
  using ConvertGnkToCudaProgramBase::ConvertGnkToCudaProgramBase;

  void runOnOperation() override {
    if (failed(convert(getOperation())))
      signalPassFailure();
  }

private:
  LogicalResult convert(ModuleOp module) {
    FailureOr<func::FuncOp> network = onlyNetworkOf(module);
    if (failed(network))
      return failure();
    FailureOr<PlannedProgram> program = readPlannedProgram(*network);
    if (failed(program))
      return failure();
    FailureOr<LaunchPlan> plan = planLaunches(*program);
    FailureOr<SmallVector<CudaImage>> deviceCode = readImages();
    if (failed(plan) || failed(deviceCode) ||
        failed(checkKernels(module, plan->launches, *program)))
      return failure();
    eraseDeviceCode(module);
    // Out of the module, so that no name of ours meets the network's.
    OwningOpRef<Operation *> owner(network->getOperation());
    network->getOperation()->remove();
    program->scratchBytes = plan->scratchBytes;
    return emit(module, *program, plan->launches, *deviceCode);
  }

  /// Of the option's words.
  FailureOr<SmallVector<CudaImage>> readImages() {
    SmallVector<CudaImage> read;
    for (StringRef word : images) {
      auto [arch, rest] = word.split('=');
      auto [bytes, waits] = rest.split('=');
      CudaImage &image = read.emplace_back(CudaImage{arch});
      image.waits = waits == "waits";
      if (arch.empty() || bytes.getAsInteger(10, image.size) ||
          image.size <= 0 || image.waits == waits.empty())
        return getOperation().emitError()
               << "the image '" << word << "' is not ARCH=BYTES[=waits]";
    }
    return read;
  }

  LogicalResult emit(ModuleOp module, const PlannedProgram &program,
                     ArrayRef<PlannedLaunch> launches,
                     ArrayRef<CudaImage> deviceCode) {
    FailureOr<LLVM::LLVMFuncOp> prepare =
        PrepareFunction(module, program).emit();
    if (failed(prepare))
      return failure();
    ConstantTables tables(module);
    LLVM::GlobalOp cuda = emitLaunchTables(tables, launches, pictureOf(program),
                                           deviceCode, precision);
    return emitProgramTables(tables, program,
                             {.target = "cuda",
                              .compiler = compiler,
                              .cpu = "x86-64",
                              .cpuFeatures = "",
                              .packedName = packedName,
                              .weightsSize = weightsSize,
                              .kernelText = kernelText,
                              .prepare = *prepare,
                              .execute = {},
                              .cuda = cuda});
  }
};

} // namespace
} // namespace gnet
