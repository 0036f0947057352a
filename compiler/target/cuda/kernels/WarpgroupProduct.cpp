//===- WarpgroupProduct.cpp - Products of chunks by warpgroups ------------===//
//
// Four warps multiply 64 rows by up to 256 columns, of each 32 bytes of the
// depth at a time: see PTX's wgmma.m64nNk16 of 16 bits and m64nNk8 of tf32.
// Factors are read from shared memory, as descriptors say that they lie there,
// while threads go on. Both lie by lines of 64 bytes, whose pieces are
// exchanged as GemmTile::linePlace says, which is what descriptors call a
// swizzle.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "target/cuda/kernels/WarpProduct.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t rowsAtOnce = 64, warpRows = 16;
/// Lines after which an operand's next ones begin.
constexpr int64_t linesOfGroup = 8;
constexpr int64_t lineBytes = 64;

class WarpgroupProduct : public GemmProduct {
public:
  WarpgroupProduct(KernelBuilder &k, const GemmTile &tile);

  bool isAsynchronous() const override { return true; }
  void finish() override;
  GemmPlaces places() override;
  SmallVector<Value> initial(ArrayRef<Value> vectors) override;
  SmallVector<Value> addChunk(Value stage, ArrayRef<Value> before) override;
  SmallVector<Value> sums(ArrayRef<Value> values) override;

private:
  int64_t sumCount() const { return tile.warpgroupColumns() / 2; }
  int64_t columnParts() const { return tile.warpgroupColumns() / 8; }
  Type sumsType() const;
  /// Of an operand in the first stage, the lower word of its descriptor.
  Value lowerWord(Value at);
  /// The whole, where the lower word is `lower`.
  Value descriptor(Value lower);
  Value multiply(Value pixels, Value weights, Value sums);

  KernelBuilder &k;
  const GemmTile &tile;
  Memory shared;
  Value groupRow, groupColumn; ///< The warpgroup's first ones.
  Value warp, lane;            ///< In it.
  Value pixels, weights;       ///< Lower words of what it multiplies.
};

WarpgroupProduct::WarpgroupProduct(KernelBuilder &k, const GemmTile &tile)
    : k(k), tile(tile), shared(k.shared(k.weight.element)) {
  int64_t across = tile.columns / tile.warpgroupColumns();
  SmallVector<Value> place =
      k.digits(k.thread, {across, rowsAtOnce / warpRows, warpLanes});
  groupRow = k.mul(place[0], rowsAtOnce);
  groupColumn = k.mul(place[1], tile.warpgroupColumns());
  warp = place[2];
  lane = place[3];
  pixels = lowerWord(k.mul(groupRow, tile.sourcePitch()));
  weights = lowerWord(
      k.add(k.mul(groupColumn, tile.weightPitch()), tile.sourceElements()));
}

/// All of the products that are under way. Copies are other threads' writes to
/// those to come.
void WarpgroupProduct::finish() {
  NVVM::WgmmaWaitGroupSyncOp::create(k.operations(), k.location(), 0);
  NVVM::FenceProxyOp::create(
      k.operations(), k.location(), NVVM::ProxyKind::async_shared,
      NVVM::SharedSpaceAttr::get(k.operations().getContext(),
                                 NVVM::SharedSpace::shared_cta));
}

Type WarpgroupProduct::sumsType() const {
  return LLVM::LLVMStructType::getLiteral(
      k.operations().getContext(),
      SmallVector<Type>(sumCount(), k.operations().getF32Type()));
}

GemmPlaces WarpgroupProduct::places() {
  Value row = k.add(groupRow, k.mul(warp, warpRows));
  return placesOfLane(k, row, /*rowParts=*/1, groupColumn, columnParts(), lane);
}

SmallVector<Value> WarpgroupProduct::initial(ArrayRef<Value> vectors) {
  Value sums = LLVM::UndefOp::create(k.operations(), k.location(), sumsType());
  for (auto [i, number] : llvm::enumerate(numbersOfLane(
           k, repeated(vectors, 2), /*rowParts=*/1, columnParts())))
    sums = LLVM::InsertValueOp::create(k.operations(), k.location(), sums,
                                       number, i);
  return {sums};
}

SmallVector<Value> WarpgroupProduct::addChunk(Value stage,
                                              ArrayRef<Value> before) {
  Value behind = k.div(stage, tile.copiedElements()), sums = before.front();
  Value ofPixels = k.add(pixels, behind), ofWeights = k.add(weights, behind);
  NVVM::WgmmaFenceAlignedOp::create(k.operations(), k.location());
  for (int64_t i = 0; i < tile.pieces(); i += tensorBytes / pieceBytes)
    sums = multiply(descriptor(k.add(ofPixels, i)),
                    descriptor(k.add(ofWeights, i)), sums);
  NVVM::WgmmaGroupSyncAlignedOp::create(k.operations(), k.location());
  return {sums};
}

/// See PTX's matrix descriptor: bytes are counted in 16. A stage more does not
/// carry into what is behind the address.
Value WarpgroupProduct::lowerWord(Value at) {
  constexpr int64_t mask = (1 << 18) - 1;
  Value address = LLVM::PtrToIntOp::create(
      k.operations(), k.location(), at.getType(), k.place(shared, at).pointer);
  // With swizzles the distance of pieces has no meaning; PTX wants 1 there.
  constexpr int64_t distance = 1 << 16;
  return k.either(k.div(k.both(address, k.index(mask)), pieceBytes),
                  k.index(distance));
}

Value WarpgroupProduct::descriptor(Value lower) {
  OpBuilder &builder = k.operations();
  Type wide = builder.getI64Type();
  constexpr int64_t swizzle64 = 2;
  constexpr int64_t upper =
      linesOfGroup * lineBytes / pieceBytes << 32 | swizzle64 << 62;
  Value bits = arith::ExtUIOp::create(builder, k.location(), wide, lower);
  return arith::OrIOp::create(
      builder, k.location(), bits,
      arith::ConstantOp::create(builder, k.location(),
                                builder.getI64IntegerAttr(upper)));
}

Value WarpgroupProduct::multiply(Value pixels, Value weights, Value sums) {
  OpBuilder &builder = k.operations();
  MLIRContext *context = builder.getContext();
  auto type = NVVM::WGMMATypesAttr::get(
      context, shared.element.isTF32()   ? NVVM::WGMMATypes::tf32
               : shared.element.isBF16() ? NVVM::WGMMATypes::bf16
                                         : NVVM::WGMMATypes::f16);
  auto plus = NVVM::WGMMAScaleInAttr::get(context, NVVM::WGMMAScaleIn::one);
  auto byRows = NVVM::MMALayoutAttr::get(context, NVVM::MMALayout::row);
  auto byColumns = NVVM::MMALayoutAttr::get(context, NVVM::MMALayout::col);
  auto shape =
      NVVM::MMAShapeAttr::get(context, rowsAtOnce, tile.warpgroupColumns(),
                              tensorBytes / tile.elementBytes());
  return NVVM::WgmmaMmaAsyncOp::create(
      builder, k.location(), sumsType(), sums, pixels, weights, shape, type,
      type, NVVM::WGMMATypesAttr::get(context, NVVM::WGMMATypes::f32),
      NVVM::WGMMAScaleOutAttr::get(context, NVVM::WGMMAScaleOut::one), plus,
      plus, byRows, byColumns, NVVM::MMAIntOverflowAttr());
}

SmallVector<Value> WarpgroupProduct::sums(ArrayRef<Value> values) {
  SmallVector<Value> members;
  for (int64_t i = 0; i < sumCount(); ++i)
    members.push_back(LLVM::ExtractValueOp::create(k.operations(), k.location(),
                                                   values.front(), i));
  return vectorsOfLane(k, members, /*rowParts=*/1, columnParts());
}

} // namespace

std::unique_ptr<GemmProduct> createWarpgroupProduct(KernelBuilder &kernel,
                                                    const GemmTile &tile) {
  return std::make_unique<WarpgroupProduct>(kernel, tile);
}

} // namespace gnet::cuda
