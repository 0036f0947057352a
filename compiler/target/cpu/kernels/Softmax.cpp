//===- Softmax.cpp - exp(x) over its sum, over the channels ---------------===//
//
// Of nchw. Either an image is one pixel, whose channels lie together, or the
// channels of some pixels that lie together are summed up lane by lane.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Elements.h"
#include "target/cpu/kernels/Epilogue.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class Softmax {
public:
  Softmax(gnk::SoftmaxOp softmax, KernelBuilder &k)
      : k(k), source(softmax.getSource().getType()),
        destination(softmax.getDestination().getType()),
        channels(source.getChannels()),
        pixels(source.getHeight() * source.getWidth()) {}

  Work emit();

private:
  void emitVector(Value image);
  void emitPixels(Value image, Value pixel, int64_t count);
  Value reduceVectors(Value initial,
                      function_ref<Value(Value, const Elements &)> body);
  Value acrossLanes(Value vector, function_ref<Value(Value, Value)> combine);
  Value powerOf(const Elements &elements, Value largest);
  void keepPower(const Elements &elements, Value power);
  Value keptPower(const Elements &elements, Value largest);
  bool keepsPowers() const { return destination.getElementType().isF32(); }
  Value infinity() { return k.splat(-std::numeric_limits<double>::infinity()); }

  KernelBuilder &k;
  gnk::BufferType source, destination;
  int64_t channels, pixels;
};

Work Softmax::emit() {
  if (pixels == 1) {
    k.forItems([&](Value image) { emitVector(image); });
    return {0, 1};
  }
  int64_t rest = pixels % k.lanes();
  int64_t vectors = llvm::divideCeil(pixels, k.lanes());
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {vectors});
    Value pixel = k.mul(digits[1], k.lanes());
    Value isWhole = k.isLess(digits[1], k.index(pixels / k.lanes()));
    k.when(
        isWhole, [&] { emitPixels(digits[0], pixel, k.lanes()); },
        [&] { emitPixels(digits[0], pixel, rest); });
  });
  return {0, vectors};
}

Value Softmax::powerOf(const Elements &elements, Value largest) {
  return exponential(k, k.subf(elements.load(k, k.source, source), largest));
}

/// In the destination, until their sum is known. One of 16 bits would round
/// them before they are divided: they are computed again.
void Softmax::keepPower(const Elements &elements, Value power) {
  if (keepsPowers())
    elements.store(k, power, k.destination, destination);
}

Value Softmax::keptPower(const Elements &elements, Value largest) {
  return keepsPowers() ? elements.load(k, k.destination, destination)
                       : powerOf(elements, largest);
}

//===----------------------------------------------------------------------===//
// One pixel
//===----------------------------------------------------------------------===//

void Softmax::emitVector(Value image) {
  auto max = [&](Value a, Value b) { return k.maxf(a, b); };
  auto sum = [&](Value a, Value b) { return k.addf(a, b); };
  Value largest = reduceVectors(infinity(), [&](Value before, Elements e) {
    e.image = image;
    Value x = e.load(k, k.source, source);
    return max(before, k.joinFirst(e.count, x, infinity()));
  });
  largest = k.broadcast(acrossLanes(largest, max));
  Value total = reduceVectors(k.splat(0), [&](Value before, Elements e) {
    e.image = image;
    Value power = powerOf(e, largest);
    keepPower(e, power);
    return sum(before, k.joinFirst(e.count, power, k.splat(0)));
  });
  Value factor = k.broadcast(k.divf(k.number(1), acrossLanes(total, sum)));
  forVectors(k, channels, [&](Value place, int64_t count) {
    Elements e{image, place, count};
    Value power = keptPower(e, largest);
    e.store(k, k.mulf(power, factor), k.destination, destination);
  });
}

/// Over the channels; `body` gets what it gave for the vector before.
Value Softmax::reduceVectors(
    Value initial, function_ref<Value(Value, const Elements &)> body) {
  int64_t rest = channels % k.lanes();
  Value result = initial;
  if (rest < channels)
    result = k.reduce(0, channels - rest, k.lanes(), result,
                      [&](Value at, ArrayRef<Value> before) {
                        Elements elements{Value(), at, k.lanes()};
                        return SmallVector<Value>{body(before[0], elements)};
                      })[0];
  if (rest == 0)
    return result;
  return body(result, {Value(), k.index(channels - rest), rest});
}

/// Of all lanes, by halves.
Value Softmax::acrossLanes(Value vector,
                           function_ref<Value(Value, Value)> combine) {
  for (int64_t count = k.lanes() / 2; count > 0; count /= 2) {
    Value low = k.slice(vector, vector, 0, count);
    Value high = k.slice(vector, vector, count, count);
    vector = combine(low, high);
  }
  return k.firstLane(vector);
}

//===----------------------------------------------------------------------===//
// Several pixels
//===----------------------------------------------------------------------===//

void Softmax::emitPixels(Value image, Value pixel, int64_t count) {
  if (count == 0)
    return;
  auto elements = [&](Value channel) {
    return Elements{image, k.add(k.mul(channel, pixels), pixel), count};
  };
  Value largest = k.reduce(
      0, channels, 1, infinity(), [&](Value channel, ArrayRef<Value> before) {
        Value x = elements(channel).load(k, k.source, source);
        return SmallVector<Value>{k.maxf(before[0], x)};
      })[0];
  Value total = k.reduce(0, channels, 1, k.splat(0),
                         [&](Value channel, ArrayRef<Value> before) {
                           Value power = powerOf(elements(channel), largest);
                           keepPower(elements(channel), power);
                           return SmallVector<Value>{k.addf(before[0], power)};
                         })[0];
  Value factor = k.divf(k.splat(1), total);
  k.loop(0, channels, 1, [&](Value channel) {
    Value power = keptPower(elements(channel), largest);
    elements(channel).store(k, k.mulf(power, factor), k.destination,
                            destination);
  });
}

} // namespace

const KernelKind &softmaxKernel() {
  static const KernelKind kind = {
      "softmax", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::SoftmaxOp>(*step))
          candidates.push_back(streamingNchw(step, "softmax", machine));
      },
      nullptr,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Softmax(cast<gnk::SoftmaxOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet
