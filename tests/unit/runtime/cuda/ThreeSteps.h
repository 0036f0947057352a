//===- ThreeSteps.h - A program for the stand-in's GPU --------------------===//
#ifndef GNET_TESTS_RUNTIME_CUDA_THREE_STEPS_H
#define GNET_TESTS_RUNTIME_CUDA_THREE_STEPS_H

#include "TestProgram.h"
#include "gpu/driver/Control.h"

#include <array>

namespace gnet::test {

/// Two steps that may go side by side, and a third of two launches, which waits
/// for both:
///
///   a = input * weight, b = input + bias, output = 2 * (a - b) + a
///
/// The last kernel asks for more shared memory than a block has unasked. What
/// makes an input of a picture, gray and as wide as an image, sums its columns.
/// Has the driver reset, with the program's kernels in it.
class ThreeSteps : public TestProgram {
public:
  static constexpr int64_t floats = 32, batch = 3;

  ThreeSteps();

  std::vector<float> input(unsigned seed) const;
  /// Of all images of the input.
  std::vector<float> outputOf(const std::vector<float> &input) const;

  std::array<gnetrt_cuda_image, 2> images;
  std::array<gnetrt_cuda_launch, 4> launches{};
  gnetrt_cuda_launch picture{};
  gnetrt_cuda_program cuda{};

private:
  std::vector<float> weight, bias;
};

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_CUDA_THREE_STEPS_H
