//===- Sensitivity.cpp - Which layers lose most to integers ---------------===//
#include "quantization/Sensitivity.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

std::optional<std::vector<LayerSensitivity>>
rankLayers(const Simulation &simulation, const HeldBack &pictures,
           const Calibration &calibration,
           llvm::function_ref<bool(LayerId)> next) {
  std::vector<LayerSensitivity> ranking;
  for (LayerId id : simulation.weighted()) {
    if (!next(id))
      return std::nullopt;
    ranking.push_back({id, pictures.error(calibration, simulation.alone(id))});
  }
  llvm::sort(ranking, [](const LayerSensitivity &a, const LayerSensitivity &b) {
    return std::pair(-a.error, a.layer) < std::pair(-b.error, b.layer);
  });
  return ranking;
}

std::pair<size_t, double> fewestKept(const Simulation &simulation,
                                     const HeldBack &pictures,
                                     const Calibration &calibration,
                                     llvm::ArrayRef<LayerSensitivity> ranking,
                                     double wanted) {
  auto errorWith = [&](size_t kept) {
    Simulation::Layers layers(simulation.network().layers.size());
    for (const LayerSensitivity &each : ranking.take_front(kept))
      layers[each.layer] = true;
    return pictures.error(calibration, simulation.results().integers(layers));
  };
  size_t low = 0, high = ranking.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (errorWith(middle) <= wanted)
      high = middle;
    else
      low = middle + 1;
  }
  return {low, errorWith(low)};
}

} // namespace gnet
