//===- WeightsManifest.h - What TensorFlow.js says of its shards ----------===//
#ifndef GNET_WEIGHTS_FORMATS_WEIGHTSMANIFEST_H
#define GNET_WEIGHTS_FORMATS_WEIGHTSMANIFEST_H

#include "weights/formats/ElementType.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// A value is min + scale * the stored number.
struct Quantisation {
  double min = 0;
  double scale = 1;
};

struct ManifestWeight {
  std::string name;
  std::vector<int64_t> dims;         ///< Have an `elementCount`.
  std::string typeName;              ///< Of the values; `float32`.
  std::optional<ElementType> stored; ///< Nothing for what is no real number.
  uint64_t elementSize = 0;          ///< In bytes; 0 for a text.
  bool isInteger = false;            ///< Of quantised: rounded.
  std::optional<Quantisation> quantisation;
};

/// The weights lie one behind the other in the files together.
struct ManifestGroup {
  std::vector<std::string> paths;
  std::vector<ManifestWeight> weights;
};

/// Of a model.json, or a weights_manifest.json, which is its part alone.
llvm::Expected<std::vector<ManifestGroup>>
parseWeightsManifest(llvm::StringRef text);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_WEIGHTSMANIFEST_H
