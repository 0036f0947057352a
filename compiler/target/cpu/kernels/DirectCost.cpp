//===- DirectCost.cpp - What direct convolution costs ---------------------===//
#include "target/cpu/kernels/DirectCost.h"
#include "target/cpu/kernels/PicturePairs.h"
#include "target/cpu/kernels/PictureRuns.h"
#include "target/cpu/kernels/Window.h"

using namespace mlir;

namespace gnet {
namespace {

/// A kernel of more columns, or over more, would be unrolled to more code than
/// a network has: pixels then go one by one, over those of its columns that are
/// inside.
constexpr int64_t mostColumns = 16, widestSpan = 64;

/// Pixels of a convolution of 1 x 1 as rows that tiles fill best.
void cutRows(ConvShape &shape, const Machine &machine) {
  int64_t pixels = shape.outHeight * shape.outWidth;
  Product product = directProduct(shape, machine);
  int64_t bestWidth = shape.outWidth;
  double least = std::numeric_limits<double>::infinity();
  for (int64_t width = 1; width <= pixels; ++width) {
    // At least a few rows, for threads to share.
    if (pixels % width != 0 || (pixels / width < 4 && width > 64))
      continue;
    product.rows = pixels / width;
    product.pieces = shape.batch * product.rows;
    product.width = width;
    RegisterTile tile = bestTile(product, machine);
    double cycles =
        cyclesOf(product, tile, machine) * unevenness(product, tile);
    if (cycles < least)
      bestWidth = width;
    least = std::min(least, cycles);
  }
  shape.height = shape.outHeight = pixels / bestWidth;
  shape.width = shape.outWidth = bestWidth;
}

/// Whether each block of channels is of one group.
bool groupsFitBlocks(gnk::ConvOp conv, const Machine &machine) {
  int64_t groups = static_cast<int64_t>(conv.getGroups());
  int64_t inputs = conv.getSource().getType().getChannels();
  int64_t outputs = conv.getDestination().getType().getChannels();
  return groups == 1 || (inputs / groups % machine.lanes == 0 &&
                         outputs / groups % machine.lanes == 0);
}

Candidate candidateOf(gnk::ConvOp conv, const ConvShape &shape, int64_t shared,
                      const Machine &machine) {
  Product product = directProduct(shape, machine);
  RegisterTile tile = bestTile(product, machine);
  double batch = static_cast<double>(conv.getSource().getType().getBatch());
  double weightBytes = static_cast<double>(product.inputs * shape.outputBlocks *
                                           machine.lanes * shape.weightBytes);
  double cycles =
      static_cast<double>(shape.groups) * cyclesOf(product, tile, machine);
  gnk::Layout blocked = gnk::layoutOfBlock(machine.lanes);
  auto kernel = gnk::KernelAttr::get(
      conv.getContext(), "direct",
      shape.isBlocked ? blocked : gnk::Layout::Nchw, blocked,
      DictionaryAttr::get(conv.getContext()), /*scratch=*/0, shared);
  kernel = kernel.withNumbers("tile", {tile.pixels, tile.blocks});
  return {kernel, whileFetching(batch * cycles, weightBytes, machine),
          whileFetching(cycles, weightBytes, machine)};
}

/// Of one that reads a copy of the picture, of so many floats, whose `name`
/// has as many words as are multiplied for a tap. Each is read, and a place for
/// each written and read.
Candidate candidateOfCopy(gnk::ConvOp conv, const ConvShape &shape,
                          int64_t floats, StringRef name,
                          const Machine &machine) {
  Candidate copied = candidateOf(conv, shape, floats, machine);
  copied.kernel =
      copied.kernel.withNumbers(name, {shape.inputBlock / shape.together});
  const double copying = static_cast<double>(floats * 3) * sizeof(float) /
                         machine.level2BytesPerCycle;
  copied.cycles += copying;
  copied.cyclesOfOne += copying / static_cast<double>(shape.batch);
  return copied;
}

} // namespace

bool readsRuns(gnk::ConvOp conv) {
  return !gnk::chosenKernel(conv).getNumbers("runs").empty();
}

bool isWide(const ConvShape &shape) {
  return shape.kernelWidth > mostColumns ||
         WindowAxis::columnsOf(shape).span(1) > widestSpan;
}

Product directProduct(const ConvShape &shape, const Machine &machine) {
  Product product = {.inputs = shape.inputBlocks * shape.inputBlock *
                               shape.kernelHeight * shape.kernelWidth,
                     .rows = shape.outHeight,
                     .width = shape.outWidth,
                     .blocks = shape.outputBlocksOfGroup,
                     .isEven = shape.groups > 1,
                     .pieces = shape.batch * shape.outHeight,
                     .weightBytes = shape.weightBytes,
                     .atOnce = machine.productsAtOnce(shape.together)};
  if (isWide(shape)) {
    product.rows *= product.width;
    product.width = 1;
  }
  return product;
}

ConvShape directShape(gnk::ConvOp conv, const Machine &machine,
                      bool isBlocked) {
  ConvShape shape(conv, machine.lanes, isBlocked);
  if (shape.isPointwise())
    cutRows(shape, machine);
  return shape;
}

ConvShape shapeOfKernel(gnk::ConvOp conv, const Machine &machine) {
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  if (readsRuns(conv))
    return runShape(conv, machine);
  ConvShape shape =
      directShape(conv, machine, kernel.getSource() != gnk::Layout::Nchw);
  if (kernel.getShared() > 0)
    readPairs(shape);
  return shape;
}

void proposeDirect(gnk::KernelInterface step, const Machine &machine,
                   SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || !groupsFitBlocks(conv, machine))
    return;
  // A picture's few channels would leave most of a block empty; bytes are
  // multiplied in blocks, or in a copy.
  bool isBlocked = conv.getSource().getType().getChannels() >= machine.lanes ||
                   gnk::weightTypeOf(conv).isInteger(8);
  ConvShape shape = directShape(conv, machine, isBlocked);
  candidates.push_back(candidateOf(conv, shape, /*shared=*/0, machine));
  if (canReadRuns(conv, machine)) {
    const ConvShape runs = runShape(conv, machine);
    candidates.push_back(
        candidateOfCopy(conv, runs, floatsOfRuns(runs), "runs", machine));
  }
  if (isBlocked || !canPairPicture(conv, machine))
    return;
  readPairs(shape);
  candidates.push_back(
      candidateOfCopy(conv, shape, floatsOfPairs(shape), "pairs", machine));
}

} // namespace gnet
