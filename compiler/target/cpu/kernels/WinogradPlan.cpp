//===- WinogradPlan.cpp - The numbers of a Winograd convolution -----------===//
#include "target/cpu/kernels/WinogradPlan.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// A power of two as the distance of the xi would put all of them into the same
/// sets of the cache.
int64_t stepOf(int64_t floats, int64_t lanes) { return floats + lanes; }

} // namespace

bool multipliesPairs(gnk::KernelAttr kernel) {
  return !kernel.getNumbers("pairs").empty();
}

ConvShape winogradShape(gnk::ConvOp conv, int64_t lanes) {
  return phaseShape(conv, lanes,
                    gnk::chosenKernel(conv).getSource() != gnk::Layout::Nchw);
}

WinogradPlan::WinogradPlan(const ConvShape &shape, int64_t resultsY,
                           int64_t resultsX, int64_t tileRows, int64_t images,
                           RegisterTile tile, int64_t lanes, bool isOfPairs)
    : y(resultsY, shape.kernelHeight), x(resultsX, shape.kernelWidth),
      products(y.size * x.size),
      tilesDown(llvm::divideCeil(shape.outHeight, resultsY)),
      tilesAcross(llvm::divideCeil(shape.outWidth, resultsX)),
      tileRows(tileRows), tiles(tileRows * tilesAcross),
      blocks(tilesDown / tileRows), images(images), tile(tile),
      isOfPairs(isOfPairs), inputLanes(isOfPairs ? lanes / 2 : lanes),
      inputStep(stepOf(shape.inputBlocks * tiles * inputLanes, lanes)),
      sumStep(stepOf(tile.blocks * tiles * lanes, lanes)),
      inputs(products * inputStep), firstSum(inputs),
      imageStep(inputs + products * sumStep),
      copy(shape, tileRows * resultsY + y.taps - 1,
           tilesAcross * resultsX + x.taps - 1, lanes),
      firstCopied(images * imageStep),
      scratch(firstCopied + (shape.isBlocked ? 0 : copy.floats)) {}

void WinogradPlan::shareInputs() {
  isShared = true;
  firstSum = 0;
  scratch = imageStep = products * sumStep;
}

WinogradPlan WinogradPlan::of(gnk::ConvOp conv, const ConvShape &shape,
                              int64_t lanes) {
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  ArrayRef<int64_t> form = kernel.getNumbers("form");
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  ArrayRef<int64_t> images = kernel.getNumbers("images");
  WinogradPlan plan(shape, form[0], form[1], kernel.getNumbers("rows")[0],
                    images.empty() ? 1 : images[0], {tile[0], tile[1]}, lanes,
                    multipliesPairs(kernel));
  if (kernel.getShared() > 0)
    plan.shareInputs();
  return plan;
}

int64_t WinogradPlan::blocksOf(int64_t batch) const {
  return llvm::divideCeil(batch, images) * blocks;
}

} // namespace gnet
