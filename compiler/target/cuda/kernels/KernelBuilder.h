//===- KernelBuilder.h - Writes the body of a GPU kernel ------------------===//
//
// The words that emitters are written in, beside those of BodyBuilder: loads,
// stores and asynchronous copies, threads. What they make are operations of
// arith, gpu, llvm, math, nvvm, scf and vector in a gpu.func.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H
#define GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "target/kernels/BodyBuilder.h"

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
class KernelBuilder final : public BodyBuilder {
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

  //===- Indices ----------------------------------------------------------===//

  /// Whether 0 <= a < b.
  mlir::Value isWithin(mlir::Value a, int64_t b) {
    return compare(mlir::arith::CmpIPredicate::ult, a, index(b));
  }

  //===- Control ----------------------------------------------------------===//

  /// A loop that hands a value from one round to the next.
  mlir::Value
  reduceOne(mlir::Value from, mlir::Value to, int64_t step, mlir::Value initial,
            llvm::function_ref<mlir::Value(mlir::Value, mlir::Value)> body);
  /// What the one or the other gives.
  mlir::Value choose(mlir::Value condition, mlir::Type type,
                     llvm::function_ref<mlir::Value()> then,
                     llvm::function_ref<mlir::Value()> otherwise);

  //===- Floats: scalars and vectors alike --------------------------------===//

  mlir::Value lane(mlir::Value vector, int64_t number);
  mlir::Value vectorOf(llvm::ArrayRef<mlir::Value> lanes);

  mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c) override;
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
  mlir::gpu::GPUModuleOp module;
  mlir::gpu::GPUFuncOp function;
};

/// Threads that run in step.
inline constexpr int64_t warpLanes = 32;

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H
