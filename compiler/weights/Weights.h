//===- Weights.h - The learned tensors of a network -----------------------===//
//
// Where a package's weights come from (a file, or a seed) and how they are
// written. What is written names its tensors as network/Parameters.h does; what
// is read may also be a framework's file that a weight map explains.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_WEIGHTS_H
#define GNET_WEIGHTS_WEIGHTS_H

#include "network/Parameters.h"
#include "weights/maps/FindWeightMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

struct WeightTensor {
  Parameter parameter;
  std::vector<float> values;
};

/// All tensors of the inference form, in the order of the layers.
using Weights = std::vector<WeightTensor>;

/// What `--weights=` takes: `random:SEED` or the path of a file that
/// tensorfile/ reads. If given, `filesRead` grows by that file, those that it
/// keeps data in, and the weight map that was taken.
llvm::Expected<Weights> makeWeights(const Network &network,
                                    llvm::StringRef option,
                                    const WeightMapOptions &maps = {},
                                    std::vector<std::string> *filesRead = {});

/// The file at `path` by the weight map that its names ask for. What belongs to
/// a head is left out. The error lists every tensor that is missing, misshapen
/// or of no use.
llvm::Expected<Weights> loadWeights(const Network &network,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps = {},
                                    std::vector<std::string> *filesRead = {});

/// The same of a file that is open, `path` being for messages.
llvm::Expected<Weights> loadWeights(const Network &network,
                                    const TensorFile &file,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps = {},
                                    std::vector<std::string> *filesRead = {});

/// Prints what the file at `path` holds: each tensor's name, type, shape,
/// least, mean and largest value. Only one tensor is in memory at a time.
llvm::Error inspectWeights(llvm::StringRef path, llvm::raw_ostream &os);

/// Weights as at the start of training: normal with He's variance, biases and
/// norms such that none is without effect. The same bits on every machine; a
/// tensor depends on the seed and its own name and shape only.
Weights randomWeights(const Network &network, uint64_t seed);

/// A safetensors file, F32, its data aligned to 64 bytes. Weights that are
/// moved in are freed one by one.
std::string safetensorsOf(Weights weights);

/// Writes what `safetensorsOf` gives beside `path` and moves it into place,
/// without a second copy of it in memory.
llvm::Error writeWeights(const Weights &weights, llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_WEIGHTS_H
