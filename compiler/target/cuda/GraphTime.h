//===- GraphTime.h - How long a graph of steps is thought to take ---------===//
#ifndef GNET_TARGET_CUDA_GRAPHTIME_H
#define GNET_TARGET_CUDA_GRAPHTIME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace gnet::cuda {

/// A step of a graph.
struct GraphStep {
  double microseconds = 0; ///< Alone on the card.
  double share = 1;        ///< Of the card's processors that it keeps busy.
  llvm::SmallVector<int64_t> dependencies; ///< Earlier steps, by number.
};

/// The time from the begin of the first step to the end of the last. Each
/// begins when all that it waits for are done. Those that run side by side do
/// not slow each other down while there are processors for all of them; beyond
/// that they all take longer in the same measure.
double graphMicroseconds(llvm::ArrayRef<GraphStep> steps);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_GRAPHTIME_H
