//===- Reorder.cpp - The same images in another buffer and layout ---------===//
//
// Between nchw and blocks a thread has a group of channels of one pixel, and
// its neighbours the pixels beside it: what either layout has together is read
// or written together. The last group's filling is written as zeros.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t mostThreads = 128;
/// Floats that a thread moves at once where they lie together.
constexpr int64_t vectorFloats = 4;

class Transpose {
public:
  explicit Transpose(gnk::ReorderOp reorder)
      : source(reorder.getSource().getType()),
        destination(reorder.getDestination().getType()),
        block(std::max(source.getBlock(), destination.getBlock())),
        groups(llvm::divideCeil(source.getChannels(), block)),
        pixels(source.getHeight() * source.getWidth()) {}

  Launch launch() const;
  void emit(KernelBuilder &k);

private:
  void emitGroup(KernelBuilder &k, Value group, Value pixel);
  Value loadPlanes(KernelBuilder &k, Value channel, Value pixel);
  void storePlanes(KernelBuilder &k, Value values, Value channel, Value pixel);

  gnk::BufferType source, destination;
  int64_t block, groups, pixels;
  Memory from, to; ///< Of the image at work.
};

Launch Transpose::launch() const {
  int64_t pieces = groups * pixels;
  int64_t threads = std::min<int64_t>(
      mostThreads, llvm::alignTo(pieces, uint64_t(warpLanes)));
  return {.blocksOfImage = int64_t(llvm::divideCeil(pieces, threads)),
          .threads = threads};
}

void Transpose::emit(KernelBuilder &k) {
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value piece = k.add(k.mul(digits[1], k.launch.threads), k.thread);
  k.when(k.isLess(piece, groups * pixels), [&] {
    from = k.imageOf(k.source, digits[0], source.getImageStride());
    to = k.imageOf(k.destination, digits[0], destination.getImageStride());
    SmallVector<Value> place = k.digits(piece, {pixels});
    emitGroup(k, place[0], place[1]);
  });
}

void Transpose::emitGroup(KernelBuilder &k, Value group, Value pixel) {
  Value blocked = k.mul(k.add(k.mul(group, pixels), pixel), block);
  for (int64_t first = 0; first < block; first += vectorFloats) {
    Value channel = k.add(k.mul(group, block), first);
    Value at = k.add(blocked, first);
    if (destination.getBlock() > 1)
      k.store(loadPlanes(k, channel, pixel), to, at);
    else
      storePlanes(k, k.load(from, at, vectorFloats), channel, pixel);
  }
}

Value Transpose::loadPlanes(KernelBuilder &k, Value channel, Value pixel) {
  SmallVector<Value> lanes;
  for (int64_t i = 0; i < vectorFloats; ++i) {
    Value one = k.add(channel, i);
    auto load = [&] { return k.load(from, k.add(k.mul(one, pixels), pixel)); };
    lanes.push_back(source.getChannels() % block == 0
                        ? load()
                        : k.choose(k.isLess(one, source.getChannels()),
                                   k.floatsType(1), load,
                                   [&] { return k.number(0); }));
  }
  return k.vectorOf(lanes);
}

void Transpose::storePlanes(KernelBuilder &k, Value values, Value channel,
                            Value pixel) {
  for (int64_t i = 0; i < vectorFloats; ++i) {
    Value one = k.add(channel, i);
    auto store = [&] {
      k.store(k.lane(values, i), to, k.add(k.mul(one, pixels), pixel));
    };
    if (source.getChannels() % block == 0)
      store();
    else
      k.when(k.isLess(one, source.getChannels()), store);
  }
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto reorder = cast<gnk::ReorderOp>(*step);
  gnk::BufferType source = reorder.getSource().getType();
  if (source.getLayout() == reorder.getDestination().getType().getLayout())
    return emitElements(step, functions, {},
                        [&](KernelBuilder &k, const Elements &elements) {
                          return elements.load(k, k.source, source);
                        });
  Transpose transpose(reorder);
  KernelBuilder k = functions.begin("reorder", step, transpose.launch());
  transpose.emit(k);
  return {k.launchAttr()};
}

} // namespace

const KernelKind &reorderKernel() {
  static const KernelKind kind = {
      "reorder",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::ReorderOp>(*step))
          candidates.push_back(streaming(step, "reorder", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
