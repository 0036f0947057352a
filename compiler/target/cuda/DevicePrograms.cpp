//===- DevicePrograms.cpp - The kernels' code as GPUs run it --------------===//
#include "target/cuda/DevicePrograms.h"
#include "mlir/IR/BuiltinOps.h"
#include "target/cuda/DeviceCode.h"
#include "target/cuda/kernels/KernelKind.h"
#include "llvm/Support/Parallel.h"

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

bool DevicePrograms::areEarly() const {
  return isEarlyWanted && archs.back().version >= firstEarlyVersion;
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
  return llvm::parallelForEachError(programs, [](DeviceProgram &program) {
    return optimiseKernels(*program.code, program.arch);
  });
}

llvm::Error DevicePrograms::emitPtx() {
  llvm::Error failed =
      llvm::parallelForEachError(programs, [](DeviceProgram &program) {
        auto emitted = gnet::emitPtx(*program.code, program.arch);
        if (emitted)
          program.ptx = std::move(*emitted);
        return emitted.takeError();
      });
  DeviceProgram &ofAll = programs.front();
  if (!failed && areEarly() && archs.front().version < firstEarlyVersion) {
    ofAll.earlyPtx = withWaits(ofAll.ptx);
    ofAll.ptx = withoutWaits(ofAll.ptx);
  }
  return failed;
}

llvm::Error DevicePrograms::assemble(const Ptxas &ptxas, llvm::StringRef ptx,
                                     llvm::ArrayRef<CudaArch> its) {
  auto cubins = ptxas.assemble(ptx, its);
  if (!cubins)
    return cubins.takeError();
  for (DeviceImage &cubin : *cubins) {
    cubin.waits = hasWaits(ptx);
    made.push_back(std::move(cubin));
  }
  return llvm::Error::success();
}

/// An architecture's from its own PTX, if it has some.
llvm::Error DevicePrograms::assembleWith(const Ptxas &ptxas) {
  for (const DeviceProgram &program : programs) {
    bool isForAll = &program == &programs.front();
    bool isOnly = programs.size() == 1;
    std::vector<CudaArch> its, early;
    for (const CudaArch &arch : archs) {
      bool isEarly =
          !program.earlyPtx.empty() && arch.version >= firstEarlyVersion;
      if ((arch.name == cuda::warpgroupArch && !isOnly) != isForAll)
        (isEarly ? early : its).push_back(arch);
    }
    if (llvm::Error error = assemble(ptxas, program.ptx, its))
      return error;
    if (llvm::Error error = assemble(ptxas, program.earlyPtx, early))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error DevicePrograms::assemble() {
  if (std::optional<Ptxas> ptxas = Ptxas::find()) {
    if (llvm::Error error = keepKnownArchs(*ptxas))
      return error;
    if (llvm::Error error = assembleWith(*ptxas))
      return error;
  } else {
    llvm::errs() << "gnetc: remark: no ptxas is found: the package holds PTX "
                    "alone, which the driver compiles when a model is opened\n";
  }
  const std::string &ptx = ptxOfOthers();
  llvm::StringRef version = llvm::StringRef(ptx).split(".target sm_").second;
  version = version.take_while(llvm::isDigit);
  made.push_back({("compute_" + version).str(), ptx + '\0', hasWaits(ptx)});
  return llvm::Error::success();
}

/// Where the oldest architecture has machine code, which those after it run
/// that are before sm_90, PTX is for later ones alone.
const std::string &DevicePrograms::ptxOfOthers() const {
  const DeviceProgram &ofAll = programs.front();
  bool hasOldest = !made.empty() && ptxArch(archs) == ofAll.arch;
  return hasOldest && !ofAll.earlyPtx.empty() ? ofAll.earlyPtx : ofAll.ptx;
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
