//===- ChooseRange.h - Which of a result's values integers stand for ------===//
#ifndef GNET_QUANTIZATION_CHOOSERANGE_H
#define GNET_QUANTIZATION_CHOOSERANGE_H

#include "quantization/Calibration.h"
#include "quantization/Histogram.h"
#include "llvm/ADT/StringRef.h"

namespace gnet {

/// A way to choose what is kept of a result's values; the rest is cut off.
struct RangeMethod {
  llvm::StringLiteral name;
  Calibration::Range (*choose)(const Histogram &values);
};

/// min-max: all values. percentile: all but one in 10,000 at either end. mse:
/// the least squared error of what integers make of them. entropy: the least
/// information lost, by Kullback and Leibler.
llvm::ArrayRef<RangeMethod> rangeMethods();

/// As the method has it, in six digits.
Calibration::Range chooseRange(const RangeMethod &method,
                               const Histogram &values);

/// The ranges of all `calibration.values`; their method is this one then.
void chooseRanges(const RangeMethod &method, Calibration &calibration);

/// With as many digits as a calibration is written with.
double shortened(double value);

/// Null for a name that none has.
const RangeMethod *findRangeMethod(llvm::StringRef name);

} // namespace gnet

#endif // GNET_QUANTIZATION_CHOOSERANGE_H
