//===- TunedShapes.h - What is to be measured, and what follows -----------===//
#ifndef GNET_TOOLS_GNETC_TUNEDSHAPES_H
#define GNET_TOOLS_GNETC_TUNEDSHAPES_H

#include "tuning/Tuning.h"

namespace gnet {

/// The shapes of a run's steps with the kernels that are worth a try, each with
/// the one thought cheapest as chosen.
std::vector<TunedShape> shapesOf(llvm::ArrayRef<StepKernels> steps);

/// As many as the shape with the most kernels has.
int64_t roundsOf(llvm::ArrayRef<TunedShape> shapes);

/// Whether both are measured in the same rounds.
bool isOfSameRounds(const Tuning &a, const Tuning &b);

/// With each shape's kernel number `round`, where it has so many, else its
/// first.
Tuning choiceOfRound(const Tuning &tuning, int64_t round);

/// Whether both choose the same kernels of the same shapes.
bool hasSameChoice(const Tuning &a, const Tuning &b);

/// Keeps what each of `steps` took, for its shape and kernel.
void addTimes(Tuning &tuning, llvm::ArrayRef<StepKernels> steps,
              llvm::ArrayRef<RunTime> times);

/// With each shape's fastest kernel. One that is hardly faster than the one
/// thought cheapest does not take its place.
Tuning fastestChoice(const Tuning &tuning);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_TUNEDSHAPES_H
