//===- RegisterTile.h - The accumulators that a kernel keeps at work ------===//
//
// Convolutions and matrix products are sums of outer products: `pixels` values
// of one input channel times `blocks` vectors of weights. The accumulators of
// such a tile stay in registers while the sums run over the inputs.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_REGISTERTILE_H
#define GNET_TARGET_CPU_KERNELS_REGISTERTILE_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// Input channels that are unrolled in the innermost loop.
constexpr int64_t unrolledInputs = 4;

struct RegisterTile {
  int64_t pixels = 1;
  int64_t blocks = 1;

  /// Accumulators, a vector of weights each, and a pixel's value.
  bool fits(const Machine &machine) const {
    return machine.canHold(pixels * blocks + blocks);
  }
  /// For one input, of an outer product of `atOnce`; its weights come from the
  /// second cache where a block's weights for `inputs` inputs, all that a tile
  /// sums over, do not let those of `blocks`, `weightBytes` each, stay in the
  /// first.
  double cycles(int64_t inputs, const Machine &machine,
                int64_t weightBytes = sizeof(float), int64_t atOnce = 1) const;
};

/// Sums over `inputs` inputs for all pixels of `rows` rows of `width` and
/// `blocks` blocks of outputs.
struct Product {
  int64_t inputs, rows, width, blocks;
  bool isEven = false; ///< All tiles need to have as many blocks.
  int64_t pieces = 1;  ///< Of a group of outputs, for threads to share.
  int64_t weightBytes = sizeof(float); ///< Of one.
  int64_t atOnce = 1; ///< Inputs that an instruction multiplies.
};

/// Cycles of a product in tiles that are cut evenly of such of `tile`.
double cyclesOf(const Product &product, RegisterTile tile,
                const Machine &machine);

/// What cycles are to be multiplied with before two ways to cut a step are
/// compared: 1 where two threads can share its pieces evenly, up to 1.09 where
/// they cannot at all. An even one may take a little longer on one thread.
double unevenness(const Product &product, RegisterTile tile);

/// The tile of the fewest cycles, times their unevenness.
RegisterTile bestTile(const Product &product, const Machine &machine);

/// That tiles of a product may have.
int64_t mostBlocks(const Product &product, const Machine &machine);

/// As bestTile(), of those of so many blocks.
RegisterTile bestTileOf(int64_t blocks, const Product &product,
                        const Machine &machine);

/// Cycles of computing while `bytes` of weights come from memory.
double whileFetching(double cycles, double bytes, const Machine &machine);

/// One outer product: sums[p * blocks + o] += source[places[p]] * weight[at + o
/// * lanes]. A pixel without a place is left out.
void addOuterProduct(KernelBuilder &kernel,
                     llvm::MutableArrayRef<mlir::Value> sums, int64_t blocks,
                     mlir::Value source, llvm::ArrayRef<mlir::Value> places,
                     mlir::Value weight, mlir::Value at);

/// Likewise of two inputs, pairs of bf16: `places` and `at` are those of their
/// first. Where the source has no second one it is 0.
void addOuterProductOfPairs(KernelBuilder &kernel,
                            llvm::MutableArrayRef<mlir::Value> sums,
                            int64_t blocks, mlir::Value source,
                            llvm::ArrayRef<mlir::Value> places,
                            mlir::Value weight, mlir::Value at,
                            bool hasSecond = true);

/// Likewise of two int16 into sums of int32: pairs lie in places of a float, in
/// both memories.
void addOuterProductOfShorts(KernelBuilder &kernel,
                             llvm::MutableArrayRef<mlir::Value> sums,
                             int64_t blocks, mlir::Value source,
                             llvm::ArrayRef<mlir::Value> places,
                             mlir::Value weight, mlir::Value at);

/// Likewise of four, bytes with signed weights, into sums of int32; where the
/// source has only `count` of them the others are 0. A pixel without a place
/// reads `filling`, all four of them the same; without that it is left out.
void addOuterProductOfQuads(KernelBuilder &kernel,
                            llvm::MutableArrayRef<mlir::Value> sums,
                            int64_t blocks, mlir::Value source,
                            llvm::ArrayRef<mlir::Value> places,
                            mlir::Value weight, mlir::Value at,
                            std::optional<int64_t> filling = std::nullopt,
                            int64_t count = 4);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_REGISTERTILE_H
