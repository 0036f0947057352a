//===- PlaceWeights.h - The parameters out of a file that fits ------------===//
#ifndef GNET_WEIGHTS_PLACEWEIGHTS_H
#define GNET_WEIGHTS_PLACEWEIGHTS_H

#include "weights/Weights.h"
#include "weights/maps/FitWeightMap.h"

namespace gnet {

/// `fit` is complete and one of `file`, which lies at `path`.
llvm::Expected<Weights> placeWeights(const Fit &fit, const TensorFile &file,
                                     llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_PLACEWEIGHTS_H
