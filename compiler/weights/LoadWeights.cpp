#include "weights/PlaceWeights.h"
#include "weights/Weights.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

llvm::Expected<Weights> loadWeights(const Network &network,
                                    const TensorFile &file,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps,
                                    std::vector<std::string> *filesRead) {
  llvm::Expected<Fit> fit = findWeightMap(network, file, path, maps);
  if (!fit)
    return fit.takeError();
  llvm::Expected<Weights> placed = placeWeights(*fit, file, path);
  if (filesRead) {
    llvm::append_range(*filesRead, file.paths());
    if (!fit->map.file.empty())
      filesRead->push_back(fit->map.file);
  }
  return placed;
}

llvm::Expected<Weights> loadWeights(const Network &network,
                                    llvm::StringRef path,
                                    const WeightMapOptions &maps,
                                    std::vector<std::string> *filesRead) {
  auto file = openTensorFile(path);
  if (!file)
    return file.takeError();
  return loadWeights(network, **file, path, maps, filesRead);
}

llvm::Expected<Weights> makeWeights(const Network &network,
                                    llvm::StringRef option,
                                    const WeightMapOptions &maps,
                                    std::vector<std::string> *filesRead) {
  llvm::StringRef seed = option;
  if (!seed.consume_front("random:"))
    return loadWeights(network, option, maps, filesRead);
  uint64_t number = 0;
  if (seed.getAsInteger(10, number))
    return llvm::createStringError(
        "--weights=" + option +
        ": the seed must be a whole number from 0 to 18446744073709551615");
  return randomWeights(network, number);
}

} // namespace gnet
