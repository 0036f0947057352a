//===- Weights.h - The learned tensors of a network -----------------------===//
//
// Where a package's weights come from (a safetensors file, or a seed) and how
// they are written. A file names its tensors as network/Parameters.h does.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_WEIGHTS_H
#define GNET_WEIGHTS_WEIGHTS_H

#include "network/Parameters.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

struct WeightTensor {
  Parameter parameter;
  std::vector<float> values;
};

/// All tensors of the inference form, in the order of the layers.
using Weights = std::vector<WeightTensor>;

/// What `--weights=` takes: `random:SEED` or the path of a safetensors file.
llvm::Expected<Weights> makeWeights(const Network &network,
                                    llvm::StringRef option);

/// Reads F32, F16 and BF16. The error lists every missing, unknown, misshapen
/// and mistyped tensor. What belongs to a head is left out.
llvm::Expected<Weights> loadWeights(const Network &network,
                                    llvm::StringRef path);

/// Weights as at the start of training: normal with He's variance, biases and
/// norms such that none is without effect. The same bits on every machine; a
/// tensor depends on the seed and its own name and shape only.
Weights randomWeights(const Network &network, uint64_t seed);

/// A safetensors file, F32, its data aligned to 64 bytes.
std::string safetensorsOf(const Weights &weights);

/// Writes `safetensorsOf` beside `path` and moves it into place.
llvm::Error writeWeights(const Weights &weights, llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_WEIGHTS_H
