//===- Comparison.h - How far an output is from the reference -------------===//
#ifndef GNET_ENDTOEND_COMPARISON_H
#define GNET_ENDTOEND_COMPARISON_H

#include "reference/Reference.h"

namespace gnet::endtoend {

/// The largest difference, over the largest output of the reference: infinite
/// where the sizes differ or a value is not a number.
double relativeError(const std::vector<float> &actual,
                     const reference::Tensor &expected);

/// Evenly spread over [-1, 1], the same for a seed everywhere, and exact in
/// float32.
reference::Tensor randomInput(const Shape &shape, int64_t batch, uint64_t seed);

/// As pixels less their mean, scaled and divided as the network asks: where it
/// does not, local response normalisation is felt; where it does, gates are not
/// driven to where float32 loses all digits.
reference::Tensor randomPixels(const Input &input, int64_t batch,
                               uint64_t seed);

std::vector<float> floats(const reference::Tensor &tensor);

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_COMPARISON_H
