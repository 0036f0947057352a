//===- Roofline.h - How near a package's steps are to what bounds them ----===//
#ifndef GNET_RUN_ROOFLINE_H
#define GNET_RUN_ROOFLINE_H

#include "Peaks.h"
#include "Profile.h"

#include <string>
#include <vector>

namespace gnet {

/// A step against the machine's peaks (Williams, Waterman and Patterson, 2009).
/// What it multiplies counts, not what its layer's definition does: a kernel of
/// Winograd's that is twice as fast as direct convolution can be is not over
/// the roof.
struct RooflineStep {
  const StepTime *time;
  double flops;     ///< A second; 0 for a step that multiplies nothing.
  double intensity; ///< Of those, for each byte of its weights and images.
  /// What would take longest if there were nothing else: "multiplying" at the
  /// peak, its "weights" from memory, or its "images", from the second cache if
  /// they all fit.
  const char *bound;
  double reached; ///< The part of its time that this takes.

  /// Why it takes longer than what bounds it, as far as a package can know.
  std::string reason;
};

/// Of all steps, in their order.
std::vector<RooflineStep> rooflineOf(const std::vector<StepTime> &steps,
                                     const Peaks &peaks, int32_t threads);

/// A part of what bounds a step that is not worth a word.
inline constexpr double wellReached = 0.8;

/// The steps that multiply as an SVG, logarithmic both ways.
std::string rooflineSvg(const std::string &title,
                        const std::vector<RooflineStep> &steps,
                        const Peaks &peaks);

} // namespace gnet

#endif // GNET_RUN_ROOFLINE_H
