//===- TunedShapes.cpp - What is to be measured, and what follows ---------===//
#include "TunedShapes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace gnet {
namespace {

/// A kernel that is thought to take longer than the cheapest by more than this
/// is no match for it, however wrong the model is.
constexpr double hopeless = 4;
constexpr size_t mostKernels = 6;

/// Of another kernel than the first: what is less is noise.
constexpr double leastGain = 0.02;

std::vector<TunedKernel> worthATry(llvm::ArrayRef<TunedKernel> kernels) {
  std::vector<TunedKernel> kept;
  for (const TunedKernel &kernel : kernels.take_front(mostKernels))
    if (kernel.cycles <= hopeless * kernels.front().cycles)
      kept.push_back(kernel);
  return kept;
}

const TunedKernel &fastest(const TunedShape &shape) {
  const TunedKernel *best = &shape.kernels.front();
  double limit = best->measured ? best->measured->least * (1 - leastGain) : 0;
  for (const TunedKernel &kernel : llvm::drop_begin(shape.kernels))
    if (kernel.measured && kernel.measured->least < limit) {
      best = &kernel;
      limit = kernel.measured->least;
    }
  return *best;
}

} // namespace

std::vector<TunedShape> shapesOf(llvm::ArrayRef<StepKernels> steps) {
  std::vector<TunedShape> shapes;
  llvm::StringMap<size_t> places;
  for (const StepKernels &step : steps) {
    auto [place, isNew] = places.try_emplace(step.shape, shapes.size());
    if (isNew)
      shapes.push_back({.shape = step.shape,
                        .layers = {},
                        .kernels = worthATry(step.kernels),
                        .chosen = step.kernels.front().kernel});
    shapes[place->second].layers.push_back(step.layer);
  }
  return shapes;
}

int64_t roundsOf(llvm::ArrayRef<TunedShape> shapes) {
  size_t rounds = 1;
  for (const TunedShape &shape : shapes)
    rounds = std::max(rounds, shape.kernels.size());
  return static_cast<int64_t>(rounds);
}

bool isOfSameRounds(const Tuning &a, const Tuning &b) {
  auto isSameKernel = [](const TunedKernel &c, const TunedKernel &d) {
    return c.kernel == d.kernel;
  };
  auto isSameShape = [&](const TunedShape &c, const TunedShape &d) {
    return c.shape == d.shape && c.layers == d.layers &&
           llvm::equal(c.kernels, d.kernels, isSameKernel);
  };
  return a.compiler == b.compiler && a.network == b.network && a.cpu == b.cpu &&
         a.isExact == b.isExact && a.batch == b.batch &&
         a.threads == b.threads && a.rounds == b.rounds &&
         llvm::equal(a.shapes, b.shapes, isSameShape);
}

Tuning choiceOfRound(const Tuning &tuning, int64_t round) {
  Tuning choice = tuning;
  for (TunedShape &shape : choice.shapes) {
    auto number = static_cast<size_t>(round);
    shape.chosen =
        shape.kernels[number < shape.kernels.size() ? number : 0].kernel;
  }
  return choice;
}

bool hasSameChoice(const Tuning &a, const Tuning &b) {
  return llvm::equal(a.shapes, b.shapes,
                     [](const TunedShape &c, const TunedShape &d) {
                       return c.shape == d.shape && c.chosen == d.chosen;
                     });
}

void addTimes(Tuning &tuning, llvm::ArrayRef<StepKernels> steps,
              llvm::ArrayRef<RunTime> times) {
  /// By shape and kernel, the times of its steps.
  std::map<std::pair<std::string, std::string>, std::vector<RunTime>> all;
  for (auto [step, time] : llvm::zip_equal(steps, times))
    all[{step.shape, step.chosen}].push_back(time);
  for (TunedShape &shape : tuning.shapes)
    for (TunedKernel &kernel : shape.kernels) {
      const std::vector<RunTime> &found = all[{shape.shape, kernel.kernel}];
      // The first is of the round that it is for.
      if (found.empty() || kernel.measured)
        continue;
      RunTime sum;
      for (const RunTime &time : found) {
        sum.least += time.least;
        sum.median += time.median;
      }
      const auto count = static_cast<double>(found.size());
      kernel.measured = {sum.least / count, sum.median / count};
    }
}

Tuning fastestChoice(const Tuning &tuning) {
  Tuning choice = tuning;
  for (TunedShape &shape : choice.shapes)
    shape.chosen = fastest(shape).kernel;
  return choice;
}

} // namespace gnet
