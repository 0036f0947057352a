//===- Lrn.cpp - Local response normalisation across channels -------------===//
//
// In blocks the neighbours of a vector's channels are its own lanes and those
// of the blocks before and after, shifted. In nchw, and where windows reach
// past those blocks, the channels are walked over one by one.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/Math/IR/Math.h"
#include "target/cpu/kernels/Elements.h"
#include "target/cpu/kernels/Epilogue.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// The bits of `value` as numbers of `element`.
Value bitsAs(KernelBuilder &k, Type element, Value value) {
  auto vector = dyn_cast<VectorType>(value.getType());
  Type type = vector ? vector.clone(element) : element;
  return arith::BitcastOp::create(k.operations(), k.location(), type, value);
}

/// constant - 0.75 * bits.
Value threeQuartersFrom(KernelBuilder &k, int64_t constant, Value bits) {
  OpBuilder &builder = k.operations();
  auto number = [&](int64_t value) -> Value {
    TypedAttr attribute = builder.getI32IntegerAttr(value);
    if (auto vector = dyn_cast<VectorType>(bits.getType()))
      attribute = DenseElementsAttr::get(vector, attribute);
    return arith::ConstantOp::create(builder, k.location(), attribute);
  };
  Value quarter =
      arith::ShRSIOp::create(builder, k.location(), bits, number(2));
  return k.add(k.sub(number(constant), bits), quarter);
}

/// t^-0.75 within 2e-7. Its bits are, but for 5 %, a constant less 0.75 times
/// those of t. Of such a y it is y (1 - e)^-0.25 with e = 1 - t^3 y^4, which is
/// from -0.172 to 0.172: there a polynomial is right within 8e-8. Two rounds of
/// Newton's method take half as much again, and roots four times as long.
Value powerMinusThreeQuarters(KernelBuilder &k, Value t) {
  constexpr int64_t constant = 0x6f146000;
  // Of ((1 - e)^-0.25 - 1) / e, the last power's first.
  constexpr double factors[] = {0.08420136375, 0.09818211293, 0.11714056296,
                                0.15622285876, 0.25000015622};
  OpBuilder &builder = k.operations();
  Value bits = bitsAs(k, builder.getI32Type(), t);
  Value y =
      bitsAs(k, builder.getF32Type(), threeQuartersFrom(k, constant, bits));
  Value a = k.mulf(t, y), b = k.mulf(a, y); // t y, t y^2
  Value minusB = arith::NegFOp::create(builder, k.location(), b);
  Value e = k.fma(k.mulf(a, a), minusB, k.constantLike(t, 1));
  Value series = k.constantLike(t, factors[0]);
  for (double factor : ArrayRef(factors).drop_front())
    series = k.fma(series, e, k.constantLike(t, factor));
  return k.fma(k.mulf(y, e), series, y);
}

/// x / t^beta.
Value divideByPower(KernelBuilder &k, Value x, Value t, double beta) {
  OpBuilder &builder = k.operations();
  if (beta == 0.75)
    return k.mulf(x, powerMinusThreeQuarters(k, t));
  if (beta == 1)
    return k.divf(x, t);
  if (beta == 0.5)
    return k.divf(x, math::SqrtOp::create(builder, k.location(), t));
  Value logarithm = math::LogOp::create(builder, k.location(), t);
  return k.mulf(x, exponential(k, k.mulf(k.constantLike(t, -beta), logarithm)));
}

/// Each has to wait for one instruction after the other, and a processor sees
/// too few of those behind it.
constexpr int64_t pixelsAtOnce = 2;

int64_t lanesOf(Value vector) {
  return cast<VectorType>(vector.getType()).getNumElements();
}

class Lrn {
public:
  Lrn(gnk::LrnOp lrn, KernelBuilder &k)
      : lrn(lrn), k(k), source(lrn.getSource().getType()),
        destination(lrn.getDestination().getType()),
        channels(source.getChannels()), block(source.getBlock()),
        blocks(llvm::divideCeil(channels, block)),
        pixels(source.getHeight() * source.getWidth()),
        before((static_cast<int64_t>(lrn.getSize()) - 1) / 2) {}

  Work emit();

private:
  Work emitBlocks();
  void emitRow(Value image, Value number, Value row, bool isFirst, bool isLast);
  void emitPixels(Value from, Value to, int64_t count, bool isFirst,
                  bool isLast);
  Value squaresOfBlock(Value place, Value squares, bool isFirst, bool isLast);
  Value channelsFrom(int64_t first, Value a, Value b);
  Work emitPlanes();
  Work emitLanes();
  Value squaresOfChannels(Value channel, Value initial,
                          function_ref<Value(Value)> load);
  Value normalise(Value x, Value squares, double step = 1);
  Value square(Value x) { return k.mulf(x, x); }

  gnk::LrnOp lrn;
  KernelBuilder &k;
  gnk::BufferType source, destination;
  int64_t channels, block, blocks, pixels;
  int64_t before; ///< Neighbours, and as many after.
};

Work Lrn::emit() {
  if (block == 1)
    return emitPlanes();
  return before <= block ? emitBlocks() : emitLanes();
}

/// `squares` are in units of the square of `step`.
Value Lrn::normalise(Value x, Value squares, double step) {
  double alpha = lrn.getAlpha().convertToDouble() * step * step /
                 static_cast<double>(lrn.getSize());
  Value t = k.fma(squares, k.constantLike(x, alpha),
                  k.constantLike(x, lrn.getK().convertToDouble()));
  return divideByPower(k, x, t, lrn.getBeta().convertToDouble());
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// Rows are outermost: each is read for its own block and for those beside it,
/// from the first cache.
Work Lrn::emitBlocks() {
  int64_t height = source.getHeight();
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {height, blocks});
    auto emit = [&](bool isFirst, bool isLast) {
      emitRow(digits[0], digits[2], digits[1], isFirst, isLast);
    };
    if (blocks == 1)
      return emit(true, true);
    auto emitOthers = [&] {
      if (blocks == 2)
        return emit(false, true);
      k.when(
          k.isLess(digits[2], k.index(blocks - 1)), [&] { emit(false, false); },
          [&] { emit(false, true); });
    };
    k.when(
        k.isEqual(digits[2], k.index(0)), [&] { emit(true, false); },
        emitOthers);
  });
  return {0, blocks * height};
}

void Lrn::emitRow(Value image, Value number, Value row, bool isFirst,
                  bool isLast) {
  int64_t width = source.getWidth();
  Value first = k.add(k.mul(number, pixels), k.mul(row, width));
  Value from =
      k.add(k.mul(image, source.getImageStride()), k.mul(first, block));
  Value to =
      k.add(k.mul(image, destination.getImageStride()), k.mul(first, block));
  auto emit = [&](Value at, int64_t count) {
    emitPixels(k.add(from, at), k.add(to, at), count, isFirst, isLast);
  };
  int64_t whole = width - width % pixelsAtOnce;
  k.loop(0, whole * block, pixelsAtOnce * block,
         [&](Value at) { emit(at, pixelsAtOnce); });
  if (whole < width)
    emit(k.index(whole * block), width - whole);
}

/// Of a block. Sums of squares of bytes are whole numbers.
void Lrn::emitPixels(Value from, Value to, int64_t count, bool isFirst,
                     bool isLast) {
  double step = k.stepOf(k.source);
  Value x = k.loadSteps(k.source, from, count * block);
  Value squares = squaresOfBlock(from, square(x), isFirst, isLast);
  if (step != 1)
    x = k.mulf(x, k.constantLike(x, step));
  Value results = normalise(x, squares, step);
  for (int64_t at = 0; at < count * block; at += block)
    k.store(k.slice(results, results, at, block), k.destination, k.add(to, at));
}

/// Of each lane and its neighbours.
Value Lrn::squaresOfBlock(Value place, Value squares, bool isFirst,
                          bool isLast) {
  int64_t step = pixels * block;
  auto neighbour = [&](bool isMissing, int64_t distance) {
    return isMissing ? k.constantLike(squares, 0)
                     : square(k.loadSteps(k.source, k.add(place, distance),
                                          lanesOf(squares)));
  };
  Value previous = neighbour(isFirst, -step), next = neighbour(isLast, step);
  Value sum = squares;
  for (int64_t i = 1; i <= before; ++i) {
    Value below = channelsFrom(block - i, previous, squares);
    Value above = channelsFrom(i, squares, next);
    sum = k.addf(sum, k.addf(below, above));
  }
  return sum;
}

/// Of each pixel a block of channels from number `first` of its block in `a`
/// on, after which those of its block in `b` are counted on.
Value Lrn::channelsFrom(int64_t first, Value a, Value b) {
  int64_t size = lanesOf(a);
  SmallVector<int64_t> lanes;
  for (int64_t pixel = 0; pixel < size; pixel += block)
    for (int64_t channel = first; channel < first + block; ++channel)
      lanes.push_back(pixel + channel + (channel < block ? 0 : size - block));
  return k.shuffle(a, b, lanes);
}

//===----------------------------------------------------------------------===//
// Channel by channel
//===----------------------------------------------------------------------===//

/// Those of a channel and its neighbours, which `load` gives.
Value Lrn::squaresOfChannels(Value channel, Value initial,
                             function_ref<Value(Value)> load) {
  Value from = k.largest(k.add(channel, -before), k.index(0));
  Value to = k.least(k.add(channel, before + 1), k.index(channels));
  return k.reduce(from, to, 1, initial, [&](Value at, ArrayRef<Value> sum) {
    return SmallVector<Value>{k.addf(sum[0], square(load(at)))};
  })[0];
}

Work Lrn::emitPlanes() {
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {channels});
    forVectors(k, pixels, [&](Value pixel, int64_t count) {
      auto elements = [&](Value channel) {
        return Elements{digits[0], k.add(k.mul(channel, pixels), pixel), count};
      };
      auto load = [&](Value channel) {
        return elements(channel).load(k, k.source, source);
      };
      Value squares = squaresOfChannels(digits[1], k.splat(0), load);
      elements(digits[1]).store(k, normalise(load(digits[1]), squares),
                                k.destination, destination);
    });
  });
  return {0, channels};
}

/// Of blocks, lane by lane: also those that fill up the last one, which stay 0.
Work Lrn::emitLanes() {
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {blocks * block});
    Value channel = digits[1];
    auto place = [&](Value channel, Value pixel) {
      return k.add(
          k.mul(k.add(k.mul(k.div(channel, block), pixels), pixel), block),
          k.rem(channel, block));
    };
    k.loop(0, pixels, 1, [&](Value pixel) {
      auto load = [&](Value channel) {
        return k.loadScalar(k.source,
                            k.add(k.mul(digits[0], source.getImageStride()),
                                  place(channel, pixel)));
      };
      Value squares = squaresOfChannels(channel, k.number(0), load);
      k.storeScalar(normalise(load(channel), squares), k.destination,
                    k.add(k.mul(digits[0], destination.getImageStride()),
                          place(channel, pixel)));
    });
  });
  return {0, blocks * block};
}

} // namespace

const KernelKind &lrnKernel() {
  static const KernelKind kind = {
      "lrn", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::LrnOp>(*step))
          candidates.push_back(streaming(step, "lrn", machine));
      },
      nullptr,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Lrn(cast<gnk::LrnOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet
