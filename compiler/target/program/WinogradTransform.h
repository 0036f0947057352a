//===- WinogradTransform.h - Convolution by fewer multiplications ---------===//
//
// Winograd's minimal filtering in the form of Toom and Cook: m results of a
// filter of r taps along one axis cost a = m + r - 1 multiplications,
//
//   y = A^T [(G w) * (B^T d)]      A^T: m x a, G: a x r, B^T: a x a,
//
// where d are the a inputs that the results read. Along two axes the three
// matrices act on rows and columns (Lavin and Gray, arXiv:1509.09308).
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_PROGRAM_WINOGRADTRANSFORM_H
#define GNET_TARGET_PROGRAM_WINOGRADTRANSFORM_H

#include <cstdint>
#include <span>
#include <vector>

namespace gnet {

/// Matrices by rows. With one tap and one result all of them are [1].
struct WinogradTransform {
  WinogradTransform(int64_t results, int64_t taps);

  /// One of whole numbers, whose results are `multiple` times as large. Where
  /// that is even the rows of `filter` with a sum of more than `mostOfFilter`
  /// are halved, and the columns of `output` doubled.
  static WinogradTransform ofWholeNumbers(int64_t results, int64_t taps,
                                          double mostOfFilter);

  int64_t results, taps;
  int64_t size;               ///< Products: results + taps - 1.
  int64_t multiple = 1;       ///< That results are of y.
  std::vector<double> output; ///< A^T
  std::vector<double> filter; ///< G
  std::vector<double> input;  ///< B^T

private:
  WinogradTransform(int64_t results, int64_t taps,
                    std::span<const double> points);
};

/// Of axes with so many products there are points that do not lose precision.
inline constexpr int64_t maxWinogradSize = 10;
/// Of axes with so many they are whole numbers.
inline constexpr int64_t maxWholeWinogradSize = 6;

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_WINOGRADTRANSFORM_H
