//===- MergeCalibrations.h - What several sets of pictures say ------------===//
#ifndef GNET_QUANTIZATION_MERGECALIBRATIONS_H
#define GNET_QUANTIZATION_MERGECALIBRATIONS_H

#include "quantization/ChooseRange.h"

namespace gnet {

/// Of one or more of the same network and weights: the ranges are chosen anew
/// from the values of all, by `method` or, if it is null, the one that all
/// have; corrections are the means over all pictures.
llvm::Expected<Calibration>
mergeCalibrations(llvm::ArrayRef<Calibration> calibrations,
                  const RangeMethod *method);

} // namespace gnet

#endif // GNET_QUANTIZATION_MERGECALIBRATIONS_H
