//===- StrassenPlan.cpp - The numbers of a convolution by Strassen --------===//
#include "target/cpu/kernels/StrassenPlan.h"
#include "target/program/StrassenTransform.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// That it gets a cycle; where that is not known twice what memory gives.
double bytesOfThirdCache(const Machine &machine) {
  return machine.level3BytesPerCycle > 0 ? machine.level3BytesPerCycle
                                         : 2 * machine.memoryBytesPerCycle;
}

Product productOf(const StrassenPlan &plan, const ConvShape &shape,
                  const Machine &machine) {
  return {.inputs = plan.inputBlocks * machine.lanes,
          .rows = strassenProducts,
          .width = plan.pixels,
          .blocks = plan.outputBlocks,
          .pieces = shape.batch * plan.blocks};
}

/// Of a block: each product of a pixel is written and read once.
double cyclesOfTransforms(const StrassenPlan &plan, const Machine &machine) {
  constexpr double cyclesOfInput = 3, cyclesOfResult = 2.5;
  const auto vectors = static_cast<double>(machine.registersOfVector *
                                           plan.pixels * strassenProducts);
  return vectors * (cyclesOfInput * static_cast<double>(plan.inputBlocks) +
                    cyclesOfResult * static_cast<double>(plan.outputBlocks));
}

/// Of an image: sources and results that the second cache cannot hold. Half of
/// that is waited for.
double cyclesOfImages(const ConvShape &shape, const Machine &machine) {
  double cycles = 0;
  for (int64_t floats : {shape.inputs * shape.height * shape.width,
                         shape.outputs * shape.outHeight * shape.outWidth})
    if (floats * int64_t(sizeof(float)) > machine.level2Bytes)
      cycles += static_cast<double>(floats * sizeof(float)) /
                bytesOfThirdCache(machine) / 2;
  return cycles;
}

/// Of an image. Each block reads all weights, the first one from memory: some
/// of that is waited for.
double cyclesOf(const StrassenPlan &plan, const ConvShape &shape,
                const Machine &machine) {
  constexpr double waiting = 0.06, cyclesOfStart = 8;
  const Product product = productOf(plan, shape, machine);
  const auto later = static_cast<double>(plan.blocks - 1);
  const int64_t weightBytes = product.inputs * product.blocks * product.rows *
                              machine.lanes * product.weightBytes;
  const auto bytes = static_cast<double>(weightBytes);
  const double multiplying =
      cyclesOf(product, {plan.pixels, 1}, machine) +
      cyclesOfStart * static_cast<double>(product.rows * product.blocks);
  const double fetching = bytes / machine.memoryBytesPerCycle;
  const double again = weightBytes > machine.level2Bytes / 2
                           ? bytes / bytesOfThirdCache(machine)
                           : 0;
  return (later + 1) * cyclesOfTransforms(plan, machine) +
         cyclesOfImages(shape, machine) + waiting * fetching +
         std::max(multiplying, fetching) + later * std::max(multiplying, again);
}

/// The cheapest; none where a side has no halves.
std::optional<StrassenPlan> findPlan(const ConvShape &shape,
                                     const Machine &machine) {
  const int64_t pixels = shape.outHeight * shape.outWidth;
  if (shape.inputs % (2 * machine.lanes) != 0 ||
      shape.outputs % (2 * machine.lanes) != 0)
    return std::nullopt;
  std::optional<StrassenPlan> best;
  double least = std::numeric_limits<double>::infinity();
  for (int64_t blocks = 1; blocks * 2 <= pixels; ++blocks) {
    const StrassenPlan plan(shape, blocks, machine.lanes);
    const RegisterTile tile = {plan.pixels, 1};
    const bool hasEmptyBlock = (blocks - 1) * plan.pixelsOfBlock >= pixels;
    if (hasEmptyBlock || !tile.fits(machine))
      continue;
    const double cycles = cyclesOf(plan, shape, machine) *
                          unevenness(productOf(plan, shape, machine), tile);
    if (cycles < least)
      best = plan;
    least = std::min(least, cycles);
  }
  return best;
}

Candidate candidateOf(gnk::ConvOp conv, const ConvShape &shape,
                      const StrassenPlan &plan, const Machine &machine) {
  gnk::Layout blocked = gnk::layoutOfBlock(machine.lanes);
  auto kernel =
      gnk::KernelAttr::get(conv.getContext(), "strassen", blocked, blocked,
                           DictionaryAttr::get(conv.getContext()), plan.scratch,
                           /*shared=*/0)
          .withNumbers("form", {2, 2, 2})
          .withNumbers("blocks", {plan.blocks})
          .withNumbers("tile", {plan.pixels, 1});
  return {kernel,
          static_cast<double>(shape.batch) * cyclesOf(plan, shape, machine)};
}

} // namespace

/// A power of two as the distance of the xi would put all of them into the same
/// sets of the cache.
StrassenPlan::StrassenPlan(const ConvShape &shape, int64_t blocks,
                           int64_t lanes)
    : blocks(blocks),
      pixelsOfBlock(llvm::divideCeil(shape.outHeight * shape.outWidth, blocks)),
      pixels(llvm::divideCeil(pixelsOfBlock, 2)),
      inputBlocks(shape.inputBlocks / 2), outputBlocks(shape.outputBlocks / 2),
      inputStep((inputBlocks * pixels + 1) * lanes),
      sumStep((pixels + 1) * lanes), firstSum(strassenProducts * inputStep),
      scratch(firstSum + strassenProducts * sumStep) {}

StrassenPlan StrassenPlan::of(gnk::ConvOp conv, const ConvShape &shape,
                              int64_t lanes) {
  return {shape, gnk::chosenKernel(conv).getNumbers("blocks")[0], lanes};
}

void proposeStrassen(gnk::KernelInterface step, const Machine &machine,
                     SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || conv.getGroups() != 1 || gnk::weightTypeOf(conv).isInteger(8) ||
      conv.getSource().getType().getChannels() < machine.lanes)
    return;
  ConvShape shape(conv, machine.lanes, /*isBlocked=*/true);
  if (shape.kernelHeight * shape.kernelWidth > 1 || shape.top != 0 ||
      shape.left != 0 || shape.together > 1)
    return;
  if (auto plan = findPlan(shape, machine))
    candidates.push_back(candidateOf(conv, shape, *plan, machine));
}

} // namespace gnet
