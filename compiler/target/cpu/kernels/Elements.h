//===- Elements.h - Kernels that compute each element by itself -----------===//
#ifndef GNET_TARGET_CPU_KERNELS_ELEMENTS_H
#define GNET_TARGET_CPU_KERNELS_ELEMENTS_H

#include "target/cpu/kernels/KernelKind.h"

namespace gnet {

/// Channels whose elements lie together: a block, or one of nchw.
struct ChannelGroup {
  mlir::Value image;
  mlir::Value number;
  bool isBlock;

  /// The values of these channels, of a list that begins at `first`.
  mlir::Value valuesOf(KernelBuilder &kernel, mlir::Value memory,
                       mlir::Value first) const;
};

/// A vector of elements that lie together in a buffer.
struct Elements {
  mlir::Value image;
  mlir::Value place; ///< From the image's begin.
  int64_t count;     ///< The lanes before this one are elements.

  mlir::Value load(KernelBuilder &kernel, mlir::Value memory,
                   gnk::BufferType type) const;
  void store(KernelBuilder &kernel, mlir::Value value, mlir::Value memory,
             gnk::BufferType type) const;
};

/// For `floats` that lie together: the place of each vector and how many of its
/// lanes there are, all but in the last.
void forVectors(KernelBuilder &kernel, int64_t floats,
                llvm::function_ref<void(mlir::Value, int64_t)> body);

/// Writes the activation of what `compute` gives for elements of the
/// destination, whose type is `type`. `begin` is called before, for the
/// channels of the elements that follow.
Work emitElements(KernelBuilder &kernel, gnk::BufferType type,
                  gn::ActivationAttr activation,
                  llvm::function_ref<void(const ChannelGroup &)> begin,
                  llvm::function_ref<mlir::Value(const Elements &)> compute);

/// A kernel that has to read and write its buffers, and little else to do:
/// in any layout, or only in nchw.
Candidate streaming(gnk::KernelInterface step, llvm::StringRef name,
                    const Machine &machine);
Candidate streamingNchw(gnk::KernelInterface step, llvm::StringRef name,
                        const Machine &machine);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_ELEMENTS_H
