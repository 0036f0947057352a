//===- LaunchPlan.h - The launches of a run, and what waits for what ------===//
#ifndef GNET_TARGET_CUDA_PROGRAM_LAUNCHPLAN_H
#define GNET_TARGET_CUDA_PROGRAM_LAUNCHPLAN_H

#include "target/cuda/program/MemoryAccess.h"
#include "target/program/PlannedProgram.h"

namespace gnet {

/// One launch of a kernel.
struct PlannedLaunch {
  gnk::LaunchAttr launch;
  int64_t step = 0; ///< The first that it computes.
  MemoryPlace source, other, destination, weight, bias, scratch;
  /// Those before it, rising, that are to be done first, without the ones that
  /// another one of them waits for.
  llvm::SmallVector<int64_t> dependencies;
};

struct LaunchPlan {
  std::vector<PlannedLaunch> launches; ///< In the order of the steps.
  int64_t scratchBytes = 0;
};

/// A launch waits for an earlier one where either writes what the other reads
/// or writes. Steps that would not wait for each other but for their scratch
/// memory get their own. Emits an error at a step that has no launches, or
/// whose grid cannot take all images.
mlir::FailureOr<LaunchPlan> planLaunches(const PlannedProgram &program);

} // namespace gnet

#endif // GNET_TARGET_CUDA_PROGRAM_LAUNCHPLAN_H
