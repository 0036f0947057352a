//===- CpuOptions.h - What the command line says of packages for a CPU ----===//
#ifndef GNET_TARGET_CPU_CPUOPTIONS_H
#define GNET_TARGET_CPU_CPUOPTIONS_H

#include "target/Target.h"
#include "target/cpu/CpuLevel.h"

namespace gnet {

/// The options of `--target=cpu`, for help and completion.
std::vector<TargetOption> cpuTargetOptions();

struct CpuOptions {
  std::string cpus;        ///< As the user gives them; empty: none are given.
  std::string triple;      ///< Likewise.
  bool isGenerated = true; ///< The kernels; else they are oneDNN's.
  bool isExact = false;
  std::string precision = "fp32";   ///< What layers leave in memory.
  std::string weightsType = "fp32"; ///< What they are stored as.
  bool isWeightsTypeGiven = false;  ///< Else kernels may have less of fp32.
  std::vector<std::string> kept;    ///< Paths of layers that stay fp32.
  std::string calibration; ///< A file of `gnetc calibrate`; empty: none.
  std::string tuning;      ///< A file of `gnetc tune`; empty: none.
  std::string tunedCpu;    ///< The processor that it is of.
  std::string kernelCache; ///< A folder of kernels' code; empty: none.

  /// What `given` says, as far as it goes together.
  static llvm::Expected<CpuOptions> read(const TargetOptionValues &given);

  /// What it is for instructions for.
  Products products() const;

  /// The processors of the package, the most demanding first.
  llvm::Expected<std::vector<CpuLevel>> levels() const;

  /// What the code for `level` has instructions of beside the level's own: as
  /// the passes find it, by its name,
  llvm::ArrayRef<llvm::StringRef> featuresBeside(const CpuLevel &level) const;
  /// and all that it needs.
  std::vector<llvm::StringRef> featuresOf(const CpuLevel &level) const;

  /// The tuning for `level`, one of `levels`, or nothing: it is one CPU's.
  llvm::Expected<std::string> tuningFor(const CpuLevel &level,
                                        llvm::ArrayRef<CpuLevel> levels) const;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_CPUOPTIONS_H
