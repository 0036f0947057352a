//===- TiledConv.cpp - Convolution as the product of two matrices ---------===//
//
// Which tile, and what its weights are packed as; see GemmKernel.h for the
// code.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Alignment.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/GemmKernel.h"
#include "target/cuda/kernels/Siblings.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t copiedBytes = 16;

/// Places in an image and numbers of rows are counted in 32 bits, and a
/// window's rows and columns have a bit each.
bool isWithinReach(const GemmShape &shape) {
  constexpr int64_t most = std::numeric_limits<int32_t>::max();
  return shape.source.getImageElements() <= most &&
         shape.destination.getImageElements() <= most &&
         shape.rowCount() + 1024 <= most && GemmTaps::canTell(shape);
}

/// None where no tile can multiply what `step` reads: the network's input is
/// converted, the rest is copied as it is.
std::optional<Precision> precisionOf(gnk::KernelInterface step) {
  Type weight = gnk::weightTypeOf(step);
  bool isInput = !gnk::placeOf(step.getSource()).root.getDefiningOp();
  if (!isInput && step.getSource().getType().getElementType() != weight)
    return std::nullopt;
  if (weight.isBF16())
    return Precision::Bf16;
  if (weight.isF16())
    return Precision::Fp16;
  return weight.isTF32() ? Precision::Tf32 : Precision::Fp32;
}

Prediction predict(gnk::KernelInterface step, const GemmShape &shape,
                   const GemmTile &tile, const Card &card) {
  Prediction computing = tile.predict(shape, card);
  int64_t weights =
      shape.depth() * tile.filledOutputs(shape) * tile.elementBytes();
  Prediction moving = predictMoving(card, bufferBytes(step) + weights);
  return computing.microseconds < moving.microseconds ? moving : computing;
}

/// The two that compute fastest, if there are.
void addTiles(gnk::KernelInterface step, const GemmShape &shape,
              gnk::Layout source, gnk::Layout destination, const Card &card,
              SmallVectorImpl<Candidate> &candidates) {
  std::optional<Precision> precision = precisionOf(step);
  if (!precision || !isWithinReach(shape))
    return;
  SmallVector<GemmTile> tiles = fittingTiles(shape, *precision, card);
  tiles.truncate(std::min<size_t>(tiles.size(), 2));
  for (const GemmTile &tile : tiles) {
    auto kernel = gnk::KernelAttr::get(step.getContext(), "tiled", source,
                                       destination, {}, tile.scratch(shape));
    candidates.push_back(
        {tile.addTo(kernel), predict(step, shape, tile, card)});
  }
}

/// Few channels of the network's input are read as they come: filled up they
/// would be more.
bool isPicture(gnk::ConvOp conv) {
  return conv.getGroups() == 1 &&
         conv.getSource().getType().getChannels() < channelBlock &&
         !gnk::placeOf(conv.getSource()).root.getDefiningOp();
}

bool hasWholeBlocks(gnk::ConvOp conv) {
  auto groups = static_cast<int64_t>(conv.getGroups());
  auto isWhole = [&](gnk::BufferType type) {
    return type.getChannels() / groups % channelBlock == 0;
  };
  return groups == 1 || (isWhole(conv.getSource().getType()) &&
                         isWhole(conv.getDestination().getType()));
}

void propose(gnk::KernelInterface step, const Card &card,
             SmallVectorImpl<Candidate> &candidates) {
  auto add = [&](const GemmShape &shape, gnk::Layout source,
                 gnk::Layout destination) {
    addTiles(step, shape, source, destination, card, candidates);
  };
  if (auto linear = dyn_cast<gnk::LinearOp>(*step)) {
    if (linear.getWeight().getType().getDimSize(1) % channelBlock == 0 &&
        isAligned(linear.getSource(), copiedBytes))
      add(GemmShape(linear), gnk::Layout::Nchw, gnk::Layout::Nchw);
    return;
  }
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv)
    return;
  if (isPicture(conv))
    add(GemmShape(conv, false), gnk::Layout::Nchw, gnk::Layout::Nchw16c);
  else if (hasWholeBlocks(conv))
    add(GemmShape(conv, true), gnk::Layout::Nchw16c, gnk::Layout::Nchw16c);
}

GemmShape shapeOf(gnk::KernelInterface step) {
  return GemmShape::of(step, gnk::chosenKernel(step));
}

/// As many groups of lanes as there are tiles: what fills up the last one is 0.
/// For tensor cores each output has a chunk's depth together.
SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  GemmShape shape = shapeOf(step);
  GemmTile tile = GemmTile::of(gnk::chosenKernel(step));
  int64_t tiles = shape.groups * tile.columnTiles(shape);
  SmallVector<int64_t> groups(tiles, tile.columns / channelBlock);
  auto form = [&](int64_t inputs, int64_t together) {
    return gnk::PackedAttr::get(step.getContext(), groups, channelBlock, inputs,
                                /*tapsFirst=*/false, {}, together);
  };
  return {form(shape.isBlocked ? channelBlock : shape.inputs,
               tile.isOnTensorCores() ? tile.depth() : 1),
          shape.bias ? form(1, 1) : gnk::PackedAttr()};
}

/// Of the step, and of those that are joined with it.
SmallVector<GemmPart> partsOf(gnk::KernelInterface step, const GemmTile &tile) {
  SmallVector<GemmPart> parts;
  int64_t tiles = 0;
  for (gnk::KernelInterface each : gnk::joinedWith(step)) {
    GemmShape shape = shapeOf(each);
    GemmPart part{shape, tiles, shape.groups * tile.columnTiles(shape)};
    part.place = placeBehind(each.getDestination(), step.getDestination());
    tiles += part.tiles;
    parts.push_back(part);
  }
  return parts;
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  GemmTile tile = GemmTile::of(gnk::chosenKernel(step));
  SmallVector<GemmPart> parts = partsOf(step, tile);
  GemmKernel conv(parts, tile);
  KernelBuilder k =
      functions.begin("tiled", step, conv.launch(), Wait::InItsCode);
  conv.emit(k);
  Launches launches = {k.launchAttr()};
  if (tile.splits > 1) {
    KernelBuilder sum = functions.begin("sum", step, conv.launchOfSum());
    conv.emitSum(sum);
    launches.push_back(sum.launchAttr());
  }
  return launches;
}

} // namespace

const KernelKind &tiledConvKernel() {
  static const KernelKind kind = {"tiled", propose, packing, emit};
  return kind;
}

} // namespace gnet::cuda
