//===- StrassenConv.cpp - A convolution of 1 x 1 by fewer products --------===//
//
// A convolution of 1 x 1 is a matrix product. Its pixels are cut into blocks;
// those of a block, the inputs and the outputs into halves, see
// StrassenTransform.h. For each block, and then for each block of outputs of a
// half:
//
//   V[xi][input block][pixel] = B^T d      of the inputs d of both halves
//   M[xi][pixel] = sum over inputs of U[xi] V[xi]
//   results of both halves = A^T M, bias, another image, activation
//
// where xi are the seven products and U = G w the packed weights. V and M are
// in the thread's scratch memory. Where an image has not as many pixels in each
// block, or a block in each half, the last ones overlap: what an earlier one
// has is not stored again.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/NextPixels.h"
#include "target/cpu/kernels/StrassenError.h"
#include "target/cpu/kernels/StrassenPlan.h"
#include "target/program/PackTensors.h"
#include "target/program/StrassenTransform.h"

using namespace mlir;

namespace gnet {
namespace {

ConvShape shapeOf(gnk::ConvOp conv, int64_t lanes) {
  return {conv, lanes, /*isBlocked=*/true};
}

class StrassenConv {
public:
  StrassenConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(shapeOf(conv, k.lanes())),
        plan(StrassenPlan::of(conv, shape, k.lanes())),
        imagePixels(shape.outHeight * shape.outWidth),
        isSourceFar(exceedsLevel2(k, k.source,
                                  shape.inputs * shape.height * shape.width)),
        isResultFar(
            exceedsLevel2(k, k.destination, shape.outputs * imagePixels)) {}

  Work emit();

private:
  void beginBlock(Value blockOfBatch);
  void transformInput(Value inputBlock, Value pixel);
  void emitOutputs(Value outputBlock);
  void transformResult(Value outputBlock, Value pixel);
  void storePixel(int64_t half, Value pixel, Value outputBlock,
                  ArrayRef<Value> results);
  void fetchNext(Value place);
  Value sourceOf(Value pixel);
  bool blocksOverlap() const {
    return plan.blocks * plan.pixelsOfBlock > imagePixels;
  }

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  StrassenPlan plan;
  int64_t imagePixels;
  bool isSourceFar, isResultFar; ///< From the second cache.

  // Of the block at work.
  Value image, firstPixel;
  Value firstOwn; ///< The first of its pixels that no block before it has.
};

/// Items are the outputs of all blocks, block of channels by block.
Work StrassenConv::emit() {
  forGroupsOfBlocks(
      k, plan.outputBlocks, k.begin, k.end,
      [&](Value block) { beginBlock(block); },
      [&](Value outputBlock) { emitOutputs(outputBlock); });
  return {0, plan.blocks * plan.outputBlocks};
}

void StrassenConv::beginBlock(Value blockOfBatch) {
  image = k.div(blockOfBatch, plan.blocks);
  Value begin = k.mul(k.rem(blockOfBatch, plan.blocks), plan.pixelsOfBlock);
  firstPixel = begin;
  if (blocksOverlap()) {
    firstPixel = k.least(begin, k.index(imagePixels - plan.pixelsOfBlock));
    firstOwn = k.sub(begin, firstPixel);
  }
  k.loop(0, plan.inputBlocks, 1, [&](Value inputBlock) {
    k.loop(0, plan.pixels, 1,
           [&](Value pixel) { transformInput(inputBlock, pixel); });
  });
}

/// Where the source has what pixel `pixel` of an image's results is made of.
Value StrassenConv::sourceOf(Value pixel) {
  if (shape.strideY == 1 && shape.strideX == 1)
    return k.mul(pixel, shape.pixelStep);
  Value row = k.mul(k.div(pixel, shape.outWidth), shape.strideY);
  Value column = k.mul(k.rem(pixel, shape.outWidth), shape.strideX);
  return k.mul(k.add(k.mul(row, shape.width), column), shape.pixelStep);
}

/// `inputBlock` and `pixel` are those of each half. What the next block of
/// inputs has there is too far for the processor to see that it comes.
void StrassenConv::transformInput(Value inputBlock, Value pixel) {
  SmallVector<Value> values;
  for (int64_t p : {0, 1}) {
    Value number = k.add(k.add(firstPixel, plan.firstPixel(p)), pixel);
    Value at = k.add(k.mul(image, shape.sourceImage), sourceOf(number));
    for (int64_t i : {0, 1}) {
      Value block = k.add(inputBlock, i * plan.inputBlocks);
      Value place = k.add(at, k.mul(block, shape.blockStep));
      if (isSourceFar)
        k.prefetch(k.source, k.add(place, shape.blockStep));
      values.push_back(k.load(k.source, place));
    }
  }
  Value place = k.mul(k.add(k.mul(inputBlock, plan.pixels), pixel), k.lanes());
  for (auto [xi, value] : llvm::enumerate(multiply(k, strassenInput, values)))
    k.store(value, k.scratch,
            k.add(place, static_cast<int64_t>(xi) * plan.inputStep));
}

/// Of one block of each half's. Meanwhile the weights of the next one come: a
/// product's own would be asked for too late behind those of the one before.
void StrassenConv::emitOutputs(Value outputBlock) {
  const BilinearProducts products = {.tiles = plan.pixels,
                                     .inputBlocks = plan.inputBlocks,
                                     .inputBlock = shape.inputBlock,
                                     .inputLanes = k.lanes(),
                                     .tile = {plan.pixels, 1}};
  const int64_t lanesOfProduct = products.weightsOf(/*blocks=*/1, k.lanes());
  const int64_t lanesOfBlock = strassenProducts * lanesOfProduct;
  Value weights = k.mul(outputBlock, lanesOfBlock);
  k.loop(0, strassenProducts, 1, [&](Value xi) {
    Value at = k.add(weights, k.mul(xi, lanesOfProduct));
    products.emit(k, {k.weight, at, /*blocks=*/1, k.add(at, lanesOfBlock)},
                  k.scratch, k.mul(xi, plan.inputStep),
                  k.add(k.mul(xi, plan.sumStep), plan.firstSum));
  });
  k.loop(0, plan.pixels, 1,
         [&](Value pixel) { transformResult(outputBlock, pixel); });
}

/// `outputBlock` and `pixel` are those of each half.
void StrassenConv::transformResult(Value outputBlock, Value pixel) {
  Value place = k.add(k.mul(pixel, k.lanes()), plan.firstSum);
  SmallVector<Value> sums;
  for (int64_t xi = 0; xi < strassenProducts; ++xi)
    sums.push_back(k.load(k.scratch, k.add(place, xi * plan.sumStep)));
  SmallVector<Value> results = multiply(k, strassenOutput, sums);
  for (int64_t p : {0, 1}) {
    ArrayRef<Value> ofPixel = ArrayRef(results).slice(2 * p, 2);
    if (plan.firstOwn(p) == 0 && !blocksOverlap()) {
      storePixel(p, pixel, outputBlock, ofPixel);
      continue;
    }
    Value first = k.index(plan.firstOwn(p));
    if (blocksOverlap())
      first = k.largest(first, k.add(firstOwn, -plan.firstPixel(p)));
    k.when(k.compare(arith::CmpIPredicate::sge, pixel, first),
           [&] { storePixel(p, pixel, outputBlock, ofPixel); });
  }
}

/// Of half number `half` of the pixels: `results` are one of each half of the
/// outputs.
void StrassenConv::storePixel(int64_t half, Value pixel, Value outputBlock,
                              ArrayRef<Value> results) {
  Value at = k.add(k.add(firstPixel, plan.firstPixel(half)), pixel);
  for (auto [o, result] : llvm::enumerate(results)) {
    Value block =
        k.add(outputBlock, static_cast<int64_t>(o) * plan.outputBlocks);
    Value place = k.mul(k.add(k.mul(block, imagePixels), at), k.lanes());
    if (isResultFar)
      fetchNext(place);
    storeResult(k, conv, image, block, place, addBias(k, conv, block, result));
  }
}

/// What the block of outputs behind that at `place` writes, and what it adds.
void StrassenConv::fetchNext(Value place) {
  Value next = k.add(place, imagePixels * k.lanes());
  k.prefetch(k.destination, k.add(k.mul(image, shape.destinationImage), next));
  if (conv.getAddend())
    k.prefetch(k.other, k.add(k.mul(image, shape.otherImage), next));
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  ConvShape shape = shapeOf(conv, machine.lanes);
  StrassenPlan plan = StrassenPlan::of(conv, shape, machine.lanes);
  auto weight = gnk::PackedAttr::get(
      conv.getContext(), evenGroups(plan.outputBlocks, /*most=*/1),
      machine.lanes, shape.inputBlock, /*tapsFirst=*/true, /*winograd=*/{},
      /*together=*/1, /*phases=*/{}, /*halves=*/true);
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &strassenConvKernel() {
  static const KernelKind kind = {
      "strassen",
      /*isExact=*/false,
      proposeStrassen,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return StrassenConv(cast<gnk::ConvOp>(*step), kernel).emit();
      },
      /*emitBefore=*/nullptr,
      strassenErrorOf,
      /*keepsFloat32Weights=*/[](gnk::KernelAttr) { return true; }};
  return kind;
}

} // namespace gnet
