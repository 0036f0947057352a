//===- Misfits.h - Why a file's tensors are not a network's ---------------===//
#ifndef GNET_WEIGHTS_MAPS_MISFITS_H
#define GNET_WEIGHTS_MAPS_MISFITS_H

#include "weights/maps/FitWeightMap.h"

namespace gnet {

/// What is missing, misshapen and left over in the file at `path`, a line
/// each, a missing tensor beside the one of the nearest name that is left
/// over; the first lines of them where they are many.
std::string describeMisfits(const Fit &fit, const Network &network,
                            const TensorFile &file, llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_MISFITS_H
