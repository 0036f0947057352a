//===- LaunchPlan.cpp - The launches of a run, and what waits for what ----===//
#include "target/cuda/program/LaunchPlan.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// What CUDA allows of blocks along each dimension of a grid.
constexpr int64_t maxGrid[] = {(int64_t{1} << 31) - 1, 65535, 65535};

/// As an allocation's begin.
constexpr int64_t scratchAlignment = 256;

MemoryPlace weightsPlaceOf(Value tensor) {
  auto pack = tensor ? tensor.getDefiningOp<gnk::PackOp>() : gnk::PackOp();
  return pack ? MemoryPlace{MemorySpace::Weights, int64_t(pack.getOffset())}
              : MemoryPlace{};
}

int64_t scratchBytesOf(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  return kernel ? kernel.getScratch() * int64_t(sizeof(float)) : 0;
}

/// Where each step's scratch memory begins. Steps that are as many steps behind
/// the first, so that none waits for another, lie side by side.
class ScratchPlan {
public:
  explicit ScratchPlan(const PlannedProgram &program);

  int64_t bytes = 0;
  std::vector<int64_t> offsets; ///< Of each step.

private:
  std::vector<MemoryAccesses> accesses;
  std::vector<int64_t> levels;
};

ScratchPlan::ScratchPlan(const PlannedProgram &program) {
  std::vector<int64_t> ends; ///< By level: of what its steps have so far.
  for (gnk::KernelInterface step : program.steps) {
    accesses.push_back(accessesOf(step));
    size_t level = 0;
    for (auto [others, theirs] : llvm::zip(accesses, levels))
      if (theirs >= int64_t(level) && conflict(others, accesses.back()))
        level = theirs + 1;
    levels.push_back(int64_t(level));
    ends.resize(std::max(ends.size(), level + 1));
    offsets.push_back(ends[level]);
    ends[level] += llvm::alignTo(scratchBytesOf(step), scratchAlignment);
    bytes = std::max(bytes, ends[level]);
  }
}

class Planner {
public:
  explicit Planner(const PlannedProgram &program)
      : program(program), scratch(program) {}

  LogicalResult add(gnk::KernelInterface step);

  LaunchPlan take() { return {std::move(launches), scratch.bytes}; }

private:
  LogicalResult checkGrid(gnk::KernelInterface step, gnk::LaunchAttr launch);
  SmallVector<int64_t> dependenciesOf(const MemoryAccesses &accesses);

  const PlannedProgram &program;
  ScratchPlan scratch;
  std::vector<PlannedLaunch> launches;
  int64_t stepIndex = 0;
  std::vector<MemoryAccesses> accesses; ///< Of each launch.
  /// All launches that come before each one, directly or not.
  std::vector<llvm::BitVector> ancestors;
};

LogicalResult Planner::add(gnk::KernelInterface step) {
  if (step->hasAttr(gnk::joinedAttribute)) {
    ++stepIndex;
    return success();
  }
  auto list = step->getAttrOfType<ArrayAttr>(gnk::launchesAttribute);
  if (!list)
    return step.emitOpError("has no launches; run gnk-emit-cuda-kernels first");
  SmallVector<OpOperand *, 2> reads = step.getReads();
  SmallVector<Value> tensors = step.getTensors();
  tensors.resize(2);
  PlannedLaunch planned;
  planned.step = stepIndex++;
  planned.source = memoryPlaceOf(step.getSource());
  if (reads.size() > 1)
    planned.other = memoryPlaceOf(reads[1]->get());
  planned.destination = memoryPlaceOf(gnk::resultOf(step).getDestination());
  planned.weight = weightsPlaceOf(tensors[0]);
  planned.bias = weightsPlaceOf(tensors[1]);
  MemoryAccesses touched = accessesOf(step);
  if (int64_t bytes = scratchBytesOf(step)) {
    int64_t offset = scratch.offsets[planned.step];
    planned.scratch = {MemorySpace::Scratch, offset};
    touched.push_back(
        {MemorySpace::Scratch, {offset, bytes, bytes, 1}, /*isWritten=*/true});
  }
  for (auto launch : list.getAsRange<gnk::LaunchAttr>()) {
    if (failed(checkGrid(step, launch)))
      return failure();
    planned.launch = launch;
    planned.dependencies = dependenciesOf(touched);
    launches.push_back(planned);
    accesses.push_back(touched);
  }
  return success();
}

LogicalResult Planner::checkGrid(gnk::KernelInterface step,
                                 gnk::LaunchAttr launch) {
  if (!launch.getImages())
    return success();
  int64_t dimension = *launch.getImages();
  int64_t batch = program.input().getBatch();
  if (launch.getGrid()[dimension] <= maxGrid[dimension] / batch)
    return success();
  return step.emitOpError()
         << "has a grid of " << launch.getGrid()[dimension] << " blocks for "
         << batch << " images each along dimension " << dimension
         << ", which takes " << maxGrid[dimension];
}

/// From the last launch backwards, so that one that another one waits for is
/// known to come before.
SmallVector<int64_t> Planner::dependenciesOf(const MemoryAccesses &touched) {
  SmallVector<int64_t> found;
  llvm::BitVector before(accesses.size() + 1);
  for (size_t i = accesses.size(); i-- > 0;) {
    if (before.test(i) || !conflict(accesses[i], touched))
      continue;
    found.push_back(static_cast<int64_t>(i));
    before.set(i);
    before |= ancestors[i];
  }
  ancestors.push_back(std::move(before));
  std::reverse(found.begin(), found.end());
  return found;
}

} // namespace

FailureOr<LaunchPlan> planLaunches(const PlannedProgram &program) {
  Planner planner(program);
  for (gnk::KernelInterface step : program.steps)
    if (failed(planner.add(step)))
      return failure();
  return planner.take();
}

} // namespace gnet
