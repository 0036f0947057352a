//===- WarpProduct.cpp - Products of chunks by tensor cores, warp by warp -===//
//
// A warp multiplies 16 rows by 8 columns at a time, of each 32 bytes of the
// depth: see PTX's mma.m16n8k16 of 16 bits and m16n8k8 of tf32. Both factors
// lie depth beside depth, in pieces of 16 bytes, of which ldmatrix gives each
// lane a word: of matrices of 8 rows, whatever the words are, row lane / 4 and
// word lane % 4. That is what a lane needs of the rows 0 to 7 and 8 to 15 and
// of the columns 0 to 7, of either piece.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/WarpProduct.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t mmaRows = 16, mmaColumns = 8, matrixRows = 8;
constexpr int64_t sumsOfLane = 4;
constexpr int64_t piecesAtOnce = tensorBytes / pieceBytes;

class WarpProduct : public GemmProduct {
public:
  WarpProduct(KernelBuilder &kernel, const GemmTile &tile);

  GemmPlaces places() override;
  SmallVector<Value> initial(ArrayRef<Value> vectors) override;
  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;
  SmallVector<Value> sums(ArrayRef<Value> values) override {
    return vectorsOfLane(k, values, rowParts(), columnParts());
  }

private:
  int64_t rowParts() const { return tile.partRows / mmaRows; }
  int64_t columnParts() const { return tile.partColumns / mmaColumns; }

  Value pixelsAt(int64_t firstPiece);
  Value weightsAt(int64_t firstPiece);
  /// Four matrices of 8 rows of 16 bytes, of which each lane has the begin of
  /// one at `at`, as words.
  SmallVector<Value> load(const Memory &at);
  /// Adds to what `sums` has of part `row`, `column` of the tile.
  void multiply(ArrayRef<Value> pixels, ArrayRef<Value> weights, int64_t row,
                int64_t column, MutableArrayRef<Value> sums);
  NVVM::MMATypes type() const;
  /// The members of a struct of four.
  SmallVector<Value> membersOf(Value value);

  KernelBuilder &k;
  const GemmTile &tile;
  Memory shared;
  Value warpRow, warpColumn; ///< The warp's first ones.
  Value lane;
};

WarpProduct::WarpProduct(KernelBuilder &k, const GemmTile &tile)
    : k(k), tile(tile), shared(k.shared(k.weight.element)) {
  SmallVector<Value> digits =
      k.digits(k.thread, {tile.columns / tile.partColumns, warpLanes});
  warpRow = k.mul(digits[0], tile.partRows);
  warpColumn = k.mul(digits[1], tile.partColumns);
  lane = digits[2];
}

GemmPlaces WarpProduct::places() {
  return placesOfLane(k, warpRow, rowParts(), warpColumn, columnParts(), lane);
}

SmallVector<Value> WarpProduct::initial(ArrayRef<Value> vectors) {
  return numbersOfLane(k, repeated(vectors, 2 * rowParts()), rowParts(),
                       columnParts());
}

/// Other parts' rows and columns are a multiple of eight away, which exchanges
/// pieces alike.
SmallVector<Value> WarpProduct::addChunk(Value stage, ArrayRef<Value> before) {
  SmallVector<Value> sums(before);
  Memory at = k.place(shared, stage);
  for (int64_t piece = 0; piece < tile.pieces(); piece += piecesAtOnce) {
    Memory pixelAt = k.place(at, pixelsAt(piece));
    Memory weightAt = k.place(at, weightsAt(piece));
    SmallVector<SmallVector<Value>> pixels;
    for (int64_t i = 0; i < rowParts(); ++i)
      pixels.push_back(load(k.behind(pixelAt, i * mmaRows * tile.depth())));
    // Four matrices are two parts of the columns.
    for (int64_t j = 0; j < columnParts(); j += 2) {
      SmallVector<Value> weights =
          load(k.behind(weightAt, j * mmaColumns * tile.depth()));
      for (int64_t i = 0; i < rowParts(); ++i)
        for (int64_t part : {0, 1})
          multiply(pixels[i], ArrayRef<Value>(weights).slice(2 * part, 2), i,
                   j + part, sums);
    }
  }
  return sums;
}

/// In a stage. A lane names a row of the four matrices: of the rows 0 to 7 and
/// 8 to 15, and then of the same rows' next piece.
Value WarpProduct::pixelsAt(int64_t firstPiece) {
  Value row = k.add(warpRow, k.rem(lane, mmaRows));
  return tile.linePlace(k, row, k.add(k.div(lane, mmaRows), firstPiece));
}

/// Likewise, of the columns 0 to 7 both pieces, and then of 8 to 15.
Value WarpProduct::weightsAt(int64_t firstPiece) {
  SmallVector<Value> digits = k.digits(lane, {piecesAtOnce, matrixRows});
  Value column = k.add(k.mul(digits[0], matrixRows), digits[2]);
  Value place = tile.linePlace(k, k.add(warpColumn, column),
                               k.add(digits[1], firstPiece));
  return k.add(place, tile.sourceElements());
}

SmallVector<Value> WarpProduct::load(const Memory &at) {
  OpBuilder &builder = k.operations();
  MLIRContext *context = builder.getContext();
  auto words = LLVM::LLVMStructType::getLiteral(
      context, SmallVector<Type>(4, builder.getI32Type()));
  SmallVector<Value> loaded = membersOf(NVVM::LdMatrixOp::create(
      builder, k.location(), words, at.pointer, /*num=*/4, NVVM::MMALayout::row,
      NVVM::LdStMatrixShapeAttr::get(context, matrixRows, matrixRows),
      NVVM::LdStMatrixEltType::B16));
  // Where mma takes others as words, it takes f16 as pairs.
  if (shared.element.isF16())
    for (Value &word : loaded)
      word = LLVM::BitcastOp::create(builder, k.location(),
                                     VectorType::get(2, shared.element), word);
  return loaded;
}

NVVM::MMATypes WarpProduct::type() const {
  if (shared.element.isTF32())
    return NVVM::MMATypes::tf32;
  return shared.element.isBF16() ? NVVM::MMATypes::bf16 : NVVM::MMATypes::f16;
}

void WarpProduct::multiply(ArrayRef<Value> pixels, ArrayRef<Value> weights,
                           int64_t row, int64_t column,
                           MutableArrayRef<Value> sums) {
  OpBuilder &builder = k.operations();
  MutableArrayRef<Value> own =
      sums.slice((row * columnParts() + column) * sumsOfLane, sumsOfLane);
  auto result = LLVM::LLVMStructType::getLiteral(
      builder.getContext(),
      SmallVector<Type>(sumsOfLane, builder.getF32Type()));
  Value product = NVVM::MmaOp::create(
      builder, k.location(), result, pixels, weights, ValueRange(own),
      ArrayRef<int64_t>{mmaRows, mmaColumns, tensorBytes / tile.elementBytes()},
      std::nullopt, std::nullopt, std::array<NVVM::MMATypes, 2>{type(), type()},
      std::array<NVVM::MMALayout, 2>{NVVM::MMALayout::row,
                                     NVVM::MMALayout::col});
  llvm::copy(membersOf(product), own.begin());
}

SmallVector<Value> WarpProduct::membersOf(Value value) {
  SmallVector<Value> members;
  for (int64_t i = 0; i < 4; ++i)
    members.push_back(
        LLVM::ExtractValueOp::create(k.operations(), k.location(), value, i));
  return members;
}

} // namespace

GemmPlaces placesOfLane(KernelBuilder &k, Value row, int64_t rowParts,
                        Value column, int64_t columnParts, Value lane) {
  GemmPlaces places;
  places.width = 2;
  SmallVector<Value> lanes = k.digits(lane, {4});
  row = k.add(row, lanes[0]);
  column = k.add(column, k.mul(lanes[1], 2));
  for (int64_t i = 0; i < rowParts; ++i)
    for (int64_t half : {0, 1})
      places.rows.push_back(k.add(row, i * mmaRows + half * 8));
  for (int64_t j = 0; j < columnParts; ++j)
    places.columns.push_back(k.add(column, j * mmaColumns));
  return places;
}

SmallVector<Value> numbersOfLane(KernelBuilder &k, ArrayRef<Value> vectors,
                                 int64_t rowParts, int64_t columnParts) {
  SmallVector<Value> numbers;
  for (int64_t i = 0; i < rowParts; ++i)
    for (int64_t j = 0; j < columnParts; ++j)
      for (int64_t half : {0, 1})
        for (int64_t lane : {0, 1})
          numbers.push_back(
              k.lane(vectors[(2 * i + half) * columnParts + j], lane));
  return numbers;
}

SmallVector<Value> vectorsOfLane(KernelBuilder &k, ArrayRef<Value> numbers,
                                 int64_t rowParts, int64_t columnParts) {
  SmallVector<Value> vectors;
  for (int64_t i = 0; i < rowParts; ++i)
    for (int64_t half : {0, 1})
      for (int64_t j = 0; j < columnParts; ++j) {
        int64_t first = (i * columnParts + j) * sumsOfLane + 2 * half;
        vectors.push_back(k.vectorOf(numbers.slice(first, 2)));
      }
  return vectors;
}

std::unique_ptr<GemmProduct> createWarpProduct(KernelBuilder &kernel,
                                               const GemmTile &tile) {
  return std::make_unique<WarpProduct>(kernel, tile);
}

} // namespace gnet::cuda
