//===- TiledKernel.h - A step's kernel with a test's tile -----------------===//
#ifndef GNET_GPU_KERNELS_TILEDKERNEL_H
#define GNET_GPU_KERNELS_TILEDKERNEL_H

#include "target/cuda/Precision.h"
#include "target/cuda/kernels/GemmTile.h"

namespace gnet::gpu {

/// All of a precision, by its name.
inline llvm::ArrayRef<cuda::GemmTile> tilesOf(llvm::StringRef precision) {
  return cuda::gemmTiles(llvm::cantFail(cuda::findPrecision(precision)));
}

/// What is multiplied in `step`; none if that is not done by tiles.
inline std::optional<cuda::GemmShape> tiledShape(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  if (!kernel || kernel.getName() != "tiled")
    return std::nullopt;
  return cuda::GemmShape::of(step, kernel);
}

/// The kernel of `step`, of that shape, but for the tile.
inline gnk::KernelAttr kernelOfTile(gnk::KernelInterface step,
                                    const cuda::GemmTile &tile,
                                    const cuda::GemmShape &shape) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  return tile.addTo(gnk::KernelAttr::get(
      kernel.getContext(), kernel.getName(), kernel.getSource(),
      kernel.getDestination(), {}, tile.scratch(shape)));
}

} // namespace gnet::gpu

#endif // GNET_GPU_KERNELS_TILEDKERNEL_H
