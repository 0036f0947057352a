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
#include "target/cpu/OneImage.h"
#include "target/cpu/Passes.h"
#include "target/cpu/TunedChoice.h"
#include "target/cpu/kernels/Int24Weights.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CHOOSEKERNELS
#include "target/cpu/Passes.h.inc"

namespace {

/// Of one network.
class Choice {
public:
  /// Without `tuning` the model chooses.
  Choice(const Machine &machine, bool exact, const Tuning *tuning)
      : machine(machine), exact(exact), tuning(tuning) {}

  LogicalResult choose(gnk::KernelInterface step);

  /// Gives all steps their kernels.
  void apply();

  /// Whether the tuning has any of the steps that there was a choice for, or
  /// there was none. Warns of those that it has not.
  LogicalResult checkTuning(func::FuncOp network) const;

private:
  size_t best(gnk::KernelInterface step, ArrayRef<Candidate> candidates);
  static void give(const StepChoice &choice);

  const Machine &machine;
  bool exact;
  const Tuning *tuning;
  SmallVector<StepChoice> steps;
  int64_t choices = 0; ///< Steps that more than one kernel would do for.
  std::vector<Location> unknown; ///< Those of them that are not in the tuning.
};

LogicalResult Choice::choose(gnk::KernelInterface step) {
  if (step->hasAttr(gnk::kernelAttribute))
    return success();
  SmallVector<Candidate> candidates = candidatesFor(step, machine, exact);
  if (candidates.empty())
    return step->emitOpError("has no generated kernel on this processor");
  const size_t chosen = best(step, candidates);
  steps.push_back({step, std::move(candidates), chosen});
  return success();
}

/// What was measured stays.
void Choice::apply() {
  if (!tuning)
    suitOneImage(steps);
  llvm::for_each(steps, give);
}

void Choice::give(const StepChoice &choice) {
  gnk::KernelInterface step = choice.step;
  const Candidate &chosen = choice.candidates[choice.chosen];
  step->setAttr(gnk::kernelAttribute,
                chosen.kernel.withNumbers(
                    cyclesParameter,
                    {static_cast<int64_t>(std::min(chosen.cycles, 1e18))}));
  const KernelKind &kind = *kernelKindOf(step);
  if (hasInt24Weights(chosen.kernel))
    step->setAttr(
        gnk::weightTypeAttribute,
        TypeAttr::get(IntegerType::get(step->getContext(), 8 * int24Bytes)));
  else if ((kind.keepsFloat32Weights &&
            kind.keepsFloat32Weights(chosen.kernel)) ||
           (gnk::weightTypeOf(step).isInteger(8) && !kind.takesBytes))
    step->removeAttr(gnk::weightTypeAttribute);
}

/// The one measured fastest; where there is none, the one thought cheapest.
size_t Choice::best(gnk::KernelInterface step, ArrayRef<Candidate> candidates) {
  if (!tuning || candidates.size() == 1)
    return 0;
  ++choices;
  const TunedShape *shape = tuning->find(stepShape(step));
  if (!shape) {
    unknown.push_back(step.getLoc());
    return 0;
  }
  for (auto [index, candidate] : llvm::enumerate(candidates))
    if (choiceText(candidate.kernel) == shape->chosen)
      return index;
  step->emitWarning() << "the kernel '" << shape->chosen
                      << "' that it was tuned to is no longer one: the model "
                         "chooses; tune anew";
  return 0;
}

LogicalResult Choice::checkTuning(func::FuncOp network) const {
  if (unknown.empty())
    return success();
  if (static_cast<int64_t>(unknown.size()) == choices)
    return network.emitError()
           << "the tuning has none of these layers: it is of '"
           << tuning->network << "' and batch " << tuning->batch;
  InFlightDiagnostic warning =
      network.emitWarning() << unknown.size() << " of " << choices
                            << " layers that have a choice of kernels are not "
                               "in the tuning: the model chooses";
  warning.attachNote(unknown.front()) << "this is the first";
  return success();
}

struct ChooseKernels : impl::ChooseKernelsBase<ChooseKernels> {
  using ChooseKernelsBase::ChooseKernelsBase;

  void runOnOperation() override {
    auto level = findCpuLevel(cpu, getOperation());
    if (failed(level))
      return signalPassFailure();
    std::optional<Tuning> measured;
    if (!tuning.empty()) {
      auto read = readTuningFor(tuning, *level, exact);
      if (!read) {
        getOperation().emitError() << llvm::toString(read.takeError());
        return signalPassFailure();
      }
      measured = std::move(*read);
    }
    Choice choice(level->machine, exact, measured ? &*measured : nullptr);
    WalkResult result = getOperation().walk([&](gnk::KernelInterface step) {
      return WalkResult(choice.choose(step));
    });
    if (result.wasInterrupted() || failed(choice.checkTuning(getOperation())))
      return signalPassFailure();
    choice.apply();
  }
};

} // namespace
} // namespace gnet
