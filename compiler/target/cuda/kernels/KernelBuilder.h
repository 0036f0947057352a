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

/// Where a kernel waits for the launches before it: nowhere, where it is not
/// launched before they end.
enum class Wait { Nowhere, AtBegin, InItsCode };

/// Where something lies in memory, and of what type it is. Places are counted
/// in elements of that type.
struct Memory {
  mlir::Value pointer;
  mlir::Type element;
};

/// A kernel `(source, other, destination, weight, bias, scratch, images)`, see
/// #gnk.launch. Indices are numbers of 32 bits; what a kernel addresses by them
/// lies within one image or one tensor. What is computed with are floats of 32
/// bits: loads make them of what lies in memory, stores the other way round.
class KernelBuilder final : public BodyBuilder {
public:
  /// Begins the function `name`, for `step`, at the end of `module`.
  KernelBuilder(mlir::gpu::GPUModuleOp module, llvm::StringRef name,
                gnk::KernelInterface step, const Launch &launch, Wait wait);
  /// Likewise one that is no step's: with parameters of its own.
  KernelBuilder(mlir::gpu::GPUModuleOp module, mlir::Location location,
                llvm::StringRef name, llvm::ArrayRef<mlir::Type> parameters,
                const Launch &launch, Wait wait = Wait::Nowhere);

  const Launch launch;
  const Wait wait = Wait::Nowhere;
  Memory source, other, destination, weight;
  Memory bias, scratch; ///< Of float32.
  mlir::Value images;
  mlir::Value thread; ///< Its number in its block.

  mlir::Value argument(unsigned number) const;

  /// The launch of what has been written, whose grid's dimension `images` is
  /// multiplied by the images of a run.
  gnk::LaunchAttr launchAttr(std::optional<int64_t> images = 0);

  /// Whether the code is for a GPU that has them: sm_90a alone.
  bool hasWarpgroups() const;

  /// Of the grid's dimension x, y or z.
  mlir::Value blockNumber(mlir::gpu::Dimension dimension);

  //===- Indices ----------------------------------------------------------===//

  /// Whether 0 <= a < b.
  mlir::Value isWithin(mlir::Value a, int64_t b) {
    return compare(mlir::arith::CmpIPredicate::ult, a, index(b));
  }
  mlir::Value exclusiveOr(mlir::Value a, mlir::Value b) {
    return builder.createOrFold<mlir::arith::XOrIOp>(where, a, b);
  }
  /// Bits of the one or the other.
  mlir::Value either(mlir::Value a, mlir::Value b) {
    return builder.createOrFold<mlir::arith::OrIOp>(where, a, b);
  }
  mlir::Value shiftLeft(mlir::Value a, mlir::Value bits) {
    return builder.createOrFold<mlir::arith::ShLIOp>(where, a, bits);
  }
  /// In 64 bits, where `b` has as many.
  mlir::Value wideMul(mlir::Value a, mlir::Value b);

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
  /// Of floats, or of indices.
  mlir::Value vectorOf(llvm::ArrayRef<mlir::Value> lanes);

  mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c) override;
  mlir::Value toFloat(mlir::Value index);

  //===- Memory: places are counted in elements ---------------------------===//

  /// Where image number `image` begins, of images that lie `stride` apart.
  Memory imageOf(const Memory &memory, mlir::Value image, int64_t stride);
  /// The block's dynamic shared memory, as float32 or as `element`.
  Memory shared(mlir::Type element = {});
  Memory place(const Memory &memory, mlir::Value at);
  /// So many elements on, or back.
  Memory behind(const Memory &memory, int64_t elements);
  /// `count` elements, at most 16 bytes, which lie at a multiple of their size:
  /// floats, or of memory of indices these.
  mlir::Value load(const Memory &memory, mlir::Value at, int64_t count = 1);
  void store(mlir::Value value, const Memory &memory, mlir::Value at);
  /// A float of a byte of memory of bytes.
  mlir::Value loadByte(const Memory &memory, mlir::Value at);

  /// Begins to copy `count` elements, of 4, 8 or 16 bytes, to shared memory of
  /// their type: as they are where `condition` holds, else zeros, and then
  /// nothing is read. Null: it does.
  void copyAsync(const Memory &shared, const Memory &from, int64_t count,
                 mlir::Value condition);
  /// Makes a group of the copies that this thread began since the last one.
  void commitCopies();
  /// Until all but the last `left` groups of this thread's copies are there.
  void waitForCopies(int64_t left);

  //===- Threads ----------------------------------------------------------===//

  /// Until the launches before this one have ended, where its code has to wait.
  /// Every thread has to come here, before it touches memory of the GPU.
  void waitForLaunches();

  /// Until all threads of the block are here.
  void barrier();
  /// Until `count` threads, whole warps, are at barrier number `number`, which
  /// is below 16.
  void barrier(mlir::Value number, int64_t count);
  /// Of the lanes of a warp whose numbers differ in bits of `mask`, 2^n, ... of
  /// those below `lanes`: the float of all, combined.
  mlir::Value acrossLanes(
      mlir::Value value, int64_t firstDistance, int64_t lanes,
      llvm::function_ref<mlir::Value(mlir::Value, mlir::Value)> combine);

private:
  mlir::Value loadWords(const Memory &memory, mlir::Value at, int64_t count);
  mlir::Value roundedWords(mlir::Value floats);
  mlir::Value wordsOf(mlir::Value floats, mlir::Type element);

  mlir::gpu::GPUModuleOp module;
  mlir::gpu::GPUFuncOp function;
};

/// What has warpgroups. No other architecture runs its code.
inline constexpr llvm::StringLiteral warpgroupArch = "sm_90a";

/// Threads that run in step.
inline constexpr int64_t warpLanes = 32;

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_KERNELBUILDER_H
