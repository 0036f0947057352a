//===- LinearCost.cpp - What a product with a matrix costs ----------------===//
#include "target/cpu/kernels/LinearCost.h"
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Int24Weights.h"
#include "target/cpu/kernels/RegisterTile.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

SmallVector<int64_t> imageTiles(int64_t images) {
  SmallVector<int64_t> sizes;
  for (; images > 0; images /= 2)
    sizes.push_back(images);
  return sizes;
}

int64_t featuresTogether(gnk::LinearOp linear) {
  return inputsTogether(linear.getSource().getType(),
                        gnk::weightTypeOf(linear));
}

namespace {

/// Blocks that a group has at most: so much of the weights that lies together
/// suffices, and the more groups the more threads.
constexpr int64_t mostBlocks = 8;

/// Of one feature, a block of outputs and the whole batch.
double cyclesOfBlock(RegisterTile tile, int64_t batch, const Machine &machine,
                     int64_t weightBytes, int64_t atOnce) {
  double cycles = 0;
  for (int64_t size : imageTiles(tile.pixels)) {
    int64_t tiles = batch / size;
    cycles +=
        static_cast<double>(tiles) *
        RegisterTile{size, tile.blocks}.cycles(1, machine, weightBytes, atOnce);
    batch %= size;
  }
  return cycles / static_cast<double>(tile.blocks);
}

RegisterTile bestTile(int64_t batch, int64_t blocks, const Machine &machine,
                      int64_t weightBytes, int64_t atOnce) {
  auto cyclesOf = [&](RegisterTile tile) {
    return cyclesOfBlock(tile, batch, machine, weightBytes, atOnce);
  };
  RegisterTile best;
  for (int64_t group = 1; group <= std::min(blocks, mostBlocks); ++group)
    for (int64_t images = 1; images <= batch; ++images) {
      RegisterTile tile{images, group};
      if (!tile.fits(machine))
        break;
      if (cyclesOf(tile) <= cyclesOf(best))
        best = tile;
    }
  return best;
}

/// With weights of so many bytes each.
Candidate candidateOf(gnk::LinearOp linear, int64_t weightBytes,
                      const Machine &machine) {
  auto weight = linear.getWeight().getType();
  int64_t batch = linear.getDestination().getType().getBatch();
  int64_t blocks = llvm::divideCeil(weight.getDimSize(0), machine.lanes);
  int64_t atOnce = machine.productsAtOnce(featuresTogether(linear));
  RegisterTile tile = bestTile(batch, blocks, machine, weightBytes, atOnce);
  int64_t scratch =
      tile.pixels < batch ? batch * tile.blocks * machine.lanes : 0;
  double multiplying =
      cyclesOfBlock(tile, batch, machine, weightBytes, atOnce) *
      static_cast<double>(blocks * weight.getDimSize(1));
  auto bytes = static_cast<double>(weight.getNumElements() * weightBytes);
  auto kernel =
      gnk::KernelAttr::get(linear.getContext(), "linear", gnk::Layout::Nchw,
                           gnk::Layout::Nchw,
                           DictionaryAttr::get(linear.getContext()), scratch)
          .withNumbers("tile", {tile.pixels, tile.blocks});
  if (weightBytes == int24Bytes)
    kernel = withInt24Weights(kernel);
  return {kernel, std::max(multiplying, bytes / machine.memoryBytesPerCycle)};
}

} // namespace

void proposeLinear(gnk::KernelInterface step, const Machine &machine,
                   SmallVectorImpl<Candidate> &candidates) {
  auto linear = dyn_cast<gnk::LinearOp>(*step);
  if (!linear)
    return;
  candidates.push_back(
      candidateOf(linear, gnk::elementBytes(plainWeightTypeOf(step)), machine));
  if (canHaveInt24Weights(step))
    candidates.push_back(candidateOf(linear, int24Bytes, machine));
}

} // namespace gnet
