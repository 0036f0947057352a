//===- FindWeightMap.h - The map that a file's names ask for --------------===//
#ifndef GNET_WEIGHTS_MAPS_FINDWEIGHTMAP_H
#define GNET_WEIGHTS_MAPS_FINDWEIGHTMAP_H

#include "weights/maps/FitWeightMap.h"

namespace gnet {

struct WeightMapOptions {
  /// Where the maps lie, `weights/` beside the spec, with its folders. It may
  /// be missing: the network's own names are always known.
  std::string folder;
  /// The map to take whatever the names are (`--weight-map=`), or empty.
  std::string file;
};

/// The folder of maps beside this spec.
std::string weightMapsBeside(llvm::StringRef spec);

/// The fit of the first map that gives every parameter and leaves nothing of
/// the file over. Maps for the file's format come first, then the network's
/// own names, then maps for any format. Only maps that serve the network by
/// name are taken, for a network of the same layers may compute something else.
/// Where none fits, each is tried without the first part of the file's names,
/// if all have the same one, and again. If none fits, the error lists what is
/// wrong with the one that comes nearest.
llvm::Expected<Fit> findWeightMap(const Network &network,
                                  const TensorFile &file, llvm::StringRef path,
                                  const WeightMapOptions &options);

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_FINDWEIGHTMAP_H
