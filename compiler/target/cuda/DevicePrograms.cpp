//===- DevicePrograms.cpp - The kernels' code as GPUs run it --------------===//
#include "target/cuda/DevicePrograms.h"
#include "mlir/IR/BuiltinOps.h"
#include "target/cuda/DeviceCode.h"
#include "target/cuda/kernels/KernelKind.h"

namespace gnet {

llvm::Error DevicePrograms::setArchs(llvm::StringRef list) {
  auto found = findCudaArchs(list);
  if (!found)
    return found.takeError();
  archs = std::move(*found);
  areArchsGiven = true;
  return llvm::Error::success();
}

bool DevicePrograms::isFor(llvm::StringRef name) const {
  return llvm::any_of(archs,
                      [&](const CudaArch &arch) { return arch.name == name; });
}

const DeviceProgram &DevicePrograms::shown() const {
  return archs.size() == 1 ? programs.back() : programs.front();
}

llvm::Error DevicePrograms::translate(mlir::Operation *module) {
  for (auto kernels :
       mlir::cast<mlir::ModuleOp>(module).getOps<mlir::gpu::GPUModuleOp>()) {
    DeviceProgram program;
    program.arch =
        programs.empty() ? ptxArch(archs) : cuda::warpgroupArch.str();
    program.context = std::make_unique<llvm::LLVMContext>();
    auto code = translateKernels(kernels, program.arch, *program.context);
    if (!code)
      return code.takeError();
    program.code = std::move(*code);
    programs.push_back(std::move(program));
  }
  return llvm::Error::success();
}

llvm::Error DevicePrograms::emitPtx() {
  for (DeviceProgram &program : programs) {
    auto emitted = gnet::emitPtx(*program.code, program.arch);
    if (!emitted)
      return emitted.takeError();
    program.ptx = std::move(*emitted);
  }
  return llvm::Error::success();
}

/// An architecture's from its own PTX, if it has some.
llvm::Error DevicePrograms::assembleWith(const Ptxas &ptxas) {
  for (const DeviceProgram &program : programs) {
    bool isForAll = &program == &programs.front();
    bool isOnly = programs.size() == 1;
    std::vector<CudaArch> its;
    for (const CudaArch &arch : archs)
      if ((arch.name == cuda::warpgroupArch && !isOnly) != isForAll)
        its.push_back(arch);
    auto cubins = ptxas.assemble(program.ptx, its);
    if (!cubins)
      return cubins.takeError();
    llvm::move(*cubins, std::back_inserter(made));
  }
  return llvm::Error::success();
}

llvm::Error DevicePrograms::assemble(mlir::Operation *module) {
  if (std::optional<Ptxas> ptxas = Ptxas::find()) {
    if (llvm::Error error = keepKnownArchs(*ptxas))
      return error;
    if (llvm::Error error = assembleWith(*ptxas))
      return error;
  } else {
    mlir::emitRemark(mlir::UnknownLoc::get(module->getContext()))
        << "no ptxas is found: the package holds PTX alone, which the driver "
           "compiles when a model is opened";
  }
  const std::string &ptx = programs.front().ptx;
  llvm::StringRef version = llvm::StringRef(ptx).split(".target sm_").second;
  version = version.take_while(llvm::isDigit);
  made.push_back({("compute_" + version).str(), ptx + '\0'});
  return llvm::Error::success();
}

/// An older ptxas does without those that nobody asked for.
llvm::Error DevicePrograms::keepKnownArchs(const Ptxas &ptxas) {
  std::vector<CudaArch> known;
  for (const CudaArch &arch : archs) {
    auto knows = ptxas.knows(arch);
    if (!knows)
      return knows.takeError();
    if (*knows)
      known.push_back(arch);
    else if (areArchsGiven)
      return llvm::createStringError(ptxas.path() + " does not know " +
                                     arch.name + "; a newer one is needed");
  }
  archs = std::move(known);
  return llvm::Error::success();
}

} // namespace gnet
