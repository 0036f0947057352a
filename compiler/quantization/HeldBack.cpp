//===- HeldBack.cpp - Pictures that calibrations are judged by ------------===//
#include "quantization/HeldBack.h"
#include "quantization/ChooseRange.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

HeldBack::HeldBack(const Simulation &simulation, std::vector<Image> inputs)
    : simulation(simulation), inputs(std::move(inputs)) {
  for (const Image &input : this->inputs)
    exact.push_back(simulation.run(input));
}

double HeldBack::error(const Calibration &calibration,
                       const Simulation::Integers &integers) const {
  const LayerId scores = simulation.results().scores();
  OutputError error;
  for (auto [input, images] : llvm::zip_equal(inputs, exact))
    error.add(scores == networkInput ? input : images[scores],
              simulation.scores(input, images, calibration, integers));
  return error.value();
}

llvm::StringMap<std::vector<double>>
HeldBack::biasCorrections(const Calibration &calibration) const {
  llvm::StringMap<std::vector<double>> sums;
  for (auto [input, images] : llvm::zip_equal(inputs, exact))
    for (const auto &entry :
         simulation.biasErrors(input, images, calibration)) {
      std::vector<double> &sum = sums[entry.first()];
      sum.resize(entry.second.size());
      for (auto [into, value] : llvm::zip_equal(sum, entry.second))
        into += value;
    }
  for (auto &entry : sums)
    for (double &value : entry.second)
      value = shortened(value / static_cast<double>(inputs.size()));
  return sums;
}

} // namespace gnet
