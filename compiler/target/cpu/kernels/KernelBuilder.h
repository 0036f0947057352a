//===- KernelBuilder.h - Writes the body of a kernel ----------------------===//
//
// The words that emitters are written in, beside those of BodyBuilder: the
// items of a call, vectors of a block of channels, loads and stores. What they
// make are operations of arith, memref, scf and vector, and llvm's fence.
//
// Arithmetic is in float32 whatever memory holds: loads widen, stores round to
// the nearest, ties to even.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_KERNELBUILDER_H
#define GNET_TARGET_CPU_KERNELS_KERNELBUILDER_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "target/cpu/kernels/Machine.h"
#include "target/kernels/BodyBuilder.h"

namespace gnet {

/// A kernel's function: `kernel(source, other, destination, weight, bias,
/// scratch, shared, images, begin, end)`, a gnetrt_code of
/// runtime/abi/program.h. It computes the items from `begin` to `end` - 1 of a
/// step. Buffers and packed tensors are memrefs of one dimension, in elements
/// of their type; one that a kernel does without has none.
class KernelBuilder final : public BodyBuilder {
public:
  /// Begins the function `name` at the end of `module`, for a kernel whose
  /// buffers have the types of `kernel`'s and whose threads have the chosen
  /// kernel's `scratch` floats each, and `shared` ones together.
  KernelBuilder(mlir::ModuleOp module, llvm::StringRef name,
                gnk::KernelInterface kernel, const Machine &machine);

  /// Ends it.
  mlir::func::FuncOp finish();

  const Machine &machine;
  mlir::Value source, other, destination, weight, bias, scratch, shared;
  mlir::Value images, begin, end;

  int64_t lanes() const { return machine.lanes; }

  //===- Indices ----------------------------------------------------------===//

  /// Rounded up; `a` may be negative.
  mlir::Value ceilDiv(mlir::Value a, int64_t b);

  //===- Control ----------------------------------------------------------===//

  /// For each item of the call.
  void forItems(llvm::function_ref<void(mlir::Value item)> body);
  /// Likewise, where the `parts` items of a row of the batch follow each other,
  /// so that threads share rows; but part by part, each with the rows of the
  /// call.
  void forParts(int64_t parts,
                llvm::function_ref<void(mlir::Value part, mlir::Value from,
                                        mlir::Value to)>
                    body);
  /// For each item of the call, a row of a block of an image's channels.
  /// Threads share what those of a convolution do that wrote it, or will read
  /// it.
  void forBlockRows(int64_t blocks, int64_t rows, int64_t width,
                    llvm::function_ref<void(mlir::Value image,
                                            mlir::Value block, mlir::Value row)>
                        body);
  using BodyBuilder::loop;
  void loop(int64_t from, int64_t to, int64_t step,
            llvm::function_ref<void(mlir::Value)> body);
  using BodyBuilder::reduce;
  llvm::SmallVector<mlir::Value> reduce(int64_t from, int64_t to, int64_t step,
                                        llvm::ArrayRef<mlir::Value> initial,
                                        Reduction body);

  //===- Floats: scalars and vectors alike --------------------------------===//

  mlir::VectorType vectorOf(int64_t count);
  mlir::Value splat(double value) { return number(value, lanes()); }
  mlir::Value constants(llvm::ArrayRef<float> values);
  using BodyBuilder::broadcast;
  mlir::Value broadcast(mlir::Value scalar) {
    return broadcast(scalar, lanes());
  }
  mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c) override;

  /// The lanes `lanes` of `a`, after which those of `b` are counted on.
  mlir::Value shuffle(mlir::Value a, mlir::Value b,
                      llvm::ArrayRef<int64_t> lanes);
  /// `count` lanes from `first` on, likewise.
  mlir::Value slice(mlir::Value a, mlir::Value b, int64_t first, int64_t count);
  mlir::Value firstLane(mlir::Value vector);
  /// The first `count` lanes of `a`, the others of `b`.
  mlir::Value joinFirst(int64_t count, mlir::Value a, mlir::Value b);

  /// All bits of a lane, in each lane, where `condition` holds; else none.
  mlir::Value maskWhere(mlir::Value condition);
  /// `vector` where `mask` has its bits, else 0.
  mlir::Value masked(mlir::Value vector, mlir::Value mask);

  //===- Pairs of bf16 in each lane, the first in its lower half ----------===//

  mlir::Value loadPairs(mlir::Value memory, mlir::Value at);
  /// One pair, in each lane.
  mlir::Value loadPairBroadcast(mlir::Value memory, mlir::Value at);
  /// Likewise of one number and 0; nothing is read behind the first.
  mlir::Value loadFirstOfPairBroadcast(mlir::Value memory, mlir::Value at);
  /// The first or the second of each pair, as floats.
  mlir::Value halfOf(mlir::Value pairs, bool isSecond);
  /// sum + a.second * b.second + a.first * b.first, each rounded: by the
  /// instruction of machines that have one, which takes for 0 what is not
  /// normal.
  mlir::Value dot(mlir::Value a, mlir::Value b, mlir::Value sum);

  //===- Memory: places are counted in elements ---------------------------===//

  /// Of `memory`, that a line of the caches holds.
  int64_t elementsOfLine(mlir::Value memory) const;

  mlir::Value loadScalar(mlir::Value memory, mlir::Value at);
  void storeScalar(mlir::Value value, mlir::Value memory, mlir::Value at);
  mlir::Value load(mlir::Value memory, mlir::Value at) {
    return load(memory, at, lanes());
  }
  mlir::Value load(mlir::Value memory, mlir::Value at, int64_t count);
  /// One element, in each lane.
  mlir::Value loadBroadcast(mlir::Value memory, mlir::Value at) {
    return broadcast(loadScalar(memory, at));
  }
  void store(mlir::Value vector, mlir::Value memory, mlir::Value at);
  /// Asks for what lies `at` a place, which may be past the end of `memory`, to
  /// be brought to the second cache.
  void prefetch(mlir::Value memory, mlir::Value at);
  /// Where registers are few: what is loaded after this is not loaded before,
  /// as LLVM would do that puts loads of neighbouring places together. It is no
  /// instruction.
  void keepLoadsBehind();
  /// What was loaded before this is loaded again after it, not kept.
  void loadAnew();
  /// The first `count` lanes; what is after them in memory stays.
  void storeFirst(mlir::Value vector, int64_t count, mlir::Value memory,
                  mlir::Value at);
  /// The first `count` lanes; the others are 0, whatever lies there.
  mlir::Value loadFirst(int64_t count, mlir::Value memory, mlir::Value at);

private:
  mlir::Value widen(mlir::Value narrow);
  mlir::Value narrow(mlir::Value wide, mlir::Value memory);
  mlir::Value broadcastPair(mlir::Value pair);
  mlir::Value intrinsic(llvm::StringRef name, mlir::Type result,
                        mlir::ValueRange operands);

  mlir::func::FuncOp function;
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_KERNELBUILDER_H
