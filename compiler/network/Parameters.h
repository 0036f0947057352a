//===- Parameters.h - The named tensors a layer learns --------------------===//
#ifndef GNET_NETWORK_PARAMETERS_H
#define GNET_NETWORK_PARAMETERS_H

#include "network/Network.h"

namespace gnet {

/// One float32 tensor of a weights file.
struct Parameter {
  std::string name; ///< `<layer path>.weight`, `.bias`, `.running_mean`, ...
  ParameterRole role;
  std::vector<int64_t> dims;
  int64_t elements() const;
};

/// What a layer over such an input learns or does without, in the order of
/// `parametersOf`.
std::vector<ParameterForm> parameterForms(const LayerOp &op,
                                          const Shape &input);

/// The tensors of one layer, in the order weight, bias (a layer with weights,
/// or affine: scale, shift), the centres of rbf being its weight; or for batch
/// norm weight (scale), bias (shift), running_mean, running_var.
std::vector<Parameter> parametersOf(const Network &network, LayerId id);

/// All tensors of the inference form (no head), in the order of the layers.
std::vector<Parameter> inferenceParameters(const Network &network);

} // namespace gnet

#endif // GNET_NETWORK_PARAMETERS_H
