//===- WinogradCost.cpp - What Winograd convolution costs -----------------===//
#include "target/cpu/kernels/WinogradCost.h"
#include "target/cpu/kernels/WinogradPlan.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Along each of two axes: with more the results lose too many digits. Along a
/// single one there may be as many as there are points for.
constexpr int64_t maxProductsOfTwo = 9;

/// Along an axis. More gain no time, and lose more digits: so do seven of two
/// taps.
int64_t maxResults(const ConvShape &shape) {
  return std::max(shape.kernelHeight, shape.kernelWidth) > 2 ? 7 : 6;
}

/// Along each axis, in bf16. Transforms of so few add and subtract whole
/// numbers, and lose 1.6 times what direct convolution loses there; those of
/// more, which take differences of large ones, eight times.
constexpr int64_t maxProductsOfPairs = 4;

/// Of a thread.
constexpr int64_t mostScratchBytes = 6 << 20;

/// Transforming costs so many cycles for each product of a tile, of inputs as
/// of results: measured 4 for tiles of 4 x 4 products, 6 to 9 for 6 x 6 and
/// 8 x 8. Of phases those are more, as each pixel lies in a line of its own,
/// which is waited for where it was not copied. A processor with one
/// multiply-add a cycle takes as long, if its registers hold a vector. Rounding
/// to pairs of bf16 makes it 2.5 times as much where there is one a cycle.
double cyclesOfTransform(const WinogradPlan &plan, const ConvShape &shape,
                         const Machine &machine) {
  const bool hasPhases = shape.strideY * shape.strideX > 1;
  const double most = hasPhases ? 14 : plan.products > 64 ? 11 : 9;
  const int64_t registers =
      machine.registersOfVector * (machine.hasFma ? 1 : 2);
  const double rounding =
      plan.isOfBfloats() ? std::max(2.5 / machine.vectorFmasPerCycle, 1.0) : 1;
  const double share =
      hasPhases && shape.isBlocked ? 1 : machine.transformShare;
  return std::min(1 + 0.2 * static_cast<double>(plan.products), most) *
         static_cast<double>(registers) * rounding * share;
}

/// Instructions that multiply pairs of int16 are as fast as those on quads of
/// bytes: one counts as two of these.
Product productOf(const WinogradPlan &plan, const ConvShape &shape,
                  const Machine &machine) {
  Product product = {.inputs = shape.inputBlocks * shape.inputBlock,
                     .rows = plan.products,
                     .width = plan.tiles,
                     .blocks = shape.outputBlocks,
                     .pieces = plan.blocksOf(shape.batch),
                     .weightBytes = plan.isOfPairs() ? 2 : 4,
                     .atOnce = plan.isOfBfloats() ? 2 : 1};
  if (plan.isOfShorts() && machine.hasQuads()) {
    product.inputs *= 2;
    product.weightBytes /= 2;
    product.atOnce = 4;
  }
  return product;
}

/// Each group reads all inputs, from farther away where the second cache cannot
/// hold them: a quarter of that is waited for.
double cyclesOfRereading(const WinogradPlan &plan, const ConvShape &shape,
                         const Machine &machine) {
  if (plan.scratchBytes() <= machine.level2Bytes * 3 / 4)
    return 0;
  int64_t groups = llvm::divideCeil(shape.outputBlocks, plan.tile.blocks);
  int64_t bytes = plan.blocks * groups * plan.products * plan.inputStep *
                  int64_t(sizeof(float));
  return static_cast<double>(bytes) /
         machine.bytesPerCycleAgain(plan.scratchBytes()) / 4;
}

/// Of an image. Each block of tiles reads all weights, the first one of an
/// image from memory, or of a block of several images, of which the core has
/// this share; those after it anew where the second cache does not hold them.
double cyclesOfFetching(const WinogradPlan &plan, const ConvShape &shape,
                        int64_t weightBytes, double share,
                        const Machine &machine) {
  auto bytes = static_cast<double>(weightBytes);
  double cycles = bytes / (machine.memoryBytesPerCycle * share);
  if (plan.images > 1)
    return cycles * static_cast<double>(plan.blocksOf(shape.batch)) /
           static_cast<double>(shape.batch);
  if (weightBytes > machine.level2Bytes / 2)
    cycles += static_cast<double>(plan.blocks - 1) * bytes /
              machine.bytesPerCycleAgain(weightBytes);
  return cycles;
}

/// Sums are written and read once. They share the second cache with all else:
/// the more of it those of a group take, the longer each line is waited for.
double cyclesOfSums(const WinogradPlan &plan, const ConvShape &shape,
                    const Machine &machine) {
  constexpr double cyclesOfAll = 8;
  int64_t bytes = plan.products * plan.sumStep * int64_t(sizeof(float));
  int64_t lines =
      plan.products * plan.tilesDown * plan.tilesAcross * shape.outputBlocks;
  return static_cast<double>(lines) * cyclesOfAll * static_cast<double>(bytes) /
         static_cast<double>(machine.level2Bytes);
}

/// While weights come from memory, `fetching` cycles long, each further tile
/// that reads those of a xi and group from the second cache waits behind lines
/// on their way. Measured, where these are as large as the first cache: a
/// sixteenth of all that comes.
double cyclesOfWaiting(const WinogradPlan &plan, const Product &product,
                       double fetching, const Machine &machine) {
  int64_t tiles = llvm::divideCeil(plan.tiles, plan.tile.pixels);
  int64_t bytes =
      product.inputs * plan.tile.blocks * machine.lanes * product.weightBytes;
  double part = static_cast<double>((tiles - 1) * bytes) /
                static_cast<double>(16 * machine.level1Bytes);
  return fetching * std::min(part, 1.0);
}

/// Of an image, of which each block of tiles transforms all filters. Int16 has
/// twice as many lanes as float32, and two additions a cycle where that has
/// one.
double cyclesOfShorts(const WinogradPlan &plan, const ConvShape &shape,
                      const Machine &machine) {
  constexpr double ofInput = 3, ofSum = 5, ofFilter = 1.2;
  const auto registers = static_cast<double>(machine.registersOfVector),
             products = static_cast<double>(plan.products),
             tiles = static_cast<double>(plan.tilesDown * plan.tilesAcross),
             blocks = static_cast<double>(plan.blocksOf(shape.batch)) /
                      static_cast<double>(shape.batch);
  const double inputs = tiles * static_cast<double>(shape.inputBlocks),
               sums = tiles * static_cast<double>(shape.outputBlocks),
               filters = blocks * static_cast<double>(shape.inputBlocks *
                                                      shape.inputBlock *
                                                      shape.outputBlocks);
  return registers * products *
         (ofInput * inputs + ofSum * sums + ofFilter * filters);
}

/// Of an image: a store a cycle.
double cyclesOfCopying(const WinogradPlan &plan, const ConvShape &shape) {
  return shape.isBlocked
             ? 0
             : static_cast<double>(plan.blocks * plan.copy.stores(shape));
}

/// As they are packed: those that become int16 are filters as they are.
int64_t weightBytesOf(const WinogradPlan &plan, const ConvShape &shape,
                      const Machine &machine) {
  const int64_t filters =
      shape.inputBlocks * shape.inputBlock * shape.outputBlocks * machine.lanes;
  if (plan.isOfShorts())
    return filters * shape.kernelHeight * shape.kernelWidth;
  return filters * plan.products *
         (plan.isOfBfloats() ? 2 : static_cast<int64_t>(sizeof(float)));
}

/// Of an image.
double cyclesOf(const WinogradPlan &plan, const ConvShape &shape,
                const Machine &machine) {
  auto transformed =
      static_cast<double>(plan.products * plan.tilesDown * plan.tilesAcross);
  double transforming =
      plan.isOfShorts()
          ? cyclesOfShorts(plan, shape, machine)
          : transformed * cyclesOfTransform(plan, shape, machine) *
                static_cast<double>(shape.inputBlocks + shape.outputBlocks);
  Product product = productOf(plan, shape, machine);
  double multiplying = cyclesOf(product, plan.tile, machine);
  int64_t weightBytes = weightBytesOf(plan, shape, machine);
  double fetching =
      cyclesOfFetching(plan, shape, weightBytes, /*share=*/1, machine);
  double beside =
      cyclesOfFetching(plan, shape, weightBytes, machine.memoryShare, machine);
  double products =
      std::max(static_cast<double>(plan.blocks) * multiplying, beside);
  return cyclesOfCopying(plan, shape) + transforming + products +
         cyclesOfWaiting(plan, product, fetching, machine) +
         cyclesOfSums(plan, shape, machine) +
         cyclesOfRereading(plan, shape, machine);
}

/// Of a run of one image: no others share what is read of weights.
double cyclesOfOne(const WinogradPlan &plan, ConvShape shape,
                   const Machine &machine) {
  if (shape.batch == 1)
    return cyclesOf(plan, shape, machine);
  shape.batch = 1;
  const WinogradPlan alone(shape, plan.y.results, plan.x.results, plan.tileRows,
                           /*images=*/1, plan.tile, machine.lanes,
                           plan.factors);
  return cyclesOf(alone, shape, machine);
}

/// The cheapest plan of one form.
class PlanSearch {
public:
  PlanSearch(const ConvShape &shape, int64_t resultsY, int64_t resultsX,
             BilinearFactors factors, const Machine &machine)
      : shape(shape), resultsY(resultsY), resultsX(resultsX), factors(factors),
        machine(machine), best(planOf(1, 1, {})) {}

  WinogradPlan find();

private:
  WinogradPlan planOf(int64_t tileRows, int64_t images,
                      RegisterTile tile) const {
    return {shape,  resultsY, resultsX,      tileRows,
            images, tile,     machine.lanes, factors};
  }
  bool consider(int64_t tileRows, int64_t images);

  const ConvShape &shape;
  int64_t resultsY, resultsX;
  BilinearFactors factors;
  const Machine &machine;
  WinogradPlan best;
  double least = std::numeric_limits<double>::infinity();
};

/// With each number of blocks of outputs: of equals the plan with fewer, whose
/// sums take less memory. False where it takes too much with any.
bool PlanSearch::consider(int64_t tileRows, int64_t images) {
  Product product = productOf(planOf(tileRows, images, {}), shape, machine);
  bool fits = false;
  for (int64_t blocks = 1; blocks <= mostBlocks(product, machine); ++blocks) {
    RegisterTile tile = bestTileOf(blocks, product, machine);
    WinogradPlan plan = planOf(tileRows, images, tile);
    if (tileRows * images > 1 && plan.scratchBytes() > mostScratchBytes)
      continue;
    fits = true;
    double cycles = cyclesOf(plan, shape, machine) * unevenness(product, tile);
    if (cycles < least)
      best = plan;
    least = std::min(least, cycles);
  }
  return fits;
}

/// As many rows of tiles as cost least, or all of so many images: the more, the
/// less often all weights are read.
WinogradPlan PlanSearch::find() {
  for (int64_t rows = 1; rows <= best.tilesDown; ++rows)
    if (best.tilesDown % rows == 0 && !consider(rows, 1))
      return best;
  for (int64_t images = 2; shape.isBlocked && images <= shape.batch;
       images *= 2)
    if (!consider(best.tilesDown, images))
      break;
  return best;
}

Candidate candidateOf(gnk::ConvOp conv, const ConvShape &shape,
                      const WinogradPlan &plan, const Machine &machine) {
  gnk::Layout blocked = gnk::layoutOfBlock(machine.lanes);
  gnk::Layout source = shape.isBlocked ? blocked : gnk::Layout::Nchw;
  double batch = static_cast<double>(conv.getSource().getType().getBatch());
  StringRef name = plan.isOfShorts() ? integerWinogradName : "winograd";
  auto kernel = gnk::KernelAttr::get(conv.getContext(), name, source, blocked,
                                     DictionaryAttr::get(conv.getContext()),
                                     plan.scratch, plan.shared())
                    .withNumbers("form", {plan.y.results, plan.x.results})
                    .withNumbers("rows", {plan.tileRows})
                    .withNumbers("tile", {plan.tile.pixels, plan.tile.blocks});
  if (plan.images > 1)
    kernel = kernel.withNumbers("images", {plan.images});
  if (plan.isOfBfloats())
    kernel = kernel.withNumbers("pairs", {plan.inputLanes});
  return {kernel, batch * cyclesOf(plan, shape, machine),
          cyclesOfOne(plan, shape, machine)};
}

/// The cheapest kernel of one form.
Candidate bestOf(gnk::ConvOp conv, const ConvShape &shape, int64_t resultsY,
                 int64_t resultsX, BilinearFactors factors,
                 const Machine &machine) {
  WinogradPlan plan =
      PlanSearch(shape, resultsY, resultsX, factors, machine).find();
  if (shape.isBlocked && shape.batch == 1 && plan.blocks == 1)
    plan.shareInputs();
  return candidateOf(conv, shape, plan, machine);
}

} // namespace

void proposeWinograd(gnk::KernelInterface step, const Machine &machine,
                     SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  // Transformed filters have no place in bytes, and as floats are 16 times as
  // large as those.
  if (!conv || conv.getGroups() != 1 || gnk::weightTypeOf(conv).isInteger(8))
    return;
  gnk::BufferType source = conv.getSource().getType();
  bool isBlocked = source.getChannels() >= machine.lanes;
  if (!isBlocked && gnk::quantizedType(source.getElementType()))
    return;
  ConvShape shape = phaseShape(conv, machine.lanes, isBlocked);
  if (shape.dilationY != 1 || shape.dilationX != 1 ||
      (shape.kernelHeight == 1 && shape.kernelWidth == 1))
    return;
  auto propose = [&](int64_t resultsY, int64_t resultsX,
                     BilinearFactors factors) {
    candidates.push_back(
        bestOf(conv, shape, resultsY, resultsX, factors, machine));
  };
  bool isOneAxis = shape.kernelHeight == 1 || shape.kernelWidth == 1;
  int64_t maxProducts = isOneAxis ? maxWinogradSize : maxProductsOfTwo;
  for (int64_t results = 2; results <= maxResults(shape); ++results) {
    int64_t resultsY = shape.kernelHeight == 1 ? 1 : results;
    int64_t resultsX = shape.kernelWidth == 1 ? 1 : results;
    if (resultsY + shape.kernelHeight - 1 > maxProducts ||
        resultsX + shape.kernelWidth - 1 > maxProducts)
      break;
    propose(resultsY, resultsX, BilinearFactors::Floats);
    if (machine.hasBfloats() && shape.together == 2 &&
        std::max(resultsY + shape.kernelHeight, resultsX + shape.kernelWidth) -
                1 <=
            maxProductsOfPairs)
      propose(resultsY, resultsX, BilinearFactors::Bfloats);
  }
}

/// Of 3 x 3 filters, 4 x 4 results at a time: with more, or of larger ones, the
/// factors are beyond int16. Results come out as remainders of 2^32, and are
/// those of 576 = 9 * 2^6 times as much: so they have to lie within 2^25.
void proposeIntegerWinograd(gnk::KernelInterface step, const Machine &machine,
                            SmallVectorImpl<Candidate> &candidates) {
  constexpr int64_t taps = 3, results = 4, largestWeight = 127,
                    mostOfResult = 1 << 25;
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || conv.getGroups() != 1 || !machine.addsPairsOfWords ||
      !gnk::weightTypeOf(conv).isInteger(8))
    return;
  ConvShape shape(conv, machine.lanes, /*isBlocked=*/true);
  if (shape.kernelHeight != taps || shape.kernelWidth != taps ||
      shape.strideY != 1 || shape.strideX != 1 || shape.dilationY != 1 ||
      shape.dilationX != 1 || shape.inputs < machine.lanes ||
      shape.inputs * taps * taps * largestWeight * middleOfBytes >=
          mostOfResult)
    return;
  candidates.push_back(
      bestOf(conv, shape, results, results, BilinearFactors::Shorts, machine));
}

} // namespace gnet
