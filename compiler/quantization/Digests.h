//===- Digests.h - Which network and weights a calibration is of ----------===//
#ifndef GNET_QUANTIZATION_DIGESTS_H
#define GNET_QUANTIZATION_DIGESTS_H

#include "quantization/Calibration.h"
#include "weights/Weights.h"

namespace gnet {

/// Of what the inference form computes, its input's preparation included, and
/// of its layers' paths. Another one for each of them, in hexadecimal.
std::string networkDigest(const Network &network);

/// Of the tensors' names, sizes and values.
std::string weightsDigest(const Weights &weights);

/// That of ranges that another program chose, of a model that does not say how
/// pictures become its input: their network may be said to do so in any way.
inline constexpr llvm::StringLiteral importedMethod = "imported";
std::string importDigest(Network network);

/// An error, with the way to repair it, where `calibration` is of another
/// network, or of other weights; these may be null: not known yet.
llvm::Error checkDigests(const Calibration &calibration, const Network &network,
                         const Weights *weights);

} // namespace gnet

#endif // GNET_QUANTIZATION_DIGESTS_H
