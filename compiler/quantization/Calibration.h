//===- Calibration.h - The ranges that a network's values have ------------===//
//
// What `gnetc calibrate` finds and `--calibration=` compiles by. Quantization.h
// says which integers follow from it.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_QUANTIZATION_CALIBRATION_H
#define GNET_QUANTIZATION_CALIBRATION_H

#include "quantization/Histogram.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

struct Calibration {
  /// Of what is kept of a result; what lies outside is cut off.
  struct Range {
    double min = 0, max = 0;
  };

  std::string network;       ///< Its name.
  std::string networkDigest; ///< As Digests.h has them.
  std::string weightsDigest;
  std::string method;   ///< Of choosing ranges: `min-max`, `mse`, ...
  int64_t pictures = 0; ///< That the ranges are taken from; 0 if not known.
  /// What was found in others, held back: how far the scores of bytes were from
  /// those of float32 (HeldBack.h). 0 pictures: it is not known.
  int64_t heldBack = 0;
  double error = 0;
  /// Of a layer's result, after its norm and activation, by the layer's path;
  /// of the input by its name.
  llvm::StringMap<Range> ranges;
  /// What is added to a layer's bias, after folding, by the layer's path: one
  /// an output channel.
  llvm::StringMap<std::vector<double>> biasCorrections;

  /// What ranges are chosen from, of results that have one range.
  struct Values {
    std::vector<std::string> results; ///< The names in `ranges`.
    Histogram histogram;
  };
  std::vector<Values> values; ///< None where ranges are another's choice.

  /// Of a file; errors name it.
  static llvm::Expected<Calibration> read(llvm::StringRef path);
};

/// Readable JSON. The same calibration gives the same bytes.
std::string calibrationJson(const Calibration &calibration);

/// What is wrong with a text that is none is said with its place.
llvm::Expected<Calibration> parseCalibration(llvm::StringRef json);

} // namespace gnet

#endif // GNET_QUANTIZATION_CALIBRATION_H
