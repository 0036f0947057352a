//===- Alignment.h - What is known of where buffers lie -------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_ALIGNMENT_H
#define GNET_TARGET_CUDA_KERNELS_ALIGNMENT_H

#include "ir/gnk/GnkDialect.h"

namespace gnet::cuda {

/// Whether each image of `buffer` begins at a multiple of so many bytes, at
/// most
/// 64. The network's input and output lie wherever their owner has them.
bool isAligned(mlir::Value buffer, int64_t bytes);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_ALIGNMENT_H
