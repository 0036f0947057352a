//===- Convolution.h - A convolution by its definition --------------------===//
//
// Most of the reference's arithmetic, so that it is done several sums at a
// time: each is still that of its taps one by one, in double precision.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REFERENCE_CONVOLUTION_H
#define GNET_REFERENCE_CONVOLUTION_H

#include "reference/Reference.h"

namespace gnet::reference {

/// The output channels from `first` on that see the same input `channels`.
/// `weights` are theirs: O, I, H, W, the last index running fastest.
struct FilterGroup {
  const Conv &conv;
  int64_t first;
  int64_t count;
  std::vector<int64_t> channels;
  const float *weights;

  /// The weights of one output channel.
  int64_t taps() const {
    return static_cast<int64_t>(channels.size()) * conv.kernel.height *
           conv.kernel.width;
  }
};

/// Adds the group's products to `output`, for every image. `input` has its
/// zeros around it.
void addConvolution(const FilterGroup &group, const Tensor &input,
                    Tensor &output);

} // namespace gnet::reference

#endif // GNET_REFERENCE_CONVOLUTION_H
