//===- RoundedWeights.h - Weights as packages of 16 bits have them --------===//
#ifndef GNET_REFERENCE_ROUNDEDWEIGHTS_H
#define GNET_REFERENCE_ROUNDEDWEIGHTS_H

#include "reference/NamedWeights.h"
#include "reference/Rounded.h"

namespace gnet::reference {

/// Filters and matrices rounded; values by channel stay float32.
inline Weights roundedWeights(const gnet::Weights &weights,
                              const FloatFormat &format) {
  Weights named = byName(weights);
  for (const WeightTensor &tensor : weights)
    if (tensor.parameter.dims.size() > 1)
      for (float &value : named[tensor.parameter.name])
        value = static_cast<float>(format.rounded(value));
  return named;
}

} // namespace gnet::reference

#endif // GNET_REFERENCE_ROUNDEDWEIGHTS_H
