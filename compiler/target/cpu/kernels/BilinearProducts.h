//===- BilinearProducts.h - Products of what was transformed before -------===//
//
// A bilinear algorithm computes y = A^T [(G w) * (B^T d)] with fewer products
// than there are pairs of w and d: Winograd's for the results of a convolution
// that lie beside each other, Strassen's for the quarters of a matrix product.
// Their sums run over all inputs first,
//
//   M[xi][output block][tile] = sum over inputs of U[xi] V[xi]
//
// with U = G w, the weights, V[xi][input block][tile] = B^T d and y = A^T M.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_BILINEARPRODUCTS_H
#define GNET_TARGET_CPU_KERNELS_BILINEARPRODUCTS_H

#include "target/cpu/kernels/RegisterTile.h"

namespace gnet {

/// What U and V are of: floats, or two by two numbers rounded to bf16 or int16.
enum class BilinearFactors { Floats, Bfloats, Shorts };

/// Those of one xi.
struct BilinearProducts {
  int64_t tiles; ///< Of V and M.
  int64_t inputBlocks, inputBlock;
  int64_t inputLanes; ///< Floats that a tile's block of inputs takes in V.
  RegisterTile tile;
  BilinearFactors factors = BilinearFactors::Floats;

  /// Where U lies, for `blocks` blocks of outputs.
  struct Weights {
    mlir::Value memory, at;
    int64_t blocks;
    /// Where as many are that come meanwhile; null: none.
    mlir::Value next;
  };

  /// Elements of U, in its memory, for `blocks` blocks of outputs.
  int64_t weightsOf(int64_t blocks, int64_t lanes) const {
    return inputBlocks * inputBlock * stepOfInput(blocks, lanes);
  }

  /// Writes M to scratch memory from `to` on: of V in `inputs` from `from` on.
  /// Integers are written as floats of their bits.
  void emit(KernelBuilder &kernel, const Weights &weights, mlir::Value inputs,
            mlir::Value from, mlir::Value to) const;

private:
  int64_t stepOfInput(int64_t blocks, int64_t lanes) const {
    return blocks * lanes / (factors == BilinearFactors::Shorts ? 2 : 1);
  }
  int64_t inputsAtOnce() const {
    return factors == BilinearFactors::Floats ? 1 : 2;
  }
  llvm::SmallVector<mlir::Value>
  addInputs(KernelBuilder &kernel, const Weights &weights, mlir::Value inputs,
            llvm::ArrayRef<mlir::Value> before, mlir::Value place,
            int64_t pixels, mlir::Value at) const;
  void fetch(KernelBuilder &kernel, const Weights &weights, mlir::Value at,
             int64_t first, int64_t pixels) const;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_BILINEARPRODUCTS_H
