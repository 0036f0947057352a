//===- ChooseKernels.cpp - Choose the generated kernel of each step -------===//
//
//   gnk.conv %in, %w into %a ...
//       ==>
//   gnk.conv %in, %w into %a ... {gnk.kernel = #gnk.kernel<"direct",
//       nchw to nChw16c, {cycles = ..., tile = array<i64: 7, 4>}>}
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Program.h"
#include "target/cpu/CpuLevel.h"
#include "target/cpu/Passes.h"
#include "target/cpu/kernels/KernelKind.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CHOOSEKERNELS
#include "target/cpu/Passes.h.inc"

namespace {

/// Null where no kind can compute the step.
gnk::KernelAttr cheapestKernel(gnk::KernelInterface step,
                               const Machine &machine, bool exact) {
  SmallVector<Candidate> candidates = candidatesFor(step, machine, exact);
  if (candidates.empty())
    return {};
  const Candidate &best = candidates.front();
  return withNumbers(best.kernel, cyclesParameter,
                     {static_cast<int64_t>(std::min(best.cycles, 1e18))});
}

struct ChooseKernels : impl::ChooseKernelsBase<ChooseKernels> {
  using ChooseKernelsBase::ChooseKernelsBase;

  void runOnOperation() override {
    auto level = findCpuLevel(cpu, getOperation());
    if (failed(level))
      return signalPassFailure();
    WalkResult result = getOperation().walk([&](gnk::KernelInterface step) {
      return choose(step, level->machine);
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  WalkResult choose(gnk::KernelInterface step, const Machine &machine) {
    if (step->hasAttr(gnk::kernelAttribute))
      return WalkResult::advance();
    gnk::KernelAttr kernel = cheapestKernel(step, machine, exact);
    if (!kernel)
      return step->emitOpError("has no generated kernel on this processor"),
             WalkResult::interrupt();
    step->setAttr(gnk::kernelAttribute, kernel);
    return WalkResult::advance();
  }
};

} // namespace
} // namespace gnet
