//===- TiledConv.cpp - Convolution as the product of two matrices ---------===//
//
// A block of threads has a tile of pixels by outputs. Chunks of what it
// multiplies come to shared memory by asynchronous copies, several stages
// ahead. Where there are few tiles, the depth is split among blocks, which
// leave their sums in scratch memory; a second kernel adds them up.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Alignment.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/GemmCopies.h"
#include "target/cuda/kernels/GemmProduct.h"
#include "target/cuda/kernels/GemmResults.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Threads of a block that adds up splits.
constexpr int64_t sumThreads = 128;
constexpr int64_t vectorFloats = 4;
constexpr int64_t copiedBytes = 16;

std::unique_ptr<GemmProduct> createProduct(KernelBuilder &k,
                                           const GemmTile &tile) {
  switch (tile.precision) {
  case Precision::Fp32:
    return createThreadProduct(k, tile);
  case Precision::Tf32:
    return createTf32Product(k, tile);
  case Precision::Bf16:
  case Precision::Fp16:
    return createHalfProduct(k, tile);
  }
  llvm_unreachable("all precisions are covered");
}

class TiledConv {
public:
  TiledConv(const GemmShape &shape, const GemmTile &tile)
      : shape(shape), tile(tile) {}

  Launch launch() const;
  void emit(KernelBuilder &k);
  Launch launchOfSum() const;
  void emitSum(KernelBuilder &k);

private:
  void emitTile(KernelBuilder &k, Value firstRow, Value rowCount);
  SmallVector<Value> emitChunks(KernelBuilder &k, GemmCopies &copies,
                                GemmProduct &product);
  void storeSums(KernelBuilder &k, const GemmSums &sums, Value firstRow,
                 Value rowCount, Value firstOutput);
  void storeParts(KernelBuilder &k, const GemmSums &sums, Value firstRow,
                  Value rowCount, Value firstOutput);
  /// Where scratch memory has the sum of split 0.
  Value scratchPlace(KernelBuilder &k, Value row, Value output);
  int64_t splitFloats() const {
    return shape.rowCount() * tile.filledOutputs(shape);
  }

  const GemmShape &shape;
  const GemmTile &tile;
};

/// Rows are numbered through all images: of the tiles of so many images, each
/// filled up, some may be left over.
Launch TiledConv::launch() const {
  return {.blocksOfImage = tile.rowTiles(shape.pixels()),
          .columns = shape.groups * tile.columnTiles(shape),
          .layers = tile.splits,
          .threads = tile.threads(),
          .sharedBytes = tile.sharedBytes()};
}

void TiledConv::emit(KernelBuilder &k) {
  Value firstRow = k.mul(k.blockNumber(gpu::Dimension::x), tile.rows);
  Value rowCount = k.mul(k.images, shape.pixels());
  k.when(k.isLess(firstRow, rowCount),
         [&] { emitTile(k, firstRow, rowCount); });
}

void TiledConv::emitTile(KernelBuilder &k, Value firstRow, Value rowCount) {
  Value columnTile = k.blockNumber(gpu::Dimension::y);
  GemmCopies copies(k, shape, tile, firstRow, rowCount, columnTile);
  auto product = createProduct(k, tile);
  SmallVector<Value> values = emitChunks(k, copies, *product);
  GemmSums sums = product->sums(values);
  Value firstOutput = k.mul(columnTile, tile.columns);
  if (tile.splits > 1)
    storeParts(k, sums, firstRow, rowCount, firstOutput);
  else
    storeSums(k, sums, firstRow, rowCount, firstOutput);
}

/// Each round waits for its chunk, lets all threads pass that have it and are
/// done with the one before, and asks for another in the place of that. Pixels
/// that are converted on the way are stored there once this one is multiplied;
/// for a chunk that there is not, where nobody reads any more.
SmallVector<Value> TiledConv::emitChunks(KernelBuilder &k, GemmCopies &copies,
                                         GemmProduct &product) {
  int64_t ahead = tile.stages - 1;
  Value from = k.index(0), to = k.index(tile.chunks(shape));
  if (tile.splits > 1) {
    from = k.mul(k.blockNumber(gpu::Dimension::z), tile.chunksOfSplit(shape));
    to = k.least(k.add(from, tile.chunksOfSplit(shape)), to);
  }
  auto issue = [&](Value chunk) {
    k.when(k.isLess(chunk, to), [&] {
      Value stage = k.rem(k.sub(chunk, from), tile.stages);
      copies.issue(chunk, k.mul(stage, tile.stageElements()));
    });
    k.commitCopies();
  };
  auto load = [&](Value chunk) {
    return copies.areConverted() ? copies.load(chunk) : SmallVector<Value>();
  };
  auto store = [&](Value chunk, ArrayRef<Value> loaded) {
    if (loaded.empty())
      return;
    Value stage = k.rem(k.sub(chunk, from), tile.stages);
    copies.store(loaded, k.mul(stage, tile.stageElements()));
  };
  for (int64_t i = 0; i < ahead; ++i) {
    Value chunk = k.add(from, i);
    issue(chunk);
    store(chunk, load(chunk));
  }
  SmallVector<Value> values = k.reduce(
      from, to, 1, product.initial(), [&](Value chunk, ArrayRef<Value> before) {
        k.waitForCopies(ahead - 1);
        k.barrier();
        Value next = k.add(chunk, ahead);
        issue(next);
        SmallVector<Value> loaded = load(next);
        Value stage = k.rem(k.sub(chunk, from), tile.stages);
        SmallVector<Value> sums =
            product.addChunk(k.mul(stage, tile.stageElements()), before);
        store(next, loaded);
        return sums;
      });
  // Of empty groups, for nothing to be left open.
  k.waitForCopies(0);
  return values;
}

void TiledConv::storeSums(KernelBuilder &k, const GemmSums &sums,
                          Value firstRow, Value rowCount, Value firstOutput) {
  GemmResults results(k, shape);
  SmallVector<Value> outputs, biases;
  for (Value column : sums.columns) {
    outputs.push_back(k.add(firstOutput, column));
    biases.push_back(results.biasOf(outputs.back(), sums.width));
  }
  for (auto [i, tileRow] : llvm::enumerate(sums.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values =
        ArrayRef<Value>(sums.values).slice(i * outputs.size(), outputs.size());
    k.when(k.isLess(row, rowCount), [&, row = row] {
      GemmResults::Pixel pixel = results.pixelOf(row);
      for (auto [output, value, bias] :
           llvm::zip_equal(outputs, values, biases))
        results.store(pixel, output, value, bias);
    });
  }
}

//===----------------------------------------------------------------------===//
// Splits
//===----------------------------------------------------------------------===//

Value TiledConv::scratchPlace(KernelBuilder &k, Value row, Value output) {
  return k.add(k.mul(row, tile.filledOutputs(shape)), output);
}

void TiledConv::storeParts(KernelBuilder &k, const GemmSums &sums,
                           Value firstRow, Value rowCount, Value firstOutput) {
  Memory part =
      k.imageOf(k.scratch, k.blockNumber(gpu::Dimension::z), splitFloats());
  for (auto [i, tileRow] : llvm::enumerate(sums.rows)) {
    Value row = k.add(firstRow, tileRow);
    ArrayRef<Value> values =
        ArrayRef<Value>(sums.values)
            .slice(i * sums.columns.size(), sums.columns.size());
    k.when(k.isLess(row, rowCount), [&, row = row] {
      for (auto [column, value] : llvm::zip_equal(sums.columns, values))
        k.store(value, part, scratchPlace(k, row, k.add(firstOutput, column)));
    });
  }
}

/// A thread has a vector of the outputs of a pixel.
Launch TiledConv::launchOfSum() const {
  int64_t pieces = shape.pixels() * (tile.filledOutputs(shape) / vectorFloats);
  return {.blocksOfImage = int64_t(llvm::divideCeil(pieces, sumThreads)),
          .threads = sumThreads};
}

void TiledConv::emitSum(KernelBuilder &k) {
  int64_t vectors = tile.filledOutputs(shape) / vectorFloats;
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value piece = k.add(k.mul(digits[1], sumThreads), k.thread);
  k.when(k.isLess(piece, shape.pixels() * vectors), [&] {
    SmallVector<Value> place = k.digits(piece, {vectors});
    Value row = k.add(k.mul(digits[0], shape.pixels()), place[0]);
    Value output = k.mul(place[1], vectorFloats);
    Value at = scratchPlace(k, row, output);
    Value sum =
        k.reduceOne(k.index(0), k.index(tile.splits), 1,
                    k.number(0, vectorFloats), [&](Value split, Value before) {
                      Memory part = k.imageOf(k.scratch, split, splitFloats());
                      return k.addf(before, k.load(part, at, vectorFloats));
                    });
    GemmResults results(k, shape);
    results.store(results.pixelOf(row), output, sum,
                  results.biasOf(output, vectorFloats));
  });
}

//===----------------------------------------------------------------------===//
// The choice
//===----------------------------------------------------------------------===//

/// Places in an image and numbers of rows are counted in 32 bits.
bool isWithinReach(const GemmShape &shape) {
  constexpr int64_t most = std::numeric_limits<int32_t>::max();
  return shape.source.getImageElements() <= most &&
         shape.destination.getImageElements() <= most &&
         shape.rowCount() + 1024 <= most;
}

/// None where no tile can multiply what `step` reads: the network's input is
/// converted, the rest is copied as it is.
std::optional<Precision> precisionOf(gnk::KernelInterface step,
                                     const Choice &choice) {
  Type weight = gnk::weightTypeOf(step);
  bool isInput = !gnk::placeOf(step.getSource()).root.getDefiningOp();
  if (!isInput && step.getSource().getType().getElementType() != weight)
    return std::nullopt;
  if (weight.isBF16())
    return Precision::Bf16;
  if (weight.isF16())
    return Precision::Fp16;
  return choice.precision == Precision::Tf32 ? Precision::Tf32
                                             : Precision::Fp32;
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
              gnk::Layout source, gnk::Layout destination, const Choice &choice,
              SmallVectorImpl<Candidate> &candidates) {
  std::optional<Precision> precision = precisionOf(step, choice);
  if (!precision || !isWithinReach(shape))
    return;
  SmallVector<GemmTile> tiles = fittingTiles(shape, *precision, choice.card);
  tiles.truncate(std::min<size_t>(tiles.size(), 2));
  for (const GemmTile &tile : tiles) {
    auto kernel = gnk::KernelAttr::get(step.getContext(), "tiled", source,
                                       destination, {}, tile.scratch(shape));
    candidates.push_back(
        {tile.addTo(kernel), predict(step, shape, tile, choice.card)});
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

void propose(gnk::KernelInterface step, const Choice &choice,
             SmallVectorImpl<Candidate> &candidates) {
  auto add = [&](const GemmShape &shape, gnk::Layout source,
                 gnk::Layout destination) {
    addTiles(step, shape, source, destination, choice, candidates);
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
  if (auto linear = dyn_cast<gnk::LinearOp>(*step))
    return GemmShape(linear);
  bool isBlocked = gnk::chosenKernel(step).getSource() == gnk::Layout::Nchw16c;
  return {cast<gnk::ConvOp>(*step), isBlocked};
}

/// As many groups of lanes as there are tiles: what fills up the last one is 0.
SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  GemmShape shape = shapeOf(step);
  GemmTile tile = GemmTile::of(gnk::chosenKernel(step));
  int64_t tiles = shape.groups * tile.columnTiles(shape);
  SmallVector<int64_t> groups(tiles, tile.columns / channelBlock);
  auto form = [&](int64_t inputs) {
    return gnk::PackedAttr::get(step.getContext(), groups, channelBlock, inputs,
                                /*tapsFirst=*/false, {});
  };
  return {form(shape.isBlocked ? channelBlock : shape.inputs),
          shape.bias ? form(1) : gnk::PackedAttr()};
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  GemmShape shape = shapeOf(step);
  GemmTile tile = GemmTile::of(gnk::chosenKernel(step));
  TiledConv conv(shape, tile);
  KernelBuilder k = functions.begin("tiled", step, conv.launch());
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
