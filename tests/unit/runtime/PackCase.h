//===- PackCase.h - Packed weights by their definition --------------------===//
#ifndef GNET_TESTS_RUNTIME_PACKCASE_H
#define GNET_TESTS_RUNTIME_PACKCASE_H

extern "C" {
#include "core/builder.h"
}

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace gnet::test {

/// A tensor and how it is packed.
struct PackCase {
  std::vector<int64_t> dims;
  std::vector<float> weight;
  std::vector<int64_t> groups;
  std::vector<double> vertical, horizontal; ///< Empty: that side is as it is.
  gnetrt_packing packing{};

  gnetrt_tensor tensor() const {
    gnetrt_tensor result{};
    result.data = weight.data();
    result.rank = static_cast<int64_t>(dims.size());
    std::copy(dims.begin(), dims.end(), result.dims);
    return result;
  }
  int64_t dim(size_t index) const {
    return index < dims.size() ? dims[index] : 1;
  }
  bool isTransformed() const {
    return !vertical.empty() || !horizontal.empty();
  }
  /// Into which outputs and inputs are cut.
  int64_t parts() const { return packing.halves != 0 ? 2 : 1; }
  int64_t outputs() const { return dim(0) / parts(); }
  int64_t inputs() const { return dim(1) / parts(); }
  /// Into which a filter is cut along one side.
  int64_t phases(int side) const {
    return std::max<int64_t>(packing.phases[side], 1);
  }
  int64_t tapsOfPhase(int side) const {
    if (side == 1 && parts() > 1)
      return parts() * parts();
    return (dim(2 + side) + phases(side) - 1) / phases(side);
  }
  int64_t taps(int side) const {
    return isTransformed() ? packing.transformed[side] : tapsOfPhase(side);
  }
  int64_t wholeBlocks(int64_t inputs) const {
    return (inputs + packing.input_block - 1) / packing.input_block *
           packing.input_block;
  }
  int64_t inputsOfPhase() const {
    return inputs() < packing.input_block ? inputs() : wholeBlocks(inputs());
  }

  /// A phase of the filter of an output and an input.
  struct Phase {
    int64_t output, input, top, left;
  };

  /// A tap of a phase as it is; zero past the filter.
  float tapOf(const Phase &phase, int64_t y, int64_t x) const;
  /// V w, of one phase.
  double column(const Phase &phase, int64_t y, int64_t x) const;
  /// A tap of V w H^T; zero past the tensor. `input` is one of a phase.
  float at(int64_t output, int64_t input, int64_t y, int64_t x) const;

  /// All that is packed, by the definition.
  std::vector<float> expected() const;
};

/// A vector of 5 in blocks of 4.
class Pack : public testing::Test {
protected:
  PackCase c;
  Pack() {
    c.dims = {5};
    c.weight = {1, 2, 3, 4, 5};
    c.groups = {2};
    c.packing.block = 4;
    c.packing.input_block = 1;
    c.packing.together = 1;
    c.packing.groups = c.groups.data();
    c.packing.group_count = 1;
  }
};

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_PACKCASE_H
