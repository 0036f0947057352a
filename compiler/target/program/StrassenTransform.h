//===- StrassenTransform.h - A matrix product by fewer multiplications ----===//
//
// Strassen's algorithm (Gaussian elimination is not optimal, 1969): matrices
// whose sides are cut into halves are multiplied by seven products of quarters
// instead of eight,
//
//   y = A^T [(G w) * (B^T d)]      A^T: 4 x 7, G: 7 x 4, B^T: 7 x 4,
//
// where w are the quarters of the weights, outputs x inputs, d those of the
// values, pixels x inputs, and y those of the results, pixels x outputs: of a
// side's first half before those of its second, the first side's outermost.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_PROGRAM_STRASSENTRANSFORM_H
#define GNET_TARGET_PROGRAM_STRASSENTRANSFORM_H

#include <cstdint>

namespace gnet {

inline constexpr int64_t strassenProducts = 7;

/// G, by rows.
inline constexpr double strassenFilter[] = {1,  0, 0, 1, //
                                            0,  0, 1, 1, //
                                            1,  0, 0, 0, //
                                            0,  0, 0, 1, //
                                            1,  1, 0, 0, //
                                            -1, 0, 1, 0, //
                                            0,  1, 0, -1};

/// B^T, by rows.
inline constexpr double strassenInput[] = {1,  0, 0, 1,  //
                                           1,  0, 0, 0,  //
                                           0,  0, 1, -1, //
                                           -1, 1, 0, 0,  //
                                           0,  0, 0, 1,  //
                                           1,  0, 1, 0,  //
                                           0,  1, 0, 1};

/// A^T, by rows.
inline constexpr double strassenOutput[] = {1, 0,  0, 1, -1, 0, 1, //
                                            0, 1,  0, 1, 0,  0, 0, //
                                            0, 0,  1, 0, 1,  0, 0, //
                                            1, -1, 1, 0, 0,  1, 0};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_STRASSENTRANSFORM_H
