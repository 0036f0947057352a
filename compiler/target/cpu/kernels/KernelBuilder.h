//===- KernelBuilder.h - Writes the body of a kernel ----------------------===//
//
// The words that emitters are written in, beside those of BodyBuilder: the
// items of a call, vectors of a block of channels, loads and stores. What they
// make are operations of arith, memref, scf and vector, and llvm's fence.
//
// Arithmetic is in float32 whatever memory holds: loads widen, stores round to
// the nearest, ties to even. Bytes of a buffer stand for what its type says; a
// store gives the nearest of them. Those of packed weights are numbers.
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
  /// Likewise, where the rows of the batch of a part follow each other, so that
  /// threads share parts.
  void forOwnParts(int64_t rowsOfImage,
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

  /// All bits of a lane, of so many, in each lane, where `condition` holds;
  /// else none.
  mlir::Value maskWhere(mlir::Value condition, unsigned bits = 32);
  /// `vector` where `mask` has its bits, else 0.
  mlir::Value masked(mlir::Value vector, mlir::Value mask);

  //===- Pairs of bf16 in each lane, the first in its lower half ----------===//

  /// Of the floats in the lanes of `first` and `second`, rounded; its type is a
  /// vector of floats.
  mlir::Value pair(mlir::Value first, mlir::Value second);
  mlir::Value loadPairs(mlir::Value memory, mlir::Value at);
  /// Writes the lanes of `vector`, rounded, as pairs in the place of half as
  /// many floats.
  void storeAsPairs(mlir::Value vector, mlir::Value memory, mlir::Value at);
  /// One pair, in each lane; of float32 memory, what a float's place holds.
  mlir::Value loadPairBroadcast(mlir::Value memory, mlir::Value at);
  /// Likewise of one number and 0; nothing is read behind the first.
  mlir::Value loadFirstOfPairBroadcast(mlir::Value memory, mlir::Value at);
  /// The first or the second of each pair, as floats.
  mlir::Value halfOf(mlir::Value pairs, bool isSecond);
  /// sum + a.second * b.second + a.first * b.first, by the instruction of
  /// machines that have one, which takes for 0 what is not normal: each
  /// rounded, or on AArch64 both products' sum and then the whole, to odd.
  mlir::Value dot(mlir::Value a, mlir::Value b, mlir::Value sum);

  //===- Quads of bytes in each lane, the first in its lowest byte --------===//

  mlir::Value loadQuads(mlir::Value memory, mlir::Value at);
  /// One quad, in each lane; of float32 memory, places are bytes.
  mlir::Value loadQuadBroadcast(mlir::Value memory, mlir::Value at);
  /// Likewise of `count` numbers, from 1 to 3, and zeros; nothing is read
  /// behind them.
  mlir::Value loadFirstOfQuadBroadcast(mlir::Value memory, mlir::Value at,
                                       int64_t count);
  /// `byte` four times, in each lane.
  mlir::Value quads(int64_t byte);

  /// What quads are cut into, for dotParts(): all together are multiplied by
  /// machines that have an instruction for it, else pairs or each by itself.
  int64_t partsOfQuads() const;
  /// What inputs are multiplied less of, where bytes have to be signed.
  int64_t shiftOfQuads() const { return machine.quadsAreSigned ? 128 : 0; }
  /// Of unsigned bytes, and of signed ones.
  mlir::Value partOfInputs(mlir::Value quads, int64_t part) {
    return partOf(quads, part, /*isSigned=*/false);
  }
  mlir::Value partOfWeights(mlir::Value quads, int64_t part) {
    return partOf(quads, part, /*isSigned=*/true);
  }
  /// sum + the products of the numbers of this part, as int32.
  mlir::Value dotParts(mlir::Value inputs, mlir::Value weights,
                       mlir::Value sum);

  //===- Pairs of int16 in each lane, the first in its lower half ---------===//

  /// `count` bytes: those of a buffer are unsigned, of weights signed.
  mlir::Value loadAsShorts(mlir::Value memory, mlir::Value at, int64_t count);
  /// They take the place of half as many floats.
  void storeShorts(mlir::Value shorts, mlir::Value memory, mlir::Value at);
  /// sum + a.second * b.second + a.first * b.first, as int32.
  mlir::Value dotShorts(mlir::Value a, mlir::Value b, mlir::Value sum);

  //===- Tiles: registers of some rows of words of 4 bytes, as AMX has ----===//

  /// How much of a register is used: at most 16 of each.
  struct TileSize {
    int64_t rows, words;
  };
  /// Of the tiles from number 0 on, all of 0 then. What says so is written to
  /// `memory`, of float32 and aligned to 64, from `at` on: 16 words.
  void configureTiles(llvm::ArrayRef<TileSize> sizes, mlir::Value memory,
                      mlir::Value at);
  /// What a thread used them for is over.
  void releaseTiles();
  void clearTile(int64_t tile);
  /// Its rows begin `bytes` apart.
  void loadTile(int64_t tile, mlir::Value memory, mlir::Value at,
                int64_t bytes);
  void storeTile(int64_t tile, mlir::Value memory, mlir::Value at,
                 int64_t bytes);
  /// Each word of row r of `sum` += the products of row r of `a` with its
  /// column of `b`: words are unsigned bytes in `a` and signed ones in `b`,
  /// added up in int32, or pairs of bf16, in float32.
  void multiplyTiles(int64_t sum, int64_t a, int64_t b, bool areBytes);

  //===- Integers: int32 in each lane -------------------------------------===//

  mlir::Value integers(int64_t value);
  /// The constant `value` in the type of `like`, whole numbers of any size.
  mlir::Value integersLike(mlir::Value like, int64_t value);
  /// Divided by 2^bits, rounded down.
  mlir::Value shiftDown(mlir::Value integers, int64_t bits);
  mlir::Value toFloats(mlir::Value integers);
  /// The bits of floats as integers, or the other way round.
  mlir::Value bitsAs(mlir::Value words, bool isFloat);

  //===- Bytes of buffers -------------------------------------------------===//

  /// What those of `memory`, a buffer, stand for; null where it is of floats.
  mlir::quant::UniformQuantizedType quantizedType(mlir::Value memory) const {
    return quantized.lookup(memory);
  }
  /// As load(), but without the scale: whole numbers. Floats are loaded as they
  /// are.
  mlir::Value loadSteps(mlir::Value memory, mlir::Value at, int64_t count);
  /// The scale that loadSteps() leaves out.
  double stepOf(mlir::Value memory) const;
  /// Elements as they are: of 1, a scalar.
  mlir::Value loadRaw(mlir::Value memory, mlir::Value at, int64_t count);
  /// `count` elements as words of 4 bytes, a vector of float32.
  mlir::Value loadWords(mlir::Value memory, mlir::Value at, int64_t count);
  /// `count` such words whose bytes are all `byte`.
  mlir::Value wordsOfByte(int64_t byte, int64_t count);
  void storeRaw(mlir::Value elements, mlir::Value memory, mlir::Value at);
  /// To float32 memory, whose places are counted in bytes.
  void storeBytes(mlir::Value bytes, mlir::Value memory, mlir::Value at);
  /// `count` times a byte; of 1, a scalar.
  mlir::Value bytes(int64_t value, int64_t count);
  /// Unsigned.
  mlir::Value largestByte(mlir::Value a, mlir::Value b);

  //===- Weights of 24 bits, each output with a scale ---------------------===//

  /// Whether the weights are such: what load() gives of them is to be
  /// multiplied with int24Scales().
  bool hasInt24Weights() const { return firstScale > 0; }
  /// Of a block of outputs, whose first is number `at` of the scales.
  mlir::Value int24Scales(mlir::Value at);

  //===- Memory: places are counted in elements ---------------------------===//

  /// Of `memory`, that a line of the caches holds.
  int64_t elementsOfLine(mlir::Value memory) const;

  mlir::Value loadScalar(mlir::Value memory, mlir::Value at);
  void storeScalar(mlir::Value value, mlir::Value memory, mlir::Value at);
  mlir::Value load(mlir::Value memory, mlir::Value at) {
    return load(memory, at, lanes());
  }
  mlir::Value load(mlir::Value memory, mlir::Value at, int64_t count);
  /// Floats that lie among bytes.
  mlir::Value loadFloatsOfBytes(mlir::Value memory, mlir::Value at);
  /// One element, in each lane.
  mlir::Value loadBroadcast(mlir::Value memory, mlir::Value at) {
    return broadcast(loadScalar(memory, at));
  }
  void store(mlir::Value vector, mlir::Value memory, mlir::Value at);
  /// Asks for what lies `at` a place, which may be past the end of `memory`, to
  /// be brought to the second cache.
  void prefetch(mlir::Value memory, mlir::Value at) {
    prefetch(memory, at, machine.prefetchLocality);
  }
  /// Likewise to the first cache alone, of what is read once.
  void prefetchOnce(mlir::Value memory, mlir::Value at) {
    prefetch(memory, at, /*locality=*/0);
  }
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
  void noteInt24Weights(gnk::KernelInterface kernel);
  bool isInt24(mlir::Value memory) const {
    return hasInt24Weights() && memory == weight;
  }
  mlir::Value loadInt24(mlir::Value at, int64_t count);

  void prefetch(mlir::Value memory, mlir::Value at, uint32_t locality);
  static mlir::Type elementOf(mlir::Value memory);
  mlir::Value widen(mlir::Value narrow, mlir::Value memory);
  mlir::Value stepsOf(mlir::Value bytes, mlir::Value memory);
  mlir::Value quantize(mlir::Value floats,
                       mlir::quant::UniformQuantizedType type);
  mlir::Value zeros(mlir::Value memory);
  mlir::Value partOf(mlir::Value quads, int64_t part, bool isSigned);
  mlir::Value dotQuads(mlir::Value inputs, mlir::Value weights,
                       mlir::Value sum);
  mlir::Value addPairsOfWords(mlir::Value a, mlir::Value b);
  mlir::Value byHalves(llvm::function_ref<mlir::Value(int64_t half)> compute);
  mlir::Value narrow(mlir::Value wide, mlir::Value memory);
  mlir::Value narrowToBfloats(mlir::Value wide);
  mlir::Value broadcastPair(mlir::Value pair);
  mlir::Value intrinsic(llvm::StringRef name, mlir::Type result,
                        mlir::ValueRange operands);
  void tileInstruction(llvm::StringRef name, llvm::ArrayRef<int64_t> tiles,
                       mlir::ValueRange operands = {});
  mlir::Value addressOf(mlir::Value memory, mlir::Value at) {
    return addressOf(memory, at, elementOf(memory));
  }
  /// Of place `at` as if it were of such elements.
  mlir::Value addressOf(mlir::Value memory, mlir::Value at, mlir::Type element);

  mlir::func::FuncOp function;
  llvm::DenseMap<mlir::Value, mlir::quant::UniformQuantizedType> quantized;
  int64_t firstScale = 0; ///< Where those of int24 begin, in bytes.
};

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_KERNELBUILDER_H
