//===- Simulation.h - What quantisation does to a network's results -------===//
//
// As packages have it: results lie in memory as the bytes of their ranges, and
// what has filters or a matrix and reads bytes multiplies them by bytes. Sums
// are those of float32, which has them exactly nearly always.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_QUANTIZATION_SIMULATION_H
#define GNET_QUANTIZATION_SIMULATION_H

#include "quantization/Evaluation.h"
#include "quantization/Quantization.h"
#include "quantization/Results.h"

namespace gnet {

class Simulation {
public:
  /// `folded` outlives this.
  explicit Simulation(const FoldedNetwork &folded);

  const Network &network() const { return folded.network; }
  const Results &results() const { return places; }

  /// Every layer's result for `input`, in float32.
  std::vector<Image> run(const Image &input) const;

  using Layers = Results::Layers;
  using Integers = Results::Integers;
  /// With all that a package has.
  Integers integers() const;
  /// Where one layer alone has them: its weights, what it reads and its result,
  /// as far as any package has them so.
  Integers alone(LayerId layer) const;

  /// The layers that have filters or a matrix.
  std::vector<LayerId> weighted() const;

  Image scores(const Image &input, const std::vector<Image> &exact,
               const Calibration &calibration, const Integers &integers) const;

  /// By layer with weights and output channel, what its sums are too small by
  /// in the mean, where it alone computes with integers.
  llvm::StringMap<std::vector<double>>
  biasErrors(const Image &input, const std::vector<Image> &exact,
             const Calibration &calibration) const;

private:
  /// Of all layers with weights, as integers have them.
  void roundWeights();
  Image rounded(LayerId id, const Image &image,
                const Calibration &calibration) const;
  std::vector<float> correctedBias(LayerId id,
                                   const Calibration &calibration) const;

  const FoldedNetwork &folded;
  Results places;
  Evaluation evaluation;
  std::vector<std::vector<float>> weights; ///< By layer.
};

/// How far the results of several images are from the exact ones.
class OutputError {
public:
  void add(const Image &exact, const Image &image);
  /// The root of the squares' sum of all differences over that of the exact
  /// values; 0 where nothing differs, infinite where these are all 0.
  double value() const;

private:
  double differences = 0, squares = 0;
};

} // namespace gnet

#endif // GNET_QUANTIZATION_SIMULATION_H
