//===- HeldBack.h - Pictures that calibrations are judged by --------------===//
#ifndef GNET_QUANTIZATION_HELDBACK_H
#define GNET_QUANTIZATION_HELDBACK_H

#include "quantization/Simulation.h"

namespace gnet {

class HeldBack {
public:
  /// `simulation` outlives this.
  HeldBack(const Simulation &simulation, std::vector<Image> inputs);

  size_t pictures() const { return inputs.size(); }

  /// How far the scores are from those of float32 (OutputError) where
  /// `integers` compute so.
  double error(const Calibration &calibration,
               const Simulation::Integers &integers) const;

  /// Of each output channel, the mean over these pictures; in six digits.
  llvm::StringMap<std::vector<double>>
  biasCorrections(const Calibration &calibration) const;

private:
  const Simulation &simulation;
  std::vector<Image> inputs;
  std::vector<std::vector<Image>> exact; ///< By input, then by layer.
};

} // namespace gnet

#endif // GNET_QUANTIZATION_HELDBACK_H
