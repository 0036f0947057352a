//===- BodyBuilder.h - The words that kernels of every target share -------===//
//
// Arithmetic on indices, loops, arithmetic on floats and vectors of them. What
// they make are operations of arith, scf and vector, and of math where a target
// says so. A target's KernelBuilder adds its memory and its threads.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_KERNELS_BODYBUILDER_H
#define GNET_TARGET_KERNELS_BODYBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace gnet {

class BodyBuilder {
public:
  virtual ~BodyBuilder() = default;

  mlir::OpBuilder &operations() { return builder; }
  mlir::Location location() const { return where; }

  //===- Indices ----------------------------------------------------------===//

  mlir::Value index(int64_t value);
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value add(mlir::Value a, int64_t b);
  mlir::Value sub(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, int64_t b);
  /// Rounded down; `a` is not negative.
  mlir::Value div(mlir::Value a, mlir::Value b);
  mlir::Value div(mlir::Value a, int64_t b);
  mlir::Value rem(mlir::Value a, mlir::Value b);
  mlir::Value rem(mlir::Value a, int64_t b);
  mlir::Value least(mlir::Value a, mlir::Value b);
  mlir::Value largest(mlir::Value a, mlir::Value b);
  /// An i1.
  mlir::Value compare(mlir::arith::CmpIPredicate predicate, mlir::Value a,
                      mlir::Value b);
  mlir::Value isLess(mlir::Value a, mlir::Value b) {
    return compare(mlir::arith::CmpIPredicate::slt, a, b);
  }
  mlir::Value isLess(mlir::Value a, int64_t b) { return isLess(a, index(b)); }
  mlir::Value isEqual(mlir::Value a, mlir::Value b) {
    return compare(mlir::arith::CmpIPredicate::eq, a, b);
  }
  mlir::Value isEqual(mlir::Value a, int64_t b) { return isEqual(a, index(b)); }
  mlir::Value both(mlir::Value a, mlir::Value b);
  /// `index` by digits, of which all but the first, the largest, are below
  /// their `sizes`.
  llvm::SmallVector<mlir::Value> digits(mlir::Value index,
                                        llvm::ArrayRef<int64_t> sizes);

  //===- Control ----------------------------------------------------------===//

  void loop(mlir::Value from, mlir::Value to, int64_t step,
            llvm::function_ref<void(mlir::Value)> body);
  using Reduction = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::Value index, llvm::ArrayRef<mlir::Value> values)>;
  /// A loop that hands values from one round to the next.
  llvm::SmallVector<mlir::Value> reduce(mlir::Value from, mlir::Value to,
                                        int64_t step,
                                        llvm::ArrayRef<mlir::Value> initial,
                                        Reduction body);
  void when(mlir::Value condition, llvm::function_ref<void()> then,
            llvm::function_ref<void()> otherwise = {});

  //===- Floats: scalars and vectors alike --------------------------------===//

  mlir::Type floatsType(int64_t count); ///< A float or a vector of several.
  mlir::Value number(double value, int64_t count = 1);
  /// The constant `value` in the type of `like`.
  mlir::Value constantLike(mlir::Value like, double value);
  /// A float as each lane of a vector of `count`; of 1, the float.
  mlir::Value broadcast(mlir::Value scalar, int64_t count);

  mlir::Value addf(mlir::Value a, mlir::Value b);
  mlir::Value subf(mlir::Value a, mlir::Value b);
  mlir::Value mulf(mlir::Value a, mlir::Value b);
  mlir::Value divf(mlir::Value a, mlir::Value b);
  mlir::Value maxf(mlir::Value a, mlir::Value b);
  mlir::Value minf(mlir::Value a, mlir::Value b);
  /// a * b + c, rounded once where the machine can.
  virtual mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c) = 0;
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);

protected:
  /// `indexType`: `index` or an integer.
  BodyBuilder(mlir::Location location, mlir::Type indexType)
      : builder(location.getContext()), where(location), indexType(indexType) {}

  static int64_t countOf(mlir::Value value); ///< Floats of a vector, or 1.

  mlir::OpBuilder builder;
  mlir::Location where;

private:
  mlir::Type indexType;
};

} // namespace gnet

#endif // GNET_TARGET_KERNELS_BODYBUILDER_H
