//===- Profile.h - What each step of a run takes --------------------------===//
#ifndef GNET_RUN_PROFILE_H
#define GNET_RUN_PROFILE_H

#include "gnet.h"

namespace gnet {

/// Of a step, in the profiled runs.
struct StepTime {
  gnet_layer layer;
  double seconds; ///< The mean.
  double least;
  double share; ///< Of the sum of all steps' means.

  double gflops() const {
    return seconds > 0 ? 2e-9 * static_cast<double>(layer.macs) / seconds : 0;
  }
};

} // namespace gnet

#endif // GNET_RUN_PROFILE_H
