//===- Checks.h - A network's kernels against the reference ---------------===//
#ifndef GNET_GPU_KERNELS_CHECKS_H
#define GNET_GPU_KERNELS_CHECKS_H

#include "endtoend/Comparison.h"
#include "gpu/kernels/CompiledSteps.h"
#include "language/Frontend.h"
#include "reference/RoundedWeights.h"
#include <gtest/gtest.h>

namespace gnet::gpu {

/// The network that `text` describes, or that the file at `path` does.
inline std::optional<Network> networkOfText(const std::string &text) {
  auto read = [&](const std::string &path, size_t) {
    return path == "net.gn" ? FileContent{text, ""}
                            : FileContent{std::nullopt, "no such file"};
  };
  LoadResult loaded = loadNetwork("net.gn", read);
  EXPECT_TRUE(loaded.network) << loaded.diagnostics.render();
  return std::move(loaded.network);
}

inline std::unique_ptr<CompiledSteps>
compiledSteps(const Network &network, const Weights &weights,
              const CompileOptions &options) {
  auto steps = CompiledSteps::compile(network, weights, options);
  EXPECT_TRUE(static_cast<bool>(steps)) << llvm::toString(steps.takeError());
  return steps ? std::move(*steps) : nullptr;
}

/// Of what sums in float32 leave. In shorter types a sum that is half way
/// between two numbers may be rounded the other way: by one place.
inline double toleranceOf(const std::string &precision) {
  return std::max(1e-5, reference::formatOf(precision).epsilon());
}

/// The largest difference of an image's outputs, over the largest output, of
/// runs of a full batch and of one image, which find the arena as others left
/// it, in several orders of threads. Input and weights, those that `steps`
/// have, are exact in the precision, and the reference rounds where kernels do.
inline void expectReference(const Network &network, CompiledSteps &steps,
                            const Weights &weights,
                            const CompileOptions &options, uint64_t seed,
                            double tolerance) {
  const reference::FloatFormat format = reference::formatOf(options.precision);
  const reference::Weights rounded = reference::roundedWeights(weights, format);
  struct {
    int64_t images;
    sim::ThreadOrder order;
  } const runs[] = {{options.batch, sim::ThreadOrder::Forward},
                    {1, sim::ThreadOrder::Backward}};
  for (auto [images, order] : runs) {
    reference::Tensor input =
        endtoend::randomInput(network.input.shape, images, seed);
    format.round(input.values);
    auto actual = steps.run(input, order);
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    const reference::Tensor expected =
        reference::runRounded(network, rounded, input, format);
    EXPECT_LT(endtoend::relativeError(*actual, expected), tolerance)
        << images << " images";
  }
}

/// Likewise, of what it compiles itself.
inline void expectReference(const Network &network,
                            const CompileOptions &options, uint64_t seed,
                            double tolerance) {
  const Weights weights = randomWeights(network, seed);
  auto steps = compiledSteps(network, weights, options);
  ASSERT_TRUE(steps);
  expectReference(network, *steps, weights, options, seed, tolerance);
}

} // namespace gnet::gpu

#endif // GNET_GPU_KERNELS_CHECKS_H
