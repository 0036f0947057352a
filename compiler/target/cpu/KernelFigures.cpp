//===- KernelFigures.cpp - What generated kernels are thought to take -----===//
#include "target/cpu/KernelFigures.h"
#include "target/cpu/ElementTypes.h"
#include "target/cpu/TunedChoice.h"
#include "target/program/DescribeProgram.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace mlir;

namespace gnet {
namespace {

int64_t cyclesOf(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> cycles = kernel.getNumbers(cyclesParameter);
  return cycles.empty() ? 0 : cycles[0];
}

/// Products a cycle, at most, by how weights lie side by side.
double productsPerCycle(gnk::KernelInterface step, const Machine &machine) {
  SmallVector<Value> tensors = step.getTensors();
  if (tensors.empty() || !tensors[0])
    return machine.productsPerCycle(1);
  auto type = cast<RankedTensorType>(tensors[0].getType());
  auto packed = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  const int64_t together = packed ? packed.getTogether() : 1;
  if (together == 2 && type.getElementType().isInteger(8))
    return machine.productsOfShortsPerCycle();
  return machine.productsPerCycle(together);
}

/// In cycles.
Bounds boundsOf(gnk::KernelInterface step, const Machine &machine) {
  return {demandOf(step), productsPerCycle(step, machine),
          machine.memoryBytesPerCycle};
}

/// Predicts the steps of one network. Steps that are alike have the same error,
/// which is measured once.
class Predictor {
public:
  explicit Predictor(const KernelReportOptions &options) : options(options) {}

  KernelPrediction predict(gnk::KernelInterface step);

private:
  std::optional<RunTime> measured(gnk::KernelInterface step,
                                  gnk::KernelAttr kernel) const;
  std::optional<double> error(gnk::KernelInterface step);
  std::string alternative(gnk::KernelInterface step) const;

  const Machine &machine() const { return options.level.machine; }

  const KernelReportOptions &options;
  llvm::StringMap<double> errors;
};

KernelPrediction Predictor::predict(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  const Bounds bounds = boundsOf(step, machine());
  KernelPrediction prediction;
  prediction.cycles = cyclesOf(kernel);
  prediction.bound = bounds.name().str();
  prediction.boundCycles = bounds.time();
  prediction.error = error(step);
  prediction.alternative = alternative(step);
  if (auto time = measured(step, kernel))
    prediction.measuredSeconds = time->least;
  return prediction;
}

/// Nothing where it was not.
std::optional<RunTime> Predictor::measured(gnk::KernelInterface step,
                                           gnk::KernelAttr kernel) const {
  const TunedShape *shape =
      options.tuning ? options.tuning->find(stepShape(step)) : nullptr;
  const TunedKernel *found = shape ? shape->find(choiceText(kernel)) : nullptr;
  return found ? found->measured : std::nullopt;
}

/// Of a kernel that rounds more than the definition.
std::optional<double> Predictor::error(gnk::KernelInterface step) {
  const KernelKind *kind = kernelKindOf(step);
  if (!kind || !kind->error)
    return std::nullopt;
  auto [place, isNew] = errors.try_emplace(
      kernelWayText(gnk::chosenKernel(step)) + " " + stepShape(step), 0);
  if (isNew)
    place->second = kind->error(step, machine());
  return place->second;
}

/// The best of the other ways, and how much slower it is: as measured, if it
/// was, else as it is thought to be. One that a batch is faster with is slower
/// for one image.
std::string Predictor::alternative(gnk::KernelInterface step) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  SmallVector<Candidate> others =
      candidatesFor(step, machine(), options.isExact);
  double ownOfOne = 0;
  llvm::erase_if(others, [&](const Candidate &other) {
    const bool isOwn = kernelWayText(other.kernel) == kernelWayText(kernel);
    if (isOwn)
      ownOfOne = other.cyclesOfOne;
    return isOwn;
  });
  if (others.empty())
    return "only one";
  auto text = [](const Candidate &other, double ratio, StringRef how) {
    return llvm::formatv("{0} {1:F1}x{2}", kernelWayText(other.kernel), ratio,
                         how)
        .str();
  };
  auto timeOf = [&](const Candidate &other) {
    auto time = measured(step, other.kernel);
    return time ? time->least : std::numeric_limits<double>::infinity();
  };
  const Candidate &fastest =
      *llvm::min_element(others, [&](const Candidate &a, const Candidate &b) {
        return timeOf(a) < timeOf(b);
      });
  auto own = measured(step, kernel);
  if (own && own->least > 0 && std::isfinite(timeOf(fastest)))
    return text(fastest, timeOf(fastest) / own->least, " measured");
  const Candidate &next = others.front();
  const double ratio = next.cycles / std::max<double>(cyclesOf(kernel), 1);
  const bool isForBatch = ratio < 1 && next.cyclesOfOne > ownOfOne;
  return text(next, ratio, isForBatch ? ", slower alone" : "");
}

} // namespace

llvm::Expected<ProgramFigures>
kernelFigures(func::FuncOp network, const KernelReportOptions &options) {
  FailureOr<PlannedProgram> program = readPlannedProgram(network);
  if (failed(program))
    return llvm::createStringError("the network is not planned");
  ProgramFigures figures = describeProgram(*program);
  Predictor predictor(options);
  for (auto [step, described] :
       llvm::zip_equal(program->steps, figures.steps)) {
    described.type = typeText(step);
    if (auto kept = step->getAttrOfType<StringAttr>(gnk::keptAttribute))
      described.kept = kept.str();
    described.prediction = predictor.predict(step);
  }
  const Machine &machine = options.level.machine;
  figures.machine = {options.level.processor.str(), machine.lanes,
                     machine.vectorFmasPerCycle, machine.memoryBytesPerCycle,
                     options.tuning ? options.tuning->gigahertz : 0};
  return figures;
}

} // namespace gnet
