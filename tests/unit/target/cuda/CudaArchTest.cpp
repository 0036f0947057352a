#include "target/cuda/CudaArch.h"
#include "abi/program.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// The runtime says of which GPUs there cannot be code.
TEST(CudaArchs, BeginWithTheOldestThatTheRuntimeTakes) {
  EXPECT_EQ(cudaArchs().front().version / 10, GNETRT_CUDA_OLDEST_MAJOR);
}

} // namespace
} // namespace gnet
