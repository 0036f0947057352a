//===- Checks.h - A network's kernels against the reference ---------------===//
#ifndef GNET_GPU_KERNELS_CHECKS_H
#define GNET_GPU_KERNELS_CHECKS_H

#include "endtoend/Comparison.h"
#include "gpu/kernels/CompiledSteps.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
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

/// The largest difference of an image's outputs, over the largest output, of
/// runs of a full batch and of one image, which find the arena as others left
/// it, in several orders of threads.
inline void expectReference(const Network &network,
                            const CompileOptions &options, uint64_t seed,
                            double tolerance) {
  const Weights weights = randomWeights(network, seed);
  auto steps = compiledSteps(network, weights, options);
  ASSERT_TRUE(steps);
  struct {
    int64_t images;
    sim::ThreadOrder order;
  } const runs[] = {{options.batch, sim::ThreadOrder::Forward},
                    {1, sim::ThreadOrder::Backward}};
  for (auto [images, order] : runs) {
    const reference::Tensor input =
        endtoend::randomInput(network.input.shape, images, seed);
    auto actual = steps->run(input, order);
    ASSERT_TRUE(static_cast<bool>(actual))
        << llvm::toString(actual.takeError());
    const reference::Tensor expected =
        reference::run(network, reference::byName(weights), input);
    EXPECT_LT(endtoend::relativeError(*actual, expected), tolerance)
        << images << " images";
  }
}

} // namespace gnet::gpu

#endif // GNET_GPU_KERNELS_CHECKS_H
