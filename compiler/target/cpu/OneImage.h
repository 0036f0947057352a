//===- OneImage.h - Kernels of a batch that suit one image ----------------===//
//
// A batch reads weights once for all of its images, and so takes kernels whose
// weights are larger; a run of one image waits for them.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_ONEIMAGE_H
#define GNET_TARGET_CPU_ONEIMAGE_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// A step, the kernels that would do for it, and which of them it gets.
struct StepChoice {
  gnk::KernelInterface step;
  llvm::SmallVector<Candidate> candidates;
  size_t chosen = 0;
};

/// Gives steps other kernels until a run of one image is thought to take hardly
/// longer than with those that are the fastest for it: first those where the
/// batch loses least for what one image gains.
void suitOneImage(llvm::MutableArrayRef<StepChoice> choices);

} // namespace gnet

#endif // GNET_TARGET_CPU_ONEIMAGE_H
