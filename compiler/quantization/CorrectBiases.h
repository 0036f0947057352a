//===- CorrectBiases.h - What a calibration adds to biases ----------------===//
#ifndef GNET_QUANTIZATION_CORRECTBIASES_H
#define GNET_QUANTIZATION_CORRECTBIASES_H

#include "quantization/Calibration.h"
#include "quantization/FoldNetwork.h"
#include "quantization/Results.h"

namespace gnet {

/// Adds them to those of the layers `products`; one without a bias has one
/// then. An error is a correction of another number of channels.
llvm::Error correctBiases(FoldedNetwork &folded, const Calibration &calibration,
                          const Results::Layers &products);

} // namespace gnet

#endif // GNET_QUANTIZATION_CORRECTBIASES_H
