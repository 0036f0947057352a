#include "weights/PlaceWeights.h"
#include "weights/Weights.h"

namespace gnet {

llvm::Expected<Weights> loadWeights(const Network &network,
                                    const TensorFile &file,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps) {
  llvm::Expected<Fit> fit = findWeightMap(network, file, path, maps);
  if (!fit)
    return fit.takeError();
  return placeWeights(*fit, file, path);
}

llvm::Expected<Weights> loadWeights(const Network &network,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps) {
  auto file = openTensorFile(path);
  if (!file)
    return file.takeError();
  return loadWeights(network, **file, path, maps);
}

llvm::Expected<Weights> makeWeights(const Network &network,
                                    llvm::StringRef option,
                                    const WeightMapOptions &maps) {
  llvm::StringRef seed = option;
  if (!seed.consume_front("random:"))
    return loadWeights(network, option, maps);
  uint64_t number = 0;
  if (seed.getAsInteger(10, number))
    return llvm::createStringError(
        "--weights=" + option +
        ": the seed must be a whole number from 0 to 18446744073709551615");
  return randomWeights(network, number);
}

} // namespace gnet
