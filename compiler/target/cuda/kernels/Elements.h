//===- Elements.h - Kernels that compute each element by itself -----------===//
#ifndef GNET_TARGET_CUDA_KERNELS_ELEMENTS_H
#define GNET_TARGET_CUDA_KERNELS_ELEMENTS_H

#include "target/cuda/kernels/KernelKind.h"

namespace gnet::cuda {

/// How the elements of a buffer's images are shared out: a thread has those of
/// one pixel, in blocks four channels that lie together, in nchw one.
struct ElementGrid {
  explicit ElementGrid(gnk::BufferType type);

  gnk::BufferType type;
  int64_t width;  ///< Elements of a thread.
  int64_t pieces; ///< Threads that an image needs.
  int64_t pixels;

  Launch launch() const;
};

/// The elements of a thread.
struct Elements {
  mlir::Value image;
  mlir::Value at;      ///< The first one's place in its image.
  mlir::Value channel; ///< Its channel,
  mlir::Value pixel;   ///< and the number of its pixel.
  int64_t width;

  /// Those in the same place of another buffer of the same form.
  mlir::Value load(KernelBuilder &kernel, const Memory &memory,
                   gnk::BufferType type) const;
  void store(KernelBuilder &kernel, mlir::Value value, const Memory &memory,
             gnk::BufferType type) const;
  /// The values of their channels, of a list that `memory` begins with.
  mlir::Value valuesOf(KernelBuilder &kernel, const Memory &memory) const;
};

/// What each thread that has elements does.
void forElements(KernelBuilder &kernel, const ElementGrid &grid,
                 llvm::function_ref<void(const Elements &)> body);

/// A kernel named `name` that writes to `step`'s destination the activation of
/// what `compute` gives.
Launches emitElements(
    gnk::KernelInterface step, KernelFunctions &functions,
    gn::ActivationAttr activation,
    llvm::function_ref<mlir::Value(KernelBuilder &kernel, const Elements &)>
        compute);

/// Of a kernel that moves so many bytes, part of which may still be in the
/// cache.
Prediction predictMoving(const Card &card, int64_t bytes);

/// A kernel that has to read and write its buffers, and little else to do: in
/// any layout, or only in nchw.
Candidate streaming(gnk::KernelInterface step, llvm::StringRef name,
                    const Card &card);
Candidate streamingNchw(gnk::KernelInterface step, llvm::StringRef name,
                        const Card &card);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_ELEMENTS_H
