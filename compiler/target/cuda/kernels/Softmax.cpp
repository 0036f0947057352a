//===- Softmax.cpp - exp(x) over its sum, over the channels ---------------===//
//
// Of nchw. The channels of an image of one pixel are shared out among the
// threads of a block; of several pixels each thread has one.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/BlockReduction.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Epilogue.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t mostThreads = 256, threadsOfPixels = 64;

class Softmax {
public:
  explicit Softmax(gnk::SoftmaxOp softmax)
      : source(softmax.getSource().getType()),
        destination(softmax.getDestination().getType()),
        channels(source.getChannels()),
        pixels(source.getHeight() * source.getWidth()) {}

  Launch launch() const;
  void emit(KernelBuilder &k);

private:
  void emitVector(KernelBuilder &k);
  void emitPixels(KernelBuilder &k);

  using Join = function_ref<Value(Value)>;
  /// The channels from `first` on, every `step`th; `joinMax` and `joinSum` give
  /// what all threads that share the channels have.
  void emitChannels(KernelBuilder &k, Value image, Value pixel, Value first,
                    int64_t step, Join joinMax, Join joinSum);

  gnk::BufferType source, destination;
  int64_t channels, pixels;
};

Launch Softmax::launch() const {
  if (pixels > 1)
    return {.blocksOfImage = int64_t(llvm::divideCeil(pixels, threadsOfPixels)),
            .threads = threadsOfPixels};
  int64_t threads = std::min<int64_t>(
      mostThreads, llvm::alignTo(channels, uint64_t(warpLanes)));
  int64_t warps = threads / warpLanes;
  // For the largest and then the sum.
  return {.threads = threads,
          .sharedBytes = 2 * warps * int64_t(sizeof(float))};
}

void Softmax::emit(KernelBuilder &k) {
  return pixels == 1 ? emitVector(k) : emitPixels(k);
}

void Softmax::emitVector(KernelBuilder &k) {
  int64_t warps = k.launch.threads / warpLanes;
  auto joinMax = [&](Value own) {
    return acrossBlock(k, own, 0,
                       [&](Value a, Value b) { return k.maxf(a, b); });
  };
  auto joinSum = [&](Value own) {
    return acrossBlock(k, own, warps,
                       [&](Value a, Value b) { return k.addf(a, b); });
  };
  emitChannels(k, k.blockNumber(gpu::Dimension::x), k.index(0), k.thread,
               k.launch.threads, joinMax, joinSum);
}

void Softmax::emitPixels(KernelBuilder &k) {
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value pixel = k.add(k.mul(digits[1], threadsOfPixels), k.thread);
  auto own = [](Value value) { return value; };
  k.when(k.isLess(pixel, pixels),
         [&] { emitChannels(k, digits[0], pixel, k.index(0), 1, own, own); });
}

void Softmax::emitChannels(KernelBuilder &k, Value image, Value pixel,
                           Value first, int64_t step, Join joinMax,
                           Join joinSum) {
  Memory from = k.imageOf(k.source, image, source.getImageStride());
  Memory to = k.imageOf(k.destination, image, destination.getImageStride());
  Value end = k.index(channels);
  auto place = [&](Value channel) {
    return k.add(k.mul(channel, pixels), pixel);
  };
  Value lowest = k.number(-std::numeric_limits<double>::infinity());
  Value largest = joinMax(
      k.reduceOne(first, end, step, lowest, [&](Value channel, Value before) {
        return k.maxf(before, k.load(from, place(channel)));
      }));
  auto powerOf = [&](Value channel) {
    return exponential(k, k.subf(k.load(from, place(channel)), largest));
  };
  // A destination of float32 keeps the powers meanwhile; another would round
  // them.
  bool isKept = to.element.isF32();
  Value sum = joinSum(k.reduceOne(first, end, step, k.number(0),
                                  [&](Value channel, Value before) {
                                    Value power = powerOf(channel);
                                    if (isKept)
                                      k.store(power, to, place(channel));
                                    return k.addf(before, power);
                                  }));
  Value factor = k.divf(k.number(1), sum);
  k.loop(first, end, step, [&](Value channel) {
    Value power = isKept ? k.load(to, place(channel)) : powerOf(channel);
    k.store(k.mulf(power, factor), to, place(channel));
  });
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  Softmax softmax(cast<gnk::SoftmaxOp>(*step));
  KernelBuilder k = functions.begin("softmax", step, softmax.launch());
  softmax.emit(k);
  return {k.launchAttr()};
}

} // namespace

const KernelKind &softmaxKernel() {
  static const KernelKind kind = {
      "softmax",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::SoftmaxOp>(*step))
          candidates.push_back(streamingNchw(step, "softmax", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
