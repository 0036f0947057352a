//===- Tuner.h - Kernels measured in a network's run ----------------------===//
//
// In round k the network is compiled with each step's k-th kernel and run as a
// whole, so that all its weights and images pass through the caches as they do
// later. The fastest kernels together are then held against those that the
// model chooses: what is around a kernel, as a change of layout, is in none of
// the steps' own times.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TOOLS_GNETC_TUNER_H
#define GNET_TOOLS_GNETC_TUNER_H

#include "Progress.h"
#include "TimedPackage.h"
#include "target/Target.h"
#include "tuning/Tuning.h"

namespace gnet {

struct TuningRequest {
  std::string spec;
  const Target *target = nullptr;
  TargetOptionValues targetOptions; ///< As for a compilation.
  std::string weights;              ///< As for a compilation; not empty.
  std::string weightMap;
  int64_t batch = 1;
  int32_t threads = 1;
  double seconds = 1;     ///< Of running, a round.
  std::string output;     ///< A file: what it has is gone on with.
  std::string executable; ///< gnetc's own path.
};

class Tuner {
public:
  /// `folder` is for what is made on the way, and there until the process ends.
  Tuner(TuningRequest request, std::string folder);

  /// Writes the output after each round. Nothing where an interruption came.
  llvm::Expected<std::optional<Tuning>> run();

  /// What is known so far.
  const Tuning &found() const { return tuning; }

private:
  struct Made {
    std::string package; ///< A folder.
    std::vector<StepKernels> steps;
  };

  llvm::Error prepare();
  llvm::Error goOn();
  llvm::Error measureRound();
  llvm::Error finish();
  llvm::Expected<std::vector<StepKernels>> listSteps();
  llvm::Expected<Made> make(const Tuning &choice, const std::string &name);
  llvm::Expected<TimedPackage> open(const Made &made);
  llvm::Expected<TimedPackage> makeOpen(const Tuning &choice,
                                        const std::string &name);
  llvm::Expected<std::optional<TunedRuns>> hold(const Tuning &model,
                                                const Tuning &fastest);
  llvm::Error save() const;

  TuningRequest request;
  std::string folder;
  std::string weights; ///< A safetensors file.
  Tuning tuning;
  std::optional<Progress> progress;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_TUNER_H
