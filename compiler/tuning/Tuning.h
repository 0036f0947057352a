//===- Tuning.h - Kernels measured in a network's run ---------------------===//
//
// What `gnetc tune` finds and `--tuning=` chooses by. Steps of one shape share
// what is measured; shapes and kernels are the words that a target has for
// them.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TUNING_TUNING_H
#define GNET_TUNING_TUNING_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// Of many runs, in seconds.
struct RunTime {
  double least = 0;
  double median = 0;
};

/// The nearest rank of each. There is at least one.
RunTime runTimeOf(std::vector<double> seconds);

struct TunedKernel {
  std::string kernel;
  double cycles = 0; ///< That it is thought to take.
  /// In its step's place in the run; the mean of all steps of the shape.
  std::optional<RunTime> measured = std::nullopt;
};

struct TunedShape {
  std::string shape;
  std::vector<std::string> layers;  ///< A path a step.
  std::vector<TunedKernel> kernels; ///< The one thought cheapest first.
  std::string chosen;               ///< One of them.

  /// Null for one that is not there.
  const TunedKernel *find(llvm::StringRef kernel) const;
};

/// Of the whole network.
struct TunedRuns {
  RunTime model; ///< With the kernels thought cheapest.
  RunTime tuned; ///< With those measured fastest.
};

struct Tuning {
  std::string compiler; ///< As "gnetc 0.1.0".
  std::string network;
  std::string cpu; ///< The processor that the kernels are generated for.
  bool isExact = false;
  int64_t batch = 1;
  int64_t threads = 1;
  double gigahertz = 0; ///< Of the clock that cycles are predicted in.
  /// In round k each step has its k-th kernel.
  int64_t rounds = 0, roundsMeasured = 0;
  std::vector<TunedShape> shapes; ///< In order of their first step.
  /// None: unfinished.
  std::optional<TunedRuns> runs = std::nullopt;

  /// Null for a shape that is not there.
  const TunedShape *find(llvm::StringRef shape) const;
};

/// Readable JSON. The same tuning gives the same bytes.
std::string tuningJson(const Tuning &tuning);

/// What is wrong with a text that is none is said with its place.
llvm::Expected<Tuning> parseTuning(llvm::StringRef json);

/// Of a file; errors name it.
llvm::Expected<Tuning> readTuning(llvm::StringRef path);

//===----------------------------------------------------------------------===//
// What a target says of a planned network
//===----------------------------------------------------------------------===//

/// A step, and the kernels that would do for it.
struct StepKernels {
  std::string layer; ///< A path.
  std::string shape;
  std::string chosen;
  std::vector<TunedKernel> kernels; ///< The one thought cheapest first.
};

} // namespace gnet

#endif // GNET_TUNING_TUNING_H
