//===- HalfProduct.cpp - Products of chunks by tensor cores, of 16 bits ---===//
//
// At a depth of 16 at a time, see PTX's mma.m16n8k16. What a lane has of the
// two factors: of the rows number lane / 4 and that plus 8, at two depths from
// 2 * (lane % 4) on and from that plus 8 on; of column lane / 4 likewise.
// Weights lie by depths and then columns, so that their matrices are loaded
// transposed.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "target/cuda/kernels/WarpProduct.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t depthAtOnce = 16;
/// Elements of a row of a matrix, 16 bytes.
constexpr int64_t piece = 8;

class HalfProduct : public WarpProduct {
public:
  HalfProduct(KernelBuilder &k, const GemmTile &tile)
      : WarpProduct(k, tile, k.weight.element, depthAtOnce,
                    k.weight.element.isBF16() ? NVVM::MMATypes::bf16
                                              : NVVM::MMATypes::f16) {}

  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;

private:
  Value pixelsAt(int64_t depth);
  Value weightsAt(int64_t columnPart);
  SmallVector<Value> load(const Memory &at, NVVM::MMALayout layout);
};

SmallVector<Value> HalfProduct::addChunk(Value stage, ArrayRef<Value> before) {
  SmallVector<Value> sums(before);
  Memory at = k.place(shared, stage);
  for (int64_t depth = 0; depth < tile.depth(); depth += depthAtOnce) {
    Memory pixelAt = k.place(at, pixelsAt(depth));
    SmallVector<SmallVector<Value>> pixels;
    for (int64_t i = 0; i < rowParts(); ++i)
      pixels.push_back(load(k.behind(pixelAt, i * mmaRows * tile.sourcePitch()),
                            NVVM::MMALayout::row));
    // Four matrices are two parts of the columns.
    for (int64_t j = 0; j < columnParts(); j += 2) {
      Memory weightAt =
          k.behind(k.place(at, weightsAt(j)), depth * tile.weightLinePitch());
      SmallVector<Value> weights = load(weightAt, NVVM::MMALayout::col);
      for (int64_t i = 0; i < rowParts(); ++i)
        for (int64_t part : {0, 1})
          multiply(pixels[i], ArrayRef<Value>(weights).slice(2 * part, 2), i,
                   j + part, sums);
    }
  }
  return sums;
}

/// In a stage. A lane names a row of the four matrices: of the rows 0 to 7 and
/// 8 to 15, and then of the same rows eight depths on. Other parts' rows are a
/// multiple of 16 away, which exchanges pieces alike.
Value HalfProduct::pixelsAt(int64_t depth) {
  Value row = k.add(warpRow, k.rem(lane, mmaRows));
  Value number = k.add(k.div(lane, mmaRows), depth / piece);
  Value exchanged = GemmTile::exchanged(k, number, row, tile.depth() / piece);
  return k.add(k.mul(row, tile.sourcePitch()), k.mul(exchanged, piece));
}

/// Likewise of the depths 0 to 7 and 8 to 15, and then eight columns on.
Value HalfProduct::weightsAt(int64_t columnPart) {
  Value line = k.rem(lane, depthAtOnce);
  Value number = k.add(k.add(k.div(warpColumn, piece), columnPart),
                       k.div(lane, depthAtOnce));
  return k.add(tile.weightPlace(k, line, number), tile.sourceElements());
}

SmallVector<Value> HalfProduct::load(const Memory &at, NVVM::MMALayout layout) {
  SmallVector<Value> words = loadMatrices(at, layout);
  if (shared.element.isBF16())
    return words;
  // Where mma takes bf16 as words, it takes f16 as pairs.
  Type pair = VectorType::get(2, shared.element);
  for (Value &word : words)
    word = LLVM::BitcastOp::create(k.operations(), k.location(), pair, word);
  return words;
}

} // namespace

std::unique_ptr<GemmProduct> createHalfProduct(KernelBuilder &kernel,
                                               const GemmTile &tile) {
  return std::make_unique<HalfProduct>(kernel, tile);
}

} // namespace gnet::cuda
