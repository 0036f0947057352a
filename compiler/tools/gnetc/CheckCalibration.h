//===- CheckCalibration.h - Whether a calibration is of what is compiled --===//
#ifndef GNET_TOOLS_GNETC_CHECKCALIBRATION_H
#define GNET_TOOLS_GNETC_CHECKCALIBRATION_H

#include "Compilation.h"

namespace gnet {

/// An error where the file that the target's options name, if they do, cannot
/// be read, or is of another network or of other weights than `weights`; null:
/// there are none yet.
llvm::Error checkCalibration(const Compilation &compilation,
                             const Weights *weights);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_CHECKCALIBRATION_H
