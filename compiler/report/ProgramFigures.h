//===- ProgramFigures.h - What reports say of a planned network -----------===//
//
// Plain data, so that a report's writer needs no MLIR: targets fill it.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REPORT_PROGRAMFIGURES_H
#define GNET_REPORT_PROGRAMFIGURES_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// Where a kernel stands against its machine, as a model of that predicts it.
struct KernelPrediction {
  int64_t cycles = 0; ///< Of one core.
  /// What would take longest if there were nothing else to wait for, and the
  /// cycles that it takes: "multiplying", "weights" or "activations".
  std::string bound;
  double boundCycles = 0;
  /// What it rounds more than the definition, relative to the largest output.
  std::optional<double> error;
  std::string alternative; ///< The next best way, as "winograd 6x6 1.1x".
  std::optional<double> measuredSeconds; ///< By `gnetc tune`.

  /// As measured at `gigahertz`, if both are known, else as predicted.
  double knownCycles(double gigahertz) const {
    return measuredSeconds && gigahertz > 0 ? *measuredSeconds * 1e9 * gigahertz
                                            : static_cast<double>(cycles);
  }
};

/// A step of a run. All is of the whole batch.
struct StepFigures {
  std::string layer;  ///< Its dotted path.
  std::string kind;   ///< As "conv 3x3".
  std::string kernel; ///< As "winograd 4x4 tile 6x2"; empty: not chosen here.
  std::string type;   ///< As "fp32" or "bf16 weights"; empty: likewise.
  /// Why its result is fp32 where others are narrower; empty: it is not.
  std::string kept;
  int64_t products = 0; ///< Multiply-accumulates that the kernel computes.
  int64_t weightBytes = 0;
  int64_t activationBytes = 0; ///< Read and written.
  std::optional<KernelPrediction> prediction;
};

/// A piece of the arena, from the first to the last step that touches it.
struct BufferFigures {
  std::vector<std::string> layers; ///< Who write into it, each once.
  int64_t offset = 0;
  int64_t bytes = 0;
  int64_t first = 0;
  int64_t last = 0;
};

struct MachineFigures {
  std::string processor;
  int64_t lanes = 0;             ///< Floats of a vector.
  double vectorFmasPerCycle = 0; ///< Of whole vectors, a core.
  double memoryBytesPerCycle = 0;
  double gigahertz = 0; ///< Measured by `gnetc tune`; 0: not known.
};

struct ProgramFigures {
  std::vector<StepFigures> steps; ///< In the order of a run.
  std::vector<BufferFigures> buffers;
  int64_t arenaBytes = 0;
  int64_t sumBytes = 0;  ///< Of all buffers, if none shared memory.
  int64_t liveBytes = 0; ///< No plan needs less.
  int64_t packedBytes = 0;
  int64_t scratchBytes = 0;              ///< A thread.
  int64_t sharedBytes = 0;               ///< Of all threads.
  std::optional<MachineFigures> machine; ///< Where kernels are predicted.

  /// Of all steps that are predicted.
  int64_t cycles() const {
    int64_t sum = 0;
    for (const StepFigures &step : steps)
      sum += step.prediction ? step.prediction->cycles : 0;
    return sum;
  }
};

} // namespace gnet

#endif // GNET_REPORT_PROGRAMFIGURES_H
