//===- JoinSiblings.cpp - Convolutions of one source as one kernel --------===//
//
//   gnk.conv %in, %v into %a {gnk.kernel = #gnk.kernel<"tiled", ...>}
//   gnk.pool max %in into %b
//   gnk.conv %in, %w into %c {gnk.kernel = #gnk.kernel<"tiled", ...>}
//       ==>
//   gnk.conv %in, %v into %a {gnk.joins = 1 : i64, gnk.kernel = ...}
//   gnk.conv %in, %w into %c {gnk.joined, gnk.kernel = ...}
//   gnk.pool max %in into %b
//
//===----------------------------------------------------------------------===//
#include "target/cuda/GraphTime.h"
#include "target/cuda/Passes.h"
#include "target/cuda/kernels/GemmTile.h"
#include "target/cuda/kernels/Siblings.h"
#include "target/cuda/program/MemoryAccess.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_JOINSIBLINGS
#include "target/cuda/Passes.h.inc"

namespace {

using Steps = SmallVector<gnk::KernelInterface>;

/// Of its kernel, as it was chosen.
double microsecondsOf(gnk::KernelInterface step) {
  ArrayRef<int64_t> time =
      gnk::chosenKernel(step).getNumbers(cuda::nanosecondsParameter);
  return time.empty() ? 0 : static_cast<double>(time[0]) / 1e3;
}

/// Side by side, each by itself.
double timeApart(ArrayRef<gnk::KernelInterface> steps, const cuda::Card &card) {
  SmallVector<cuda::GraphStep> apart;
  for (gnk::KernelInterface step : steps) {
    gnk::KernelAttr kernel = gnk::chosenKernel(step);
    int64_t blocks =
        cuda::GemmTile::of(kernel).blocks(cuda::GemmShape::of(step, kernel));
    double share =
        static_cast<double>(blocks) / static_cast<double>(card.processors);
    apart.push_back({microsecondsOf(step), std::min(share, 1.0), {}});
  }
  return cuda::graphMicroseconds(apart);
}

/// Whether all that `step` works with is there before `first`.
bool canStandBehind(gnk::KernelInterface step, gnk::KernelInterface first) {
  return llvm::all_of(step->getOperands(), [&](Value operand) {
    Operation *made = operand.getDefiningOp();
    return !made || made->isBeforeInBlock(first);
  });
}

/// Those behind `first` that can be computed at its time.
Steps siblingsOf(gnk::KernelInterface first) {
  Steps siblings = {first};
  SmallVector<MemoryAccesses> before = {ownAccessesOf(first)};
  for (Operation *next = first->getNextNode(); next;
       next = next->getNextNode()) {
    auto step = dyn_cast<gnk::KernelInterface>(next);
    if (!step)
      continue;
    MemoryAccesses own = ownAccessesOf(step);
    auto isInTheWay = [&](const MemoryAccesses &other) {
      return conflict(other, own);
    };
    if (!step->hasAttr(gnk::joinsAttribute) && cuda::areSiblings(first, step) &&
        canStandBehind(step, first) && llvm::none_of(before, isInTheWay))
      siblings.push_back(step);
    before.push_back(std::move(own));
  }
  return siblings;
}

struct JoinSiblings : impl::JoinSiblingsBase<JoinSiblings> {
  using JoinSiblingsBase::JoinSiblingsBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto found = cuda::findCard(card, function);
    if (failed(found))
      return signalPassFailure();
    Steps steps;
    function.walk([&](gnk::KernelInterface step) { steps.push_back(step); });
    for (gnk::KernelInterface step : steps)
      if (!step->hasAttr(gnk::joinedAttribute))
        joinWith(step, **found);
  }

  void joinWith(gnk::KernelInterface step, const cuda::Card &of) {
    Steps siblings = siblingsOf(step);
    if (siblings.size() == 1)
      return;
    auto joined = cuda::joinedKernel(siblings, of);
    if (joined &&
        (always || joined->prediction.microseconds < timeApart(siblings, of)))
      join(siblings, *joined);
  }

  void join(ArrayRef<gnk::KernelInterface> siblings,
            const cuda::Candidate &joined) {
    gnk::KernelAttr kernel = joined.kernel;
    Builder builder(&getContext());
    gnk::KernelInterface first = siblings.front();
    Operation *last = first;
    auto nanoseconds =
        static_cast<int64_t>(1e3 * joined.prediction.microseconds);
    first->setAttr(
        gnk::kernelAttribute,
        kernel.withNumbers(cuda::nanosecondsParameter, {nanoseconds}));
    first->setAttr(gnk::joinsAttribute,
                   builder.getI64IntegerAttr(int64_t(siblings.size()) - 1));
    auto others = gnk::KernelAttr::get(
        &getContext(), kernel.getName(), kernel.getSource(),
        kernel.getDestination(), kernel.getParameters(), /*scratch=*/0);
    for (gnk::KernelInterface step : siblings.drop_front()) {
      step->setAttr(gnk::kernelAttribute,
                    others.withNumbers(cuda::nanosecondsParameter, {0}));
      step->setAttr(gnk::joinedAttribute, builder.getUnitAttr());
      step->moveAfter(last);
      last = step;
    }
  }
};

} // namespace
} // namespace gnet
