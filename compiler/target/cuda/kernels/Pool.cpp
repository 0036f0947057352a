//===- Pool.cpp - Largest element or mean of each window ------------------===//
//
// A thread has a window: of four channels in blocks, of one in nchw. It asks
// for all taps of a small window at once. A warp shares a large one: its lanes
// take taps in turns and join what they have.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Taps from which on a warp shares a window.
constexpr int64_t sharedTaps = 26;
constexpr int64_t warpsOfBlock = 4;

class Pool {
public:
  explicit Pool(gnk::PoolOp pool)
      : source(pool.getSource().getType()),
        destination(pool.getDestination().getType()), kind(pool.getKind()),
        rows(WindowAxis::of(pool, 0)), columns(WindowAxis::of(pool, 1)),
        after(pool.getPadding().drop_front(2)), grid(destination) {}

  bool isShared() const { return rows.kernel * columns.kernel >= sharedTaps; }
  Launch launch() const;
  void emit(KernelBuilder &k);

private:
  /// Of the elements at work.
  struct Window {
    Value plane; ///< Of the source, from its image's begin.
    Value top, left;
    Range rows, columns;
  };

  void emitShared(KernelBuilder &k);
  Window windowOf(KernelBuilder &k, const Elements &elements);
  Value load(KernelBuilder &k, const Elements &elements, const Window &window,
             Value row, Value column);
  Value reduceSmall(KernelBuilder &k, const Elements &elements,
                    const Window &window);
  Value reduceTaps(KernelBuilder &k, const Elements &elements,
                   const Window &window, Value first);
  Value finish(KernelBuilder &k, const Window &window, Value result);
  Value counted(KernelBuilder &k, const WindowAxis &axis, int64_t padding,
                Value start, Range inside);

  bool isMax() const { return kind == gnk::PoolKind::Max; }
  Value initial(KernelBuilder &k) {
    return k.number(isMax() ? -std::numeric_limits<double>::infinity() : 0,
                    grid.width);
  }
  Value combine(KernelBuilder &k, Value a, Value b) {
    return isMax() ? k.maxf(a, b) : k.addf(a, b);
  }

  gnk::BufferType source, destination;
  gnk::PoolKind kind;
  WindowAxis rows, columns;
  ArrayRef<int64_t> after; ///< Padding.
  ElementGrid grid;
};

Launch Pool::launch() const {
  if (!isShared())
    return grid.launch();
  return {.blocksOfImage = int64_t(llvm::divideCeil(grid.pieces, warpsOfBlock)),
          .threads = warpsOfBlock * warpLanes};
}

void Pool::emit(KernelBuilder &k) {
  if (isShared())
    return emitShared(k);
  forElements(k, grid, [&](const Elements &elements) {
    Window window = windowOf(k, elements);
    Value result = reduceSmall(k, elements, window);
    elements.store(k, finish(k, window, result), k.destination, destination);
  });
}

/// Each warp has the elements that a thread has else.
void Pool::emitShared(KernelBuilder &k) {
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  SmallVector<Value> lanes = k.digits(k.thread, {warpLanes});
  Value piece = k.add(k.mul(digits[1], warpsOfBlock), lanes[0]);
  k.when(k.isLess(piece, grid.pieces), [&] {
    Value at = k.mul(piece, grid.width);
    SmallVector<Value> place =
        k.digits(at, {grid.pixels, destination.getBlock()});
    Value channel = k.add(k.mul(place[0], destination.getBlock()), place[2]);
    Elements elements{digits[0], at, channel, place[1], grid.width};
    Window window = windowOf(k, elements);
    Value own = reduceTaps(k, elements, window, lanes[1]);
    SmallVector<Value> joined;
    for (int64_t i = 0; i < grid.width; ++i)
      joined.push_back(
          k.acrossLanes(k.lane(own, i), 1, warpLanes,
                        [&](Value a, Value b) { return combine(k, a, b); }));
    k.when(k.isEqual(lanes[1], 0), [&] {
      elements.store(k, finish(k, window, k.vectorOf(joined)), k.destination,
                     destination);
    });
  });
}

Pool::Window Pool::windowOf(KernelBuilder &k, const Elements &elements) {
  SmallVector<Value> pixel = k.digits(elements.pixel, {columns.count});
  Window window;
  window.top = rows.start(k, pixel[0]);
  window.left = columns.start(k, pixel[1]);
  window.rows = tapsInside(k, rows, window.top);
  window.columns = tapsInside(k, columns, window.left);
  int64_t block = source.getBlock();
  Value group = k.div(elements.channel, block);
  Value lane = k.rem(elements.channel, block);
  window.plane = k.add(k.mul(group, rows.size * columns.size * block), lane);
  return window;
}

Value Pool::load(KernelBuilder &k, const Elements &elements,
                 const Window &window, Value row, Value column) {
  Value line = k.mul(k.add(window.top, row), columns.size);
  Value pixel = k.add(line, k.add(window.left, column));
  Value at = k.add(window.plane, k.mul(pixel, source.getBlock()));
  Memory image = k.imageOf(k.source, elements.image, source.getImageStride());
  return k.load(image, at, grid.width);
}

/// In the place of what is outside, the nearest of the window's taps inside is
/// read: the largest stays what it is, and sums count it as 0.
Value Pool::reduceSmall(KernelBuilder &k, const Elements &elements,
                        const Window &window) {
  auto nearest = [&](const WindowAxis &axis, Value start, int64_t tap) {
    Value place = k.add(start, tap);
    Value inside =
        k.least(k.largest(place, k.index(0)), k.index(axis.size - 1));
    return std::pair{k.sub(inside, start), k.isWithin(place, axis.size)};
  };
  Value result;
  for (int64_t y = 0; y < rows.kernel; ++y)
    for (int64_t x = 0; x < columns.kernel; ++x) {
      auto [row, isRow] = nearest(rows, window.top, y);
      auto [column, isColumn] = nearest(columns, window.left, x);
      Value value = load(k, elements, window, row, column);
      if (!isMax())
        value = k.select(k.both(isRow, isColumn), value, initial(k));
      result = result ? combine(k, result, value) : value;
    }
  return result;
}

/// Of all taps of a window, that are inside, every 32nd from `first` on.
Value Pool::reduceTaps(KernelBuilder &k, const Elements &elements,
                       const Window &window, Value first) {
  Value taps = k.index(rows.kernel * columns.kernel);
  return k.reduceOne(
      first, taps, warpLanes, initial(k), [&](Value tap, Value before) {
        SmallVector<Value> place = k.digits(tap, {columns.kernel});
        Value isInside =
            k.both(k.isWithin(k.add(window.top, place[0]), rows.size),
                   k.isWithin(k.add(window.left, place[1]), columns.size));
        return k.choose(
            isInside, before.getType(),
            [&] {
              return combine(k, before,
                             load(k, elements, window, place[0], place[1]));
            },
            [&] { return before; });
      });
}

Value Pool::finish(KernelBuilder &k, const Window &window, Value result) {
  if (isMax())
    return result;
  Value count =
      k.mul(counted(k, rows, after[0], window.top, window.rows),
            counted(k, columns, after[1], window.left, window.columns));
  Value factor = k.divf(k.number(1), k.toFloat(count));
  return k.mulf(result, k.broadcast(factor, grid.width));
}

/// How much of a window is in an average's divisor.
Value Pool::counted(KernelBuilder &k, const WindowAxis &axis, int64_t padding,
                    Value start, Range inside) {
  if (kind != gnk::PoolKind::AvgCountPadding)
    return k.sub(inside.to, inside.from);
  return k.least(k.index(axis.kernel),
                 k.sub(k.index(axis.size + padding), start));
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  Pool pool(cast<gnk::PoolOp>(*step));
  KernelBuilder k = functions.begin("pool", step, pool.launch());
  pool.emit(k);
  return {k.launchAttr()};
}

} // namespace

const KernelKind &poolKernel() {
  static const KernelKind kind = {
      "pool",
      [](gnk::KernelInterface step, const Card &card,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::PoolOp>(*step))
          candidates.push_back(streaming(step, "pool", card));
      },
      nullptr, emit};
  return kind;
}

} // namespace gnet::cuda
