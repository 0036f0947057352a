//===- PicturePairs.h - A picture whose channels are pairs of bf16 --------===//
//
// Instructions for bf16 multiply pairs of inputs, which a picture in nchw has
// in planes far from each other, and as float32. So all threads first make of
// it, in the memory that they share, planes of pairs: of channels 0 and 1, of 2
// and 3. A last channel without another one has 0 beside it.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_PICTUREPAIRS_H
#define GNET_TARGET_CPU_KERNELS_PICTUREPAIRS_H

#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// Whether `conv` reads such a picture and `machine` multiplies pairs.
bool canPairPicture(gnk::ConvOp conv, const Machine &machine);

/// Lets `shape`, of a picture in nchw, read the pairs: places are counted in
/// floats, each of which holds one.
void readPairs(ConvShape &shape);

/// Floats that the pairs take.
int64_t floatsOfPairs(const ConvShape &shape);

/// Writes what makes the pairs.
Work emitPicturePairs(KernelBuilder &kernel, gnk::ConvOp conv);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_PICTUREPAIRS_H
