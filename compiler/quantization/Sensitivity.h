//===- Sensitivity.h - Which layers lose most to integers -----------------===//
#ifndef GNET_QUANTIZATION_SENSITIVITY_H
#define GNET_QUANTIZATION_SENSITIVITY_H

#include "quantization/HeldBack.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace gnet {

struct LayerSensitivity {
  LayerId layer; ///< One with filters or a matrix.
  double error;  ///< Of the scores where it alone is in integers.
};

/// The layers that lose most first. `next` is told of each, and says whether to
/// go on; an end before the last gives nothing.
std::optional<std::vector<LayerSensitivity>>
rankLayers(const Simulation &simulation, const HeldBack &pictures,
           const Calibration &calibration,
           llvm::function_ref<bool(LayerId)> next);

/// How many layers from the beginning of `ranking` to keep in float32 so that
/// the scores' error is at most `wanted`: the fewest, where each that is kept
/// makes it less. Their number, and the error then.
std::pair<size_t, double> fewestKept(const Simulation &simulation,
                                     const HeldBack &pictures,
                                     const Calibration &calibration,
                                     llvm::ArrayRef<LayerSensitivity> ranking,
                                     double wanted);

} // namespace gnet

#endif // GNET_QUANTIZATION_SENSITIVITY_H
