//===- FitWeightMap.h - Which tensors of a file are which parameters ------===//
#ifndef GNET_WEIGHTS_MAPS_FITWEIGHTMAP_H
#define GNET_WEIGHTS_MAPS_FITWEIGHTMAP_H

#include "weights/formats/TensorFile.h"
#include "weights/maps/ParameterLayout.h"

namespace gnet {

/// `constant`, or the file's tensor `index` in our order.
struct PlacedFactor {
  std::optional<size_t> index;
  double constant = 1;
  Arrangement arrangement;
};

/// A parameter as a sum of products of what the file holds.
struct Placement {
  Parameter parameter;
  std::vector<std::vector<PlacedFactor>> sum;
};

/// A parameter that the file does not give.
struct Misfit {
  std::string parameter;
  std::string wanted; ///< The name in the file; empty if the map has none.
  std::vector<int64_t> dims;    ///< As the file should have them.
  std::optional<size_t> tensor; ///< That has the name, but cannot serve.
};

struct Fit {
  WeightMap map;
  std::vector<Placement> placements; ///< In the order of the parameters.
  std::vector<Misfit> misfits;
  std::vector<size_t> leftOver; ///< Tensors, neither used nor ignored.
  /// A layer that cannot take the file's order of the input's channels.
  std::string irreversible;

  bool isComplete() const {
    return misfits.empty() && leftOver.empty() && irreversible.empty();
  }
};

Fit fitWeightMap(WeightMap map, const Network &network,
                 const std::vector<FileTensor> &tensors);

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_FITWEIGHTMAP_H
