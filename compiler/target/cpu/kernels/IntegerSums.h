//===- IntegerSums.h - Sums of products of bytes, and what they stand for -===//
//
// Of a source whose bytes q stand for step * (q - zero) and packed weights of
// i8, which begin with the scale and the sum of each output's. A sum of all
// q * w is step * scale * (sum - zero * sum of all w); taps outside the source
// are to count as bytes of `zero`.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_INTEGERSUMS_H
#define GNET_TARGET_CPU_KERNELS_INTEGERSUMS_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

class IntegerSums {
public:
  /// `weight`: the packed tensor.
  IntegerSums(KernelBuilder &kernel, mlir::Value weight);

  /// Whether sums are integers: whether the weights are of i8.
  bool areUsed() const { return isUsed; }
  /// Where the weights begin in their memory, in elements.
  int64_t weightsBegin() const { return begin; }
  /// The byte that stands for 0 in the source.
  int64_t zeroPoint() const;
  /// Whether a tap that would read such a one adds something to a sum.
  bool countsZeros() const { return zeroPoint() != k.shiftOfQuads(); }

  /// What a sum of integers for the block of outputs number `block` begins
  /// with: what bytes are more by than the numbers that they are multiplied as.
  mlir::Value initial(mlir::Value block) const {
    return initial(block, k.shiftOfQuads());
  }

  /// What makes numbers of a block's sums.
  struct Meaning {
    mlir::Value scale;
    mlir::Value bias; ///< Null for none.
  };
  Meaning meaningOf(mlir::Value block, bool hasBias) const;
  /// The number that a sum stands for, with the bias. The sum is of integers,
  /// or of floats that are whole numbers.
  mlir::Value numberOf(mlir::Value sum, const Meaning &meaning) const;

  /// What a block's sums, of integers or of floats, lack that began with 0.
  struct Rest {
    mlir::Value initial; ///< Null for none.
    Meaning meaning;     ///< Of integers.
  };
  Rest restOf(mlir::Value block, bool hasBias) const {
    return restOf(block, hasBias, k.shiftOfQuads());
  }
  /// Likewise, where all inputs are multiplied less `shift`.
  Rest restOf(mlir::Value block, bool hasBias, int64_t shift) const;
  /// The number that such a sum stands for, with the bias.
  mlir::Value complete(mlir::Value sum, const Rest &rest) const;

private:
  mlir::Value initial(mlir::Value block, int64_t shift) const;

  KernelBuilder &k;
  bool isUsed;
  int64_t begin, lanes;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_INTEGERSUMS_H
