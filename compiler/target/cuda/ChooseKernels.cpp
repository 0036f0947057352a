//===- ChooseKernels.cpp - Choose the GPU kernel of each step -------------===//
//
//   gnk.conv %in, %w into %a ...
//       ==>
//   gnk.conv %in, %w into %a ... {gnk.kernel = #gnk.kernel<"tiled",
//       nchw to nChw16c, {nanoseconds = ..., tile = array<i64: 64, 64>, ...}>}
//
//===----------------------------------------------------------------------===//
#include "target/cuda/Passes.h"
#include "target/cuda/kernels/KernelKind.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CHOOSECUDAKERNELS
#include "target/cuda/Passes.h.inc"

namespace {

/// Null where no kind can compute the step.
gnk::KernelAttr fastestKernel(gnk::KernelInterface step,
                              const cuda::Card &card) {
  auto candidates = cuda::candidatesFor(step, card);
  if (candidates.empty())
    return {};
  const cuda::Candidate &best = candidates.front();
  return best.kernel.withNumbers(
      cuda::nanosecondsParameter,
      {static_cast<int64_t>(
          std::min(1e3 * best.prediction.microseconds, 1e18))});
}

struct ChooseCudaKernels : impl::ChooseCudaKernelsBase<ChooseCudaKernels> {
  using ChooseCudaKernelsBase::ChooseCudaKernelsBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto found = cuda::findCard(card, function);
    if (failed(found))
      return signalPassFailure();
    WalkResult result = function.walk(
        [&](gnk::KernelInterface step) { return choose(step, **found); });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  WalkResult choose(gnk::KernelInterface step, const cuda::Card &card) {
    if (step->hasAttr(gnk::kernelAttribute))
      return WalkResult::advance();
    gnk::KernelAttr kernel = fastestKernel(step, card);
    if (!kernel)
      return step->emitOpError("has no GPU kernel"), WalkResult::interrupt();
    step->setAttr(gnk::kernelAttribute, kernel);
    return WalkResult::advance();
  }
};

} // namespace
} // namespace gnet
