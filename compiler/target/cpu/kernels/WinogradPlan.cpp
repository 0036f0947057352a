//===- WinogradPlan.cpp - The numbers of a Winograd convolution -----------===//
#include "target/cpu/kernels/WinogradPlan.h"
#include "llvm/Support/MathExtras.h"

namespace gnet {
namespace {

/// A power of two as the distance of the xi would put all of them into the same
/// sets of the cache.
int64_t stepOf(int64_t floats, int64_t lanes) { return floats + lanes; }

} // namespace

WinogradPlan::WinogradPlan(const ConvShape &shape, int64_t resultsY,
                           int64_t resultsX, int64_t tileRows,
                           RegisterTile tile, int64_t lanes)
    : y(resultsY, shape.kernelHeight), x(resultsX, shape.kernelWidth),
      products(y.size * x.size),
      tilesDown(llvm::divideCeil(shape.outHeight, resultsY)),
      tilesAcross(llvm::divideCeil(shape.outWidth, resultsX)),
      tileRows(tileRows), tiles(tileRows * tilesAcross),
      blocks(tilesDown / tileRows), tile(tile),
      inputStep(stepOf(shape.inputBlocks * tiles * lanes, lanes)),
      sumStep(stepOf(tile.blocks * tiles * lanes, lanes)),
      scratch(products * (inputStep + sumStep)) {}

} // namespace gnet
