//===- NamedWeights.h - The compiler's weights as the reference takes them ===//
#ifndef GNET_REFERENCE_NAMEDWEIGHTS_H
#define GNET_REFERENCE_NAMEDWEIGHTS_H

#include "reference/Reference.h"
#include "weights/Weights.h"

namespace gnet::reference {

inline Weights byName(const gnet::Weights &weights) {
  Weights named;
  for (const WeightTensor &tensor : weights)
    named[tensor.parameter.name] = tensor.values;
  return named;
}

} // namespace gnet::reference

#endif // GNET_REFERENCE_NAMEDWEIGHTS_H
