//===- OneImage.cpp - Kernels of a batch that suit one image --------------===//
#include "target/cpu/OneImage.h"

using namespace mlir;

namespace gnet {
namespace {

/// What a run of one image may take, of what it takes at least.
constexpr double mostOfLeast = 1.025;

/// Another kernel for a step, and what a batch loses for what an image gains.
struct Exchange {
  StepChoice *choice = nullptr;
  size_t other = 0;
  double price = std::numeric_limits<double>::infinity();
};

Exchange cheapestExchange(MutableArrayRef<StepChoice> choices) {
  Exchange best;
  for (StepChoice &choice : choices) {
    const Candidate &now = choice.candidates[choice.chosen];
    for (auto [index, other] : llvm::enumerate(choice.candidates)) {
      const double gained = now.cyclesOfOne - other.cyclesOfOne;
      if (gained <= 0)
        continue;
      const double price = (other.cycles - now.cycles) / gained;
      if (price < best.price)
        best = {&choice, index, price};
    }
  }
  return best;
}

} // namespace

void suitOneImage(MutableArrayRef<StepChoice> choices) {
  double least = 0, taken = 0;
  for (const StepChoice &choice : choices) {
    double ofStep = std::numeric_limits<double>::infinity();
    for (const Candidate &candidate : choice.candidates)
      ofStep = std::min(ofStep, candidate.cyclesOfOne);
    least += ofStep;
    taken += choice.candidates[choice.chosen].cyclesOfOne;
  }
  while (taken > mostOfLeast * least) {
    auto [choice, other, price] = cheapestExchange(choices);
    if (!choice)
      return;
    taken -= choice->candidates[choice->chosen].cyclesOfOne -
             choice->candidates[other].cyclesOfOne;
    choice->chosen = other;
  }
}

} // namespace gnet
