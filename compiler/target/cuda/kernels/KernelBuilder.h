//===- KernelBuilder.h - Writes the body of a GPU kernel ------------------===//
//
// The words that emitters are written in: arithmetic on indices, loads, stores
// and asynchronous copies, loops. What they make are operations of arith, gpu,
// llvm, math, nvvm, scf and vector in a gpu.func.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H
#define GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace gnet::cuda {

/// How a kernel is launched.
struct Launch {
  /// Blocks for each image of a run; they are numbered image by image.
  int64_t blocksOfImage = 1;
  int64_t columns = 1; ///< The grid's y.
  int64_t layers = 1;  ///< The grid's z.
  int64_t threads = 128;
  int64_t sharedBytes = 0;
};

/// A kernel `(source, other, destination, weight, bias, scratch, images)`, see
/// #gnk.launch. Indices are numbers of 32 bits; what a kernel addresses by them
/// lies within one image or one tensor.
class KernelBuilder {
public:
  /// Begins the function `name` at the end of `module`.
  KernelBuilder(mlir::gpu::GPUModuleOp module, llvm::StringRef name,
                mlir::Location location, const Launch &launch);

  const Launch launch;
  mlir::Value source, other, destination, weight, bias, scratch;
  mlir::Value images;
  mlir::Value thread; ///< Its number in its block.

  /// The launch of what has been written.
  gnk::LaunchAttr launchAttr();

  /// Of the grid's dimension x, y or z.
  mlir::Value blockNumber(mlir::gpu::Dimension dimension);

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
  mlir::Value div(mlir::Value a, int64_t b);
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
  mlir::Value isEqual(mlir::Value a, int64_t b) {
    return compare(mlir::arith::CmpIPredicate::eq, a, index(b));
  }
  /// Whether 0 <= a < b.
  mlir::Value isWithin(mlir::Value a, int64_t b) {
    return compare(mlir::arith::CmpIPredicate::ult, a, index(b));
  }
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
  /// Likewise of one value.
  mlir::Value
  reduceOne(mlir::Value from, mlir::Value to, int64_t step, mlir::Value initial,
            llvm::function_ref<mlir::Value(mlir::Value, mlir::Value)> body);
  void when(mlir::Value condition, llvm::function_ref<void()> then);
  /// What the one or the other gives.
  mlir::Value choose(mlir::Value condition, mlir::Type type,
                     llvm::function_ref<mlir::Value()> then,
                     llvm::function_ref<mlir::Value()> otherwise);

  //===- Floats: scalars and vectors alike --------------------------------===//

  mlir::Type floatsType(int64_t count); ///< A float or a vector of several.
  mlir::Value number(double value, int64_t count = 1);
  /// The constant `value` in the type of `like`.
  mlir::Value numberLike(mlir::Value like, double value);
  /// A float as each lane of a vector of `count`.
  mlir::Value broadcast(mlir::Value scalar, int64_t count);
  mlir::Value lane(mlir::Value vector, int64_t number);
  mlir::Value vectorOf(llvm::ArrayRef<mlir::Value> lanes);

  mlir::Value addf(mlir::Value a, mlir::Value b);
  mlir::Value subf(mlir::Value a, mlir::Value b);
  mlir::Value mulf(mlir::Value a, mlir::Value b);
  mlir::Value divf(mlir::Value a, mlir::Value b);
  mlir::Value maxf(mlir::Value a, mlir::Value b);
  mlir::Value minf(mlir::Value a, mlir::Value b);
  /// a * b + c, rounded once.
  mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c);
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);
  mlir::Value toFloat(mlir::Value index);

  //===- Memory: places are counted in floats -----------------------------===//

  /// Where image number `image` begins, of images that lie `stride` apart.
  mlir::Value imageOf(mlir::Value pointer, mlir::Value image, int64_t stride);
  /// The block's dynamic shared memory.
  mlir::Value shared();
  mlir::Value place(mlir::Value pointer, mlir::Value at);
  /// `count` floats, 1, 2 or 4, which lie at a multiple of their size.
  mlir::Value load(mlir::Value pointer, mlir::Value at, int64_t count = 1);
  void store(mlir::Value value, mlir::Value pointer, mlir::Value at);

  /// Begins to copy 1, 2 or 4 floats to shared memory: as they are where
  /// `condition` holds, else zeros, and then nothing is read.
  void copyAsync(mlir::Value shared, mlir::Value to, mlir::Value pointer,
                 mlir::Value from, int64_t count, mlir::Value condition);
  /// Makes a group of the copies that this thread began since the last one.
  void commitCopies();
  /// Until all but the last `left` groups of this thread's copies are there.
  void waitForCopies(int64_t left);

  //===- Threads ----------------------------------------------------------===//

  /// Until all threads of the block are here.
  void barrier();
  /// Of the lanes of a warp whose numbers differ in bits of `mask`, 2^n, ... of
  /// those below `lanes`: the float of all, combined.
  mlir::Value acrossLanes(
      mlir::Value value, int64_t firstDistance, int64_t lanes,
      llvm::function_ref<mlir::Value(mlir::Value, mlir::Value)> combine);

private:
  mlir::OpBuilder builder;
  mlir::Location where;
  mlir::gpu::GPUModuleOp module;
  mlir::gpu::GPUFuncOp function;
};

/// Threads that run in step.
inline constexpr int64_t warpLanes = 32;

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H
