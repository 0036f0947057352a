//===- Evaluation.h - Layers computed on one image ------------------------===//
//
// Where what quantisation does is simulated: in float32, without packages,
// which have no place between their layers to look into.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_QUANTIZATION_EVALUATION_H
#define GNET_QUANTIZATION_EVALUATION_H

#include "quantization/FoldNetwork.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {

/// Channels, rows, columns; of one image.
using Image = std::vector<float>;

/// The layers of a folded network, which outlives this.
class Evaluation {
public:
  explicit Evaluation(const FoldedNetwork &folded);

  /// The result of a layer for the results of its inputs.
  Image layer(LayerId id, llvm::ArrayRef<const Image *> inputs) const {
    return layer(id, inputs, parameter(id, ".weight"), parameter(id, ".bias"));
  }
  /// With another weight and bias of the same sizes.
  Image layer(LayerId id, llvm::ArrayRef<const Image *> inputs,
              llvm::ArrayRef<float> weight, llvm::ArrayRef<float> bias) const;

  /// Empty for one that the layer does not have.
  llvm::ArrayRef<float> parameter(LayerId id, llvm::StringRef suffix) const;

private:
  const Network &network;
  llvm::StringMap<llvm::ArrayRef<float>> parameters;
};

} // namespace gnet

#endif // GNET_QUANTIZATION_EVALUATION_H
