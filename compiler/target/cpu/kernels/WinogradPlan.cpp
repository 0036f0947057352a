//===- WinogradPlan.cpp - The numbers of a Winograd convolution -----------===//
#include "target/cpu/kernels/WinogradPlan.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// A power of two as the distance of the xi would put all of them into the same
/// sets of the cache.
int64_t stepOf(int64_t floats, int64_t lanes) { return floats + lanes; }

/// Transformed along two axes a weight is at most 127 * 16 * 16, which int16
/// holds.
WinogradTransform transformOf(int64_t results, int64_t taps,
                              BilinearFactors factors) {
  constexpr double mostOfFilter = 16;
  if (factors == BilinearFactors::Shorts)
    return WinogradTransform::ofWholeNumbers(results, taps, mostOfFilter);
  return {results, taps};
}

} // namespace

BilinearFactors factorsOf(gnk::KernelAttr kernel) {
  if (kernel.getName() == integerWinogradName)
    return BilinearFactors::Shorts;
  return kernel.getNumbers("pairs").empty() ? BilinearFactors::Floats
                                            : BilinearFactors::Bfloats;
}

ConvShape winogradShape(gnk::ConvOp conv, int64_t lanes) {
  return phaseShape(conv, lanes,
                    gnk::chosenKernel(conv).getSource() != gnk::Layout::Nchw);
}

WinogradPlan::WinogradPlan(const ConvShape &shape, int64_t resultsY,
                           int64_t resultsX, int64_t tileRows, int64_t images,
                           RegisterTile tile, int64_t lanes,
                           BilinearFactors factors)
    : y(transformOf(resultsY, shape.kernelHeight, factors)),
      x(transformOf(resultsX, shape.kernelWidth, factors)),
      products(y.size * x.size),
      tilesDown(llvm::divideCeil(shape.outHeight, resultsY)),
      tilesAcross(llvm::divideCeil(shape.outWidth, resultsX)),
      tileRows(tileRows), tiles(tileRows * tilesAcross),
      blocks(tilesDown / tileRows), images(images), tile(tile),
      factors(factors), inputLanes(isOfPairs() ? lanes / 2 : lanes),
      inputStep(stepOf(shape.inputBlocks * tiles * inputLanes, lanes)),
      sumStep(stepOf(tile.blocks * tiles * lanes, lanes)),
      inputs(products * inputStep), firstSum(inputs),
      imageStep(inputs + products * sumStep),
      copy(shape, tileRows * resultsY + y.taps - 1,
           tilesAcross * resultsX + x.taps - 1, lanes),
      firstCopied(images * imageStep),
      filterStep(
          stepOf(shape.inputBlocks * shape.inputBlock / 2 * tile.blocks * lanes,
                 lanes)) {
  placeFilters(firstCopied + (shape.isBlocked ? 0 : copy.floats));
}

void WinogradPlan::placeFilters(int64_t first) {
  firstFilter = first;
  scratch = first + (isOfShorts() ? products * filterStep : 0);
}

void WinogradPlan::shareInputs() {
  isShared = true;
  firstSum = 0;
  imageStep = products * sumStep;
  placeFilters(imageStep);
}

WinogradPlan WinogradPlan::of(gnk::ConvOp conv, const ConvShape &shape,
                              int64_t lanes) {
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  ArrayRef<int64_t> form = kernel.getNumbers("form");
  ArrayRef<int64_t> tile = kernel.getNumbers("tile");
  ArrayRef<int64_t> images = kernel.getNumbers("images");
  WinogradPlan plan(shape, form[0], form[1], kernel.getNumbers("rows")[0],
                    images.empty() ? 1 : images[0], {tile[0], tile[1]}, lanes,
                    factorsOf(kernel));
  if (kernel.getShared() > 0)
    plan.shareInputs();
  return plan;
}

int64_t WinogradPlan::blocksOf(int64_t batch) const {
  return llvm::divideCeil(batch, images) * blocks;
}

} // namespace gnet
