//===- Convolution.h - A convolution of one image -------------------------===//
#ifndef GNET_QUANTIZATION_CONVOLUTION_H
#define GNET_QUANTIZATION_CONVOLUTION_H

#include "network/Network.h"
#include "llvm/ADT/ArrayRef.h"

namespace gnet {

/// Adds to `output`, of the shape `to`, what the filters make of `input`. The
/// convolution has no connections.
void addConvolution(const Conv &conv, const Shape &from, const Shape &to,
                    llvm::ArrayRef<float> input, llvm::ArrayRef<float> weight,
                    llvm::MutableArrayRef<float> output);

} // namespace gnet

#endif // GNET_QUANTIZATION_CONVOLUTION_H
