//===- Int24Weights.h - Weights of 24 bits --------------------------------===//
//
// A number of 24 bits and a scale of its output are as near to a weight as a
// float32 is, within the size of the output's largest weights, and three
// quarters of it to read: for kernels that wait for their weights.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_INT24WEIGHTS_H
#define GNET_TARGET_CPU_KERNELS_INT24WEIGHTS_H

#include "ir/gnk/GnkDialect.h"

namespace gnet {

inline constexpr int64_t int24Bytes = 3;

/// Whether `step` computes in float32 and nobody has said what its weights are
/// to be stored as.
bool canHaveInt24Weights(gnk::KernelInterface step);

/// What other kernels of `step` have weights of, also where the one that was
/// chosen has such.
mlir::Type plainWeightTypeOf(gnk::KernelInterface step);

/// `kernel`, whose weights are such.
gnk::KernelAttr withInt24Weights(gnk::KernelAttr kernel);

bool hasInt24Weights(gnk::KernelAttr kernel);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_INT24WEIGHTS_H
