//===- Elements.cpp - Kernels that compute each element by itself ---------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Epilogue.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t mostThreads = 128;

Candidate streaming(gnk::KernelInterface step, StringRef name,
                    std::optional<gnk::Layout> layout, const Card &card) {
  return {gnk::KernelAttr::get(step.getContext(), name, layout, layout, {}, 0),
          predictMoving(card, bufferBytes(step))};
}

} // namespace

ElementGrid::ElementGrid(gnk::BufferType type)
    : type(type), width(type.getBlock() > 1 ? 4 : 1),
      pieces(type.getImageElements() / width),
      pixels(type.getHeight() * type.getWidth()) {}

Launch ElementGrid::launch() const {
  int64_t threads = std::min<int64_t>(
      mostThreads, llvm::alignTo(pieces, uint64_t(warpLanes)));
  return {.blocksOfImage = int64_t(llvm::divideCeil(pieces, threads)),
          .threads = threads};
}

Value Elements::load(KernelBuilder &k, const Memory &memory,
                     gnk::BufferType type) const {
  return k.load(k.imageOf(memory, image, type.getImageStride()), at, width);
}

void Elements::store(KernelBuilder &k, Value value, const Memory &memory,
                     gnk::BufferType type) const {
  k.store(value, k.imageOf(memory, image, type.getImageStride()), at);
}

Value Elements::valuesOf(KernelBuilder &k, const Memory &memory) const {
  return k.load(memory, channel, width);
}

void forElements(KernelBuilder &k, const ElementGrid &grid,
                 function_ref<void(const Elements &)> body) {
  SmallVector<Value> digits =
      k.digits(k.blockNumber(gpu::Dimension::x), {k.launch.blocksOfImage});
  Value piece = k.add(k.mul(digits[1], k.launch.threads), k.thread);
  auto emit = [&] {
    Value at = k.mul(piece, grid.width);
    int64_t block = grid.type.getBlock();
    SmallVector<Value> place = k.digits(at, {grid.pixels, block});
    Value channel = k.add(k.mul(place[0], block), place[2]);
    body({digits[0], at, channel, place[1], grid.width});
  };
  if (grid.pieces % k.launch.threads == 0)
    return emit();
  k.when(k.isLess(piece, grid.pieces), emit);
}

Launches
emitElements(gnk::KernelInterface step, KernelFunctions &functions,
             gn::ActivationAttr activation,
             function_ref<Value(KernelBuilder &, const Elements &)> compute) {
  gnk::BufferType type = step.getDestination().getType();
  ElementGrid grid(type);
  KernelBuilder k =
      functions.begin(gnk::chosenKernel(step).getName(), step, grid.launch());
  forElements(k, grid, [&](const Elements &elements) {
    Value value = activateChannels(k, activation, type, elements.channel,
                                   compute(k, elements));
    elements.store(k, value, k.destination, type);
  });
  return {k.launchAttr()};
}

/// What was written last is read from the second-level cache, about three times
/// as fast as memory.
Prediction predictMoving(const Card &card, int64_t bytes) {
  double gigabytes =
      card.gigabytesPerSecond * (bytes < card.level2Bytes ? 3 : 1);
  double moving = static_cast<double>(bytes) / gigabytes / 1e3;
  return {card.launchMicroseconds + moving,
          moving < card.launchMicroseconds ? Limit::Launch : Limit::Memory};
}

Candidate streaming(gnk::KernelInterface step, StringRef name,
                    const Card &card) {
  return streaming(step, name, std::nullopt, card);
}

Candidate streamingNchw(gnk::KernelInterface step, StringRef name,
                        const Card &card) {
  return streaming(step, name, gnk::Layout::Nchw, card);
}

} // namespace gnet::cuda
