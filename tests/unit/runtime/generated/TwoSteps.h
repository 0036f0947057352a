//===- TwoSteps.h - A program with generated kernels and packed weights ---===//
#ifndef GNET_TESTS_RUNTIME_GENERATED_TWO_STEPS_H
#define GNET_TESTS_RUNTIME_GENERATED_TWO_STEPS_H

#include "TestProgram.h"

namespace gnet::test {

/// A matrix times each image and a bias; then twice that. The first step's
/// items are of the run, the second's of each image.
class TwoSteps : public TestProgram {
public:
  static constexpr int64_t inputs = 40, outputs = 100, batch = 3;
  static constexpr int64_t packedFloats = outputs * inputs + outputs;

  TwoSteps();
  std::vector<float> weight() const;
  std::vector<float> bias() const;
  /// A right file of packed weights, whose data begins at a multiple of 64
  /// bytes and `shift` more.
  std::string packedFile(int shift = 0) const;

  /// How often `prepare` ran for any of them.
  static int prepareCount();
  /// What the last run found as packed weights.
  static const char *lastPacked();
  /// Whether any thread had scratch memory that is not aligned.
  static bool wasMisaligned();
};

/// The packed tensor alone, with the data at a multiple of 64 bytes and `shift`
/// more.
std::string packedFileOf(const std::string &name,
                         const std::vector<float> &values, int shift = 0);

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_GENERATED_TWO_STEPS_H
