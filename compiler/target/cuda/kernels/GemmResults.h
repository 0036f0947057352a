//===- GemmResults.h - From the sums of a product to the destination ------===//
#ifndef GNET_TARGET_CUDA_KERNELS_GEMMRESULTS_H
#define GNET_TARGET_CUDA_KERNELS_GEMMRESULTS_H

#include "target/cuda/kernels/GemmShape.h"

namespace gnet::cuda {

/// Adds the addend, activates and stores.
class GemmResults {
public:
  GemmResults(KernelBuilder &kernel, const GemmShape &shape)
      : k(kernel), shape(shape) {}

  /// A pixel of the result, and where its image begins.
  struct Pixel {
    mlir::Value number;
    Memory destination, other;
  };
  Pixel pixelOf(mlir::Value row);

  /// What `sum` becomes, of the outputs from `output` on. Those past the last
  /// group of channels are not stored.
  void store(const Pixel &pixel, mlir::Value output, mlir::Value sum);

private:
  void storeBlocked(const Pixel &pixel, mlir::Value output, mlir::Value sum);
  void storePlanes(const Pixel &pixel, mlir::Value output, mlir::Value sum);

  KernelBuilder &k;
  const GemmShape &shape;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_GEMMRESULTS_H
