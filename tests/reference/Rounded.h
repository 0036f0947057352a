//===- Rounded.h - A network whose values are kept in 16 bits -------------===//
//
// In double precision but for what a package of that precision rounds: its
// filters and matrices, and what a layer leaves to others in memory.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REFERENCE_ROUNDED_H
#define GNET_REFERENCE_ROUNDED_H

#include "reference/Reference.h"

namespace gnet::reference {

/// A format of floats.
struct FloatFormat {
  int bits;          ///< Of the significand, the first one included.
  int leastExponent; ///< Of normal numbers.

  /// The difference of 1 and the next one, which bounds the tolerances of what
  /// is computed with it.
  double epsilon() const;
  /// The nearest, ties to even.
  double rounded(double value) const;
  void round(std::vector<double> &values) const;
};

inline constexpr FloatFormat bf16 = {8, -126}, fp16 = {11, -14},
                             fp32 = {24, -126}, tf32 = {11, -126};

/// Of the word for `--precision`.
FloatFormat formatOf(const std::string &precision);

/// `network.output` of weights and an input that are rounded already. What no
/// other layer reads in memory stays as it is: sums that an activation, a norm
/// or an addition follows, what softmax alone reads, and the output.
Tensor runRounded(const Network &network, const Weights &weights,
                  const Tensor &input, const FloatFormat &format);

} // namespace gnet::reference

#endif // GNET_REFERENCE_ROUNDED_H
