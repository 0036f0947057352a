//===- PixelCopy.cpp - A source with all channels of a pixel side by side -===//
#include "target/cpu/kernels/PixelCopy.h"
#include "target/cpu/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Blocks of channels that are copied side by side.
constexpr int64_t unrolledBlocks = 4;

} // namespace

int64_t PixelCopy::Axis::begin() const {
  return std::min<int64_t>(llvm::divideCeil(std::max<int64_t>(before, 0), step),
                           count);
}

int64_t PixelCopy::Axis::end() const {
  int64_t last = size - 1 + before;
  return last < 0 ? begin() : std::clamp(last / step + 1, begin(), count);
}

PixelCopy::Axis PixelCopy::axisOf(int64_t size, int64_t results, int64_t kernel,
                                  int64_t stride, int64_t dilation,
                                  int64_t before) {
  if (kernel == 1)
    return {results, stride, before, 1, size};
  int64_t span = (results - 1) * stride + (kernel - 1) * dilation + 1;
  return {int64_t(llvm::alignTo(span, stride)), 1, before, stride, size};
}

PixelCopy::PixelCopy(const ConvShape &shape)
    : shape(shape),
      rows(axisOf(shape.height, shape.outHeight, shape.kernelHeight,
                  shape.strideY, shape.dilationY, shape.top)),
      columns(axisOf(shape.width, shape.outWidth, shape.kernelWidth,
                     shape.strideX, shape.dilationX, shape.left)),
      pixelWords(bestPixelWords()) {}

/// Of a pixel with so many words.
int64_t PixelCopy::chunks(int64_t words) const {
  const int64_t run = hasDilation() ? words : shape.kernelWidth * words;
  return runs() * (run / chunkOf(run));
}

/// A few words more than the inputs need may be cut into fewer chunks.
int64_t PixelCopy::bestPixelWords() const {
  const int64_t least = llvm::divideCeil(shape.inputs, shape.together);
  if (!shape.isBlocked)
    return least;
  int64_t best = least;
  for (int64_t words = least;
       words <= int64_t(llvm::alignTo(least, mostOfTile)); ++words)
    if (chunks(words) < chunks(best))
      best = words;
  return best;
}

int64_t PixelCopy::runs() const {
  return shape.kernelHeight * (hasDilation() ? shape.kernelWidth : 1);
}

int64_t PixelCopy::runWords() const {
  return hasDilation() ? pixelWords : shape.kernelWidth * pixelWords;
}

int64_t PixelCopy::positions() const {
  return (shape.outHeight - 1) * rowPositions() + shape.outWidth;
}

int64_t PixelCopy::placeOfRun(int64_t run) const {
  const int64_t ofRow = runs() / shape.kernelHeight;
  const int64_t row = run / ofRow * shape.dilationY;
  const int64_t rowOfCopy = row % rows.stride * planeRows() + row / rows.stride;
  return rowOfCopy * rowWords() + run % ofRow * shape.dilationX * pixelWords;
}

/// Positions past the last one read on from there.
int64_t PixelCopy::words(int64_t positionsRead) const {
  return shape.batch * imageWords() +
         (positionsRead - positions()) * positionWords();
}

Work PixelCopy::emit(KernelBuilder &k) const {
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {rows.count});
    Value image = digits[0], row = digits[1];
    Value sourceRow = k.add(k.mul(row, rows.step), -rows.before);
    Value from = k.add(k.mul(image, shape.sourceImage),
                       k.mul(k.mul(sourceRow, shape.width), shape.pixelStep));
    Value rowOfCopy = k.add(k.mul(k.rem(row, rows.stride), planeRows()),
                            k.div(row, rows.stride));
    Value to = k.add(k.mul(image, imageWords()), k.mul(rowOfCopy, rowWords()));
    auto fillRow = [&] { fill(k, to, 0, columns.count, pixelWords); };
    if (rows.begin() == 0 && rows.end() == rows.count)
      return emitRow(k, from, to);
    if (rows.begin() == rows.end())
      return fillRow();
    Value isInside = k.both(k.isLess(k.index(rows.begin() - 1), row),
                            k.isLess(row, rows.end()));
    k.when(isInside, [&] { emitRow(k, from, to); }, fillRow);
  });
  return {0, rows.count};
}

/// One that is inside the source, which has its first pixel at `from`.
void PixelCopy::emitRow(KernelBuilder &k, Value from, Value to) const {
  const int64_t begin = columns.begin(), end = columns.end();
  fill(k, to, 0, begin, pixelWords);
  if (begin < end) {
    const int64_t first = begin * columns.step - columns.before;
    Value source = k.add(from, first * shape.pixelStep);
    Value place = k.add(to, begin * pixelWords);
    if (shape.isBlocked)
      emitPixels(k, source, place);
    else
      emitPicturePixels(k, source, place);
  }
  fill(k, to, end, columns.count, pixelWords);
}

/// Those of a row that are inside: for some blocks of channels pixel by pixel,
/// then for the next.
void PixelCopy::emitPixels(KernelBuilder &k, Value from, Value to) const {
  const int64_t pixels = columns.end() - columns.begin();
  const int64_t lanes = k.lanes(), whole = inputs() / lanes,
                blocks = std::min(whole, shape.inputBlocks);
  auto copy = [&](Value block, int64_t count, int64_t elements) {
    Value fromBlock = k.add(from, k.mul(block, shape.blockStep));
    Value toBlock = k.add(to, k.mul(block, lanes / shape.together));
    k.loop(0, pixels, 1, [&](Value x) {
      Value source = k.add(fromBlock, k.mul(x, columns.step * shape.pixelStep));
      Value place = k.add(toBlock, k.mul(x, pixelWords));
      for (int64_t i = 0; i < count; ++i)
        k.storeRaw(
            k.loadWords(k.source, k.add(source, i * shape.blockStep), elements),
            k.shared, k.add(place, i * lanes / shape.together));
    });
  };
  const int64_t unrolled = blocks / unrolledBlocks * unrolledBlocks;
  if (unrolled > 0)
    k.loop(0, unrolled, unrolledBlocks,
           [&](Value block) { copy(block, unrolledBlocks, lanes); });
  if (blocks > unrolled)
    copy(k.index(unrolled), blocks - unrolled, lanes);
  const int64_t rest = inputs() - blocks * lanes;
  if (rest == 0)
    return;
  // A last block that the copy has a part of, or words that only fill up.
  if (blocks < shape.inputBlocks)
    return copy(k.index(blocks), 1, rest);
  k.loop(0, pixels, 1, [&](Value x) {
    Value place = k.add(to, k.mul(x, pixelWords));
    fill(k, k.add(place, blocks * lanes / shape.together), 0, 1,
         rest / shape.together);
  });
}

bool canCopyPicture(const ConvShape &shape) {
  constexpr int64_t mostChannels = 4;
  return shape.inputs <= mostChannels &&
         (shape.kernelWidth > 1 || shape.strideX == 1);
}

/// Channel 2 `word` and the next, of `count` pixels.
Value PixelCopy::pairsAt(KernelBuilder &k, int64_t word, Value at,
                         int64_t count) const {
  auto channelAt = [&](int64_t channel) {
    return channel < shape.inputs
               ? k.loadFirst(count, k.source,
                             k.add(at, channel * shape.channelStep))
               : k.splat(0);
  };
  return k.pair(channelAt(2 * word), channelAt(2 * word + 1));
}

/// A vector of pixels at a time; of two words each, two vectors.
void PixelCopy::emitPicturePixels(KernelBuilder &k, Value from,
                                  Value to) const {
  const int64_t lanes = k.lanes();
  forVectors(k, columns.end() - columns.begin(), [&](Value x, int64_t count) {
    Value at = k.add(from, x), place = k.add(to, k.mul(x, pixelWords));
    Value first = pairsAt(k, 0, at, count);
    if (pixelWords == 1)
      return k.storeFirst(first, count, k.shared, place);
    Value second = pairsAt(k, 1, at, count);
    for (int64_t half : {int64_t{0}, lanes / 2}) {
      SmallVector<int64_t> order;
      for (int64_t lane = half; lane < half + lanes / 2; ++lane)
        order.append({lane, lanes + lane});
      if (count > half)
        k.storeFirst(k.shuffle(first, second, order),
                     std::min(2 * (count - half), lanes), k.shared,
                     k.add(place, 2 * half));
    }
  });
}

/// The first `words` words of the pixels from `begin` to before `end`, with
/// what stands for 0.
void PixelCopy::fill(KernelBuilder &k, Value to, int64_t begin, int64_t end,
                     int64_t words) const {
  if (begin >= end)
    return;
  quant::UniformQuantizedType type = k.quantizedType(k.source);
  auto zeros = [&](int64_t count) {
    return k.wordsOfByte(type ? type.getZeroPoint() : 0, count);
  };
  const int64_t lanes = k.lanes();
  k.loop(begin, end, 1, [&](Value pixel) {
    Value place = k.add(to, k.mul(pixel, pixelWords));
    const int64_t whole = words / lanes * lanes;
    if (whole > 0)
      k.loop(0, whole, lanes, [&](Value word) {
        k.storeRaw(zeros(lanes), k.shared, k.add(place, word));
      });
    if (words > whole)
      k.storeRaw(zeros(words - whole), k.shared, k.add(place, whole));
  });
}

} // namespace gnet
