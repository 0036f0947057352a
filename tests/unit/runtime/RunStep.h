//===- RunStep.h - One of oneDNN's kernels, run by a test -----------------===//
#ifndef GNET_TESTS_RUNTIME_RUN_STEP_H
#define GNET_TESTS_RUNTIME_RUN_STEP_H

#include "TestProgram.h"

namespace gnet::test {

/// What a step reads and writes. Where `destination` is one of the others it
/// runs in place.
struct Operands {
  Memory &source;
  Memory *addend;
  Memory &destination;
};

/// Prepares and runs one kernel, in scratch memory full of NaN. Fails the test
/// unless it succeeds; gives the kernel.
std::string runStep(std::vector<FileTensor> tensors, Operands operands,
                    const Prepare &prepare, int32_t threads = 1);

/// From `source` to `destination`.
std::string runStep(std::vector<FileTensor> tensors, Memory &source,
                    Memory &destination, const Prepare &prepare,
                    int32_t threads = 1);

/// An activation, and what it gives.
double activated(const gnetrt_activation &activation, double value);
inline constexpr gnetrt_activation noActivation{GNETRT_NO_ACTIVATION, 1, 1};
inline constexpr gnetrt_activation relu{GNETRT_RELU, 1, 1};
/// One of each kind.
std::vector<gnetrt_activation> allActivations();

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_RUN_STEP_H
