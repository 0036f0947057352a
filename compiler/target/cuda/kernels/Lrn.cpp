//===- Lrn.cpp - Local response normalisation across channels -------------===//
//
// In one pass: a thread reads its channels and their neighbours, which the
// first-level cache keeps for the threads beside it.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Epilogue.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// 1 / sqrt(x) of a float, within 2 units of its last place.
Value inverseRoot(KernelBuilder &k, Value x) {
  OpBuilder &builder = k.operations();
  return LLVM::CallIntrinsicOp::create(
             builder, k.location(), x.getType(),
             builder.getStringAttr("llvm.nvvm.rsqrt.approx.f"), ValueRange{x})
      .getResult(0);
}

/// t^-beta of a float.
Value inversePower(KernelBuilder &k, Value t, double beta) {
  OpBuilder &builder = k.operations();
  if (beta == 0.75) {
    // y = t^-1/2; y * y * y^-1/2 = t^-1 * t^1/4.
    Value y = inverseRoot(k, t);
    return k.mulf(k.mulf(y, y), inverseRoot(k, y));
  }
  if (beta == 1)
    return k.divf(k.number(1), t);
  if (beta == 0.5)
    return inverseRoot(k, t);
  Value logarithm = math::LogOp::create(builder, k.location(), t);
  return exponential(k, k.mulf(k.number(-beta), logarithm));
}

class Lrn {
public:
  explicit Lrn(gnk::LrnOp lrn)
      : lrn(lrn), source(lrn.getSource().getType()),
        destination(lrn.getDestination().getType()), grid(destination),
        before((static_cast<int64_t>(lrn.getSize()) - 1) / 2) {}

  Launch launch() const { return grid.launch(); }
  void emit(KernelBuilder &k);

private:
  Value placeOf(KernelBuilder &k, const Elements &elements, Value channel);
  SmallVector<Value> sumsOfNeighbours(KernelBuilder &k,
                                      const Elements &elements, Value own);
  Value squaresBeside(KernelBuilder &k, const Elements &elements,
                      int64_t distance);
  SmallVector<Value> sumsOfWalk(KernelBuilder &k, const Elements &elements);

  gnk::LrnOp lrn;
  gnk::BufferType source, destination;
  ElementGrid grid;
  int64_t before; ///< Neighbours, and as many after.
};

/// Neighbours that are loaded at once; with more a thread walks over them.
constexpr int64_t mostNeighbours = 8;

void Lrn::emit(KernelBuilder &k) {
  double alpha =
      lrn.getAlpha().convertToDouble() / static_cast<double>(lrn.getSize());
  double beta = lrn.getBeta().convertToDouble();
  forElements(k, grid, [&](const Elements &elements) {
    Value x = elements.load(k, k.source, source);
    SmallVector<Value> sums = before <= mostNeighbours
                                  ? sumsOfNeighbours(k, elements, x)
                                  : sumsOfWalk(k, elements);
    SmallVector<Value> results;
    for (auto [i, sum] : llvm::enumerate(sums)) {
      Value t =
          k.fma(sum, k.number(alpha), k.number(lrn.getK().convertToDouble()));
      results.push_back(
          k.mulf(k.lane(x, static_cast<int64_t>(i)), inversePower(k, t, beta)));
    }
    elements.store(k, k.vectorOf(results), k.destination, destination);
  });
}

/// Of `channel`, in the pixel of `elements`.
Value Lrn::placeOf(KernelBuilder &k, const Elements &elements, Value channel) {
  SmallVector<Value> group = k.digits(channel, {source.getBlock()});
  Value pixel = k.add(k.mul(group[0], grid.pixels), elements.pixel);
  return k.add(k.mul(pixel, source.getBlock()), group[1]);
}

/// A sum of squares for each of the thread's channels.
SmallVector<Value> Lrn::sumsOfNeighbours(KernelBuilder &k,
                                         const Elements &elements, Value own) {
  SmallVector<Value> squares;
  int64_t vectors = llvm::divideCeil(before, grid.width);
  for (int64_t vector = -vectors; vector <= vectors; ++vector) {
    Value square = vector == 0
                       ? k.mulf(own, own)
                       : squaresBeside(k, elements, vector * grid.width);
    for (int64_t i = 0; i < grid.width; ++i)
      squares.push_back(k.lane(square, i));
  }
  SmallVector<Value> sums;
  int64_t first = vectors * grid.width - before;
  for (int64_t i = 0; i < grid.width; ++i) {
    Value sum = squares[first + i];
    for (int64_t j = 1; j <= 2 * before; ++j)
      sum = k.addf(sum, squares[first + i + j]);
    sums.push_back(sum);
  }
  return sums;
}

/// Of the channels that are `distance` away from the thread's own; 0 for those
/// that there are not.
Value Lrn::squaresBeside(KernelBuilder &k, const Elements &elements,
                         int64_t distance) {
  int64_t filled = llvm::alignTo(source.getChannels(), source.getBlock());
  Value channel = k.add(elements.channel, distance);
  return k.choose(
      k.isWithin(channel, filled), k.floatsType(grid.width),
      [&] {
        Memory image =
            k.imageOf(k.source, elements.image, source.getImageStride());
        Value x = k.load(image, placeOf(k, elements, channel), grid.width);
        return k.mulf(x, x);
      },
      [&] { return k.number(0, grid.width); });
}

/// Likewise, channel by channel.
SmallVector<Value> Lrn::sumsOfWalk(KernelBuilder &k, const Elements &elements) {
  Memory image = k.imageOf(k.source, elements.image, source.getImageStride());
  SmallVector<Value> sums;
  for (int64_t i = 0; i < grid.width; ++i) {
    Value channel = k.add(elements.channel, i);
    Value from = k.largest(k.add(channel, -before), k.index(0));
    Value to =
        k.least(k.add(channel, before + 1), k.index(source.getChannels()));
    sums.push_back(
        k.reduceOne(from, to, 1, k.number(0), [&](Value neighbour, Value sum) {
          Value x = k.load(image, placeOf(k, elements, neighbour));
          return k.fma(x, x, sum);
        }));
  }
  return sums;
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  Lrn lrn(cast<gnk::LrnOp>(*step));
  KernelBuilder k = functions.begin("lrn", step, lrn.launch());
  lrn.emit(k);
  return {k.launchAttr()};
}

} // namespace

const KernelKind &lrnKernel() {
  static const KernelKind kind = {
      "lrn",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::LrnOp>(*step))
          candidates.push_back(streaming(step, "lrn", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
