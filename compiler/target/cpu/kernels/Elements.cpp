//===- Elements.cpp - Kernels that compute each element by itself ---------===//
#include "target/cpu/kernels/Elements.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Floats between the elements of a channel and those of the next, or of a
/// block.
int64_t groupFloats(gnk::BufferType type) {
  return type.getHeight() * type.getWidth() * type.getBlock();
}

struct Walk {
  KernelBuilder &k;
  gnk::BufferType type;
  gn::ActivationAttr activation;
  function_ref<void(const ChannelGroup &)> begin;
  function_ref<Value(const Elements &)> compute;

  Work emit();
  void emitElements(const ChannelGroup &group, const Elements &elements);
};

void Walk::emitElements(const ChannelGroup &group, const Elements &elements) {
  Value value =
      activateBlock(k, activation, type, group.number, compute(elements));
  elements.store(k, value, k.destination, type);
}

/// The channels of a vector, an image of one pixel, lie together as a block
/// does.
Work Walk::emit() {
  int64_t floats = groupFloats(type);
  if (floats == 1) {
    k.forItems([&](Value image) {
      forVectors(k, type.getChannels(), [&](Value place, int64_t count) {
        ChannelGroup group{image, k.div(place, k.lanes()), true};
        begin(group);
        emitElements(group, {image, place, count});
      });
    });
    return {0, 1};
  }
  int64_t block = type.getBlock();
  int64_t groups = llvm::divideCeil(type.getChannels(), block);
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {groups});
    ChannelGroup group{digits[0], digits[1], block > 1};
    begin(group);
    Value first = k.mul(group.number, floats);
    forVectors(k, floats, [&](Value place, int64_t count) {
      emitElements(group, {group.image, k.add(first, place), count});
    });
  });
  return {0, groups};
}

Candidate streaming(gnk::KernelInterface step, StringRef name,
                    std::optional<gnk::Layout> layout, const Machine &machine) {
  return {gnk::KernelAttr::get(step.getContext(), name, layout, layout, {}, 0),
          static_cast<double>(bufferBytes(step)) / machine.memoryBytesPerCycle};
}

} // namespace

Value ChannelGroup::valuesOf(KernelBuilder &k, Value memory,
                             Value first) const {
  if (!isBlock)
    return k.loadBroadcast(memory, k.add(first, number));
  return k.load(memory, k.add(first, k.mul(number, k.lanes())));
}

Value Elements::load(KernelBuilder &k, Value memory,
                     gnk::BufferType type) const {
  Value at = k.add(k.mul(image, type.getImageStride()), place);
  return k.loadFirst(count, memory, at);
}

void Elements::store(KernelBuilder &k, Value value, Value memory,
                     gnk::BufferType type) const {
  Value at = k.add(k.mul(image, type.getImageStride()), place);
  k.storeFirst(value, count, memory, at);
}

void forVectors(KernelBuilder &k, int64_t floats,
                function_ref<void(Value, int64_t)> body) {
  int64_t rest = floats % k.lanes();
  if (rest < floats)
    k.loop(0, floats - rest, k.lanes(), [&](Value at) { body(at, k.lanes()); });
  if (rest > 0)
    body(k.index(floats - rest), rest);
}

Work emitElements(KernelBuilder &k, gnk::BufferType type,
                  gn::ActivationAttr activation,
                  function_ref<void(const ChannelGroup &)> begin,
                  function_ref<Value(const Elements &)> compute) {
  return Walk{k, type, activation, begin, compute}.emit();
}

Candidate streaming(gnk::KernelInterface step, StringRef name,
                    const Machine &machine) {
  return streaming(step, name, std::nullopt, machine);
}

Candidate streamingNchw(gnk::KernelInterface step, StringRef name,
                        const Machine &machine) {
  return streaming(step, name, gnk::Layout::Nchw, machine);
}

} // namespace gnet
