//===- DevicePrograms.h - The kernels' code as GPUs run it ----------------===//
#ifndef GNET_TARGET_CUDA_DEVICEPROGRAMS_H
#define GNET_TARGET_CUDA_DEVICEPROGRAMS_H

#include "mlir/IR/Operation.h"
#include "target/cuda/Ptxas.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

namespace gnet {

/// The kernels' code as one architecture, and those after it, run it.
struct DeviceProgram {
  std::string arch; ///< Of PTX.
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> code;
  std::string ptx;
  /// For later ones whose launches begin early, where `arch` has none that do;
  /// else empty.
  std::string earlyPtx;
};

/// From kernels in the llvm and nvvm dialects to the images of a package, stage
/// by stage.
class DevicePrograms {
public:
  /// Those of `list`, as "sm_80,sm_90a", and no others.
  llvm::Error setArchs(llvm::StringRef list);
  bool isFor(llvm::StringRef arch) const;
  /// Whether launches begin before those that they wait for have ended, where a
  /// GPU can do so: kernels wait for them themselves.
  void setEarly(bool isWanted) { isEarlyWanted = isWanted; }
  bool areEarly() const;

  /// The first gpu.module of `module` is for all, another one for the
  /// architecture that it names.
  llvm::Error translate(mlir::Operation *module);
  llvm::Error emitPtx();
  /// PTX is there in any case, for cards that are newer than all of these.
  llvm::Error assemble();

  /// Of those that are printed: what the only architecture asked for runs.
  const DeviceProgram &shown() const;
  llvm::ArrayRef<DeviceImage> images() const { return made; }

private:
  llvm::Error assembleWith(const Ptxas &ptxas);
  llvm::Error assemble(const Ptxas &ptxas, llvm::StringRef ptx,
                       llvm::ArrayRef<CudaArch> archs);
  /// For GPUs that there is no machine code for.
  const std::string &ptxOfOthers() const;
  llvm::Error keepKnownArchs(const Ptxas &ptxas);

  /// The oldest first.
  std::vector<CudaArch> archs = defaultCudaArchs();
  bool areArchsGiven = false;
  bool isEarlyWanted = true;
  std::vector<DeviceProgram> programs; ///< That for all GPUs first.
  std::vector<DeviceImage> made;
};

} // namespace gnet

#endif // GNET_TARGET_CUDA_DEVICEPROGRAMS_H
