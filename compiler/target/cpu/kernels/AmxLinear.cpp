//===- AmxLinear.cpp - Products of a matrix and a batch in AMX's tiles ----===//
//
// A row of a tile is what an image's features have at a time, as they lie. A
// batch is cut into tiles of equally many images, and these into strips of as
// many tiles: so nothing is read past the last image. Each group of output
// blocks reads its weights once for a strip.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/TileSums.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Images of a tile.
int64_t rowsOf(int64_t batch) {
  int64_t tiles = llvm::divideCeil(batch, mostOfTile);
  while (batch % tiles != 0)
    ++tiles;
  return batch / tiles;
}

TileProduct productOf(gnk::LinearOp linear) {
  gnk::BufferType source = linear.getSource().getType();
  auto weight = linear.getWeight().getType();
  const int64_t together = inputsTogether(source, gnk::weightTypeOf(linear));
  const int64_t words = weight.getDimSize(1) / together;
  const int64_t rows = rowsOf(source.getBatch());
  return {.rows = rows,
          .words = chunkOf(words),
          .chunks = words / chunkOf(words),
          .tiles = source.getBatch() / rows,
          .isEven = true,
          .blocks = int64_t(llvm::divideCeil(weight.getDimSize(0), mostOfTile)),
          .together = together};
}

class AmxLinear {
public:
  AmxLinear(gnk::LinearOp linear, KernelBuilder &k)
      : linear(linear), k(k), source(linear.getSource().getType()),
        destination(linear.getDestination().getType()),
        product(productOf(linear)), integers(k, linear.getWeight()) {
    ArrayRef<int64_t> numbers = gnk::chosenKernel(linear).getNumbers("tile");
    tile = {numbers[0], numbers[1]};
    groups = evenGroups(product.blocks, tile.blocks);
  }

  Work emit();

private:
  void emitGroup(TileSums &sums);
  void emitSums(TileSums &sums, Value image);
  void emitEpilogue(TileSums &sums, Value image);
  void emitResults(TileSums &sums, Value image, int64_t block, int64_t lanes);
  int64_t imagesOfStrip() const { return tile.pixels * product.rows; }

  gnk::LinearOp linear;
  KernelBuilder &k;
  gnk::BufferType source, destination;
  TileProduct product;
  IntegerSums integers;
  RegisterTile tile;
  SmallVector<int64_t> groups;

  // Of the group at work.
  int64_t blocks = 0;
  Value firstBlock, weights;
};

Work AmxLinear::emit() {
  TileSums sums(k, product, tile);
  sums.begin();
  k.forItems([&](Value group) {
    forGroup(k, groups, group, [&](int64_t blocksOfGroup, Value first) {
      blocks = blocksOfGroup;
      firstBlock = first;
      weights = k.add(k.mul(first, product.inputs() * k.lanes()),
                      integers.weightsBegin());
      emitGroup(sums);
    });
  });
  sums.end();
  return {static_cast<int64_t>(groups.size()), 0};
}

void AmxLinear::emitGroup(TileSums &sums) {
  k.loop(k.index(0), k.images, imagesOfStrip(), [&](Value image) {
    sums.clear(blocks);
    emitSums(sums, image);
    sums.keep(blocks);
    emitEpilogue(sums, image);
  });
}

void AmxLinear::emitSums(TileSums &sums, Value image) {
  const int64_t step = source.getImageStride();
  Value first = k.mul(image, step);
  k.loop(0, product.chunks, 1, [&](Value chunk) {
    const int64_t elements = product.words * product.together;
    sums.add(blocks,
             {.memory = k.source,
              .at = k.add(first, k.mul(chunk, elements)),
              .rowBytes = step * source.getElementBytes(),
              .tileElements = product.rows * step},
             k.add(weights, k.mul(chunk, sums.weightsOfChunk(blocks))));
  });
}

/// The very last block may not be full.
void AmxLinear::emitEpilogue(TileSums &sums, Value image) {
  const int64_t rest = destination.getChannels() % k.lanes();
  for (int64_t block = 0; block < blocks; ++block) {
    auto emitWhole = [&] { emitResults(sums, image, block, k.lanes()); };
    if (rest == 0 || block + 1 < blocks) {
      emitWhole();
      continue;
    }
    Value isLast = k.isEqual(k.add(firstBlock, blocks), product.blocks);
    k.when(isLast, [&] { emitResults(sums, image, block, rest); }, emitWhole);
  }
}

void AmxLinear::emitResults(TileSums &sums, Value image, int64_t block,
                            int64_t lanes) {
  Value number = k.add(firstBlock, block), first = k.mul(number, k.lanes());
  const IntegerSums::Rest rest =
      integers.restOf(number, bool(linear.getBias()));
  Value past = k.least(k.index(imagesOfStrip()), k.sub(k.images, image));
  k.loop(k.index(0), past, 1, [&](Value row) {
    Value sum = integers.complete(sums.kept(block, row), rest);
    Value to = k.mul(k.add(image, row), destination.getImageStride());
    k.storeFirst(activate(k, linear.getActivationAttr(), sum), lanes,
                 k.destination, k.add(to, first));
  });
}

//===----------------------------------------------------------------------===//
// The kind
//===----------------------------------------------------------------------===//

/// Words of features are to be whole. One image has no use for tiles.
void propose(gnk::KernelInterface step, const Machine &machine,
             SmallVectorImpl<Candidate> &candidates) {
  auto linear = dyn_cast<gnk::LinearOp>(*step);
  if (!linear)
    return;
  gnk::BufferType source = linear.getSource().getType();
  auto weight = linear.getWeight().getType();
  const Type type = gnk::weightTypeOf(linear);
  const int64_t together = inputsTogether(source, type);
  if (!machine.hasTiles(together) || weight.getDimSize(1) % together != 0 ||
      source.getBatch() == 1)
    return;
  const TileProduct product = productOf(linear);
  const RegisterTile tile = bestTile(product, machine);
  const auto weightBytes =
      static_cast<double>(weight.getNumElements() * gnk::elementBytes(type));
  auto kernel = gnk::KernelAttr::get(linear.getContext(), "amx_linear",
                                     gnk::Layout::Nchw, gnk::Layout::Nchw,
                                     DictionaryAttr::get(linear.getContext()),
                                     TileSums::scratchOf(tile))
                    .withNumbers("tile", {tile.pixels, tile.blocks});
  candidates.push_back({kernel, whileFetching(cyclesOf(product, tile, machine),
                                              weightBytes, machine)});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto linear = cast<gnk::LinearOp>(*step);
  const TileProduct product = productOf(linear);
  SmallVector<int64_t> groups = evenGroups(
      product.blocks, gnk::chosenKernel(linear).getNumbers("tile")[1]);
  auto weight = gnk::PackedAttr::get(linear.getContext(), groups, machine.lanes,
                                     /*inputBlock=*/product.together,
                                     /*tapsFirst=*/false, {}, product.together);
  return {weight, packedByChannel(linear.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &amxLinearKernel() {
  static const KernelKind kind = {
      "amx_linear",
      /*isExact=*/true,
      propose,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return AmxLinear(cast<gnk::LinearOp>(*step), kernel).emit();
      },
      /*emitBefore=*/nullptr,
      /*error=*/nullptr,
      /*keepsFloat32Weights=*/nullptr,
      /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
