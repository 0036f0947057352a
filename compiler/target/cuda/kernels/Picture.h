//===- Picture.h - A network's input from a picture on the GPU ------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_PICTURE_H
#define GNET_TARGET_CUDA_KERNELS_PICTURE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "target/cuda/kernels/KernelKind.h"

namespace gnet::cuda {

/// Writes the kernel that does what `gnet_preprocess` does, of a picture in
/// the GPU's memory: `picture`, with gnetrt_cuda_picture_arguments. Its launch
/// makes the input of one image; null where that is no picture's, gray or of
/// three colours.
gnk::LaunchAttr emitPicture(mlir::func::FuncOp network,
                            KernelFunctions &functions);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_PICTURE_H
