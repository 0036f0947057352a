//===- WinogradTiles.h - The tiles that a Winograd kernel has at work -----===//
#ifndef GNET_TARGET_CPU_KERNELS_WINOGRADTILES_H
#define GNET_TARGET_CPU_KERNELS_WINOGRADTILES_H

#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/WinogradPlan.h"

namespace gnet {

/// Where a tile lies: whole in its image, or over its edge.
struct TilePlace {
  mlir::Value row, column; ///< Its first pixel, of the source or of the result.
  mlir::Value number;      ///< Within its image's of the block.
};

/// Those of one image in a block.
struct WinogradTiles {
  mlir::Value image, firstRow;
  mlir::Value scratch; ///< Where what the thread has of the image begins.

  void forEach(KernelBuilder &kernel, const WinogradPlan &plan,
               llvm::function_ref<void(mlir::Value row, mlir::Value column,
                                       mlir::Value number)>
                   body) const;
  /// Likewise, those of the row `down` from the first.
  void forEachOfRow(KernelBuilder &kernel, const WinogradPlan &plan,
                    mlir::Value down,
                    llvm::function_ref<void(mlir::Value row, mlir::Value column,
                                            mlir::Value number)>
                        body) const;
};

/// Writes V of these tiles, see WinogradConv.cpp.
void transformInputs(KernelBuilder &kernel, const ConvShape &shape,
                     const WinogradPlan &plan, const WinogradTiles &tiles);

/// Likewise, of all tiles, into the shared memory: each item is some blocks of
/// inputs of a row of tiles.
Work transformSharedInputs(KernelBuilder &kernel, const ConvShape &shape,
                           const WinogradPlan &plan);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_WINOGRADTILES_H
