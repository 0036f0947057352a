//===- GraphTime.cpp - How long a graph of steps is thought to take -------===//
#include "target/cuda/GraphTime.h"
#include "llvm/ADT/STLExtras.h"
#include <limits>

namespace gnet::cuda {

double graphMicroseconds(llvm::ArrayRef<GraphStep> steps) {
  constexpr double never = std::numeric_limits<double>::infinity();
  llvm::SmallVector<double> left;
  for (const GraphStep &step : steps)
    left.push_back(step.microseconds);
  llvm::SmallVector<size_t> waiting =
      llvm::to_vector(llvm::seq<size_t>(0, steps.size()));
  llvm::SmallVector<bool> isDone(steps.size());
  double time = 0;
  while (!waiting.empty()) {
    auto isReady = [&](size_t step) {
      return llvm::all_of(steps[step].dependencies,
                          [&](int64_t other) { return isDone[other]; });
    };
    auto running = llvm::to_vector(llvm::make_filter_range(waiting, isReady));
    double share = 0, least = never;
    for (size_t step : running) {
      share += steps[step].share;
      least = std::min(least, left[step]);
    }
    time += least * std::max(share, 1.0);
    for (size_t step : running) {
      isDone[step] = left[step] <= least;
      left[step] -= least;
    }
    llvm::erase_if(waiting, [&](size_t step) { return isDone[step]; });
  }
  return time;
}

} // namespace gnet::cuda
