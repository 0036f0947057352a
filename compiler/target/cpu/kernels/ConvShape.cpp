//===- ConvShape.cpp - The numbers of a convolution, as kernels need them -===//
#include "target/cpu/kernels/ConvShape.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

ConvShape::ConvShape(gnk::ConvOp conv, int64_t lanes, bool isBlocked)
    : isBlocked(isBlocked) {
  gnk::BufferType source = conv.getSource().getType();
  gnk::BufferType destination = conv.getDestination().getType();
  ArrayRef<int64_t> filters =
      cast<RankedTensorType>(conv.getWeight().getType()).getShape();
  inputs = source.getChannels();
  outputs = destination.getChannels();
  groups = static_cast<int64_t>(conv.getGroups());
  height = source.getHeight();
  width = source.getWidth();
  batch = source.getBatch();
  outHeight = destination.getHeight();
  outWidth = destination.getWidth();
  kernelHeight = filters[2];
  kernelWidth = filters[3];
  strideY = conv.getStrides()[0];
  strideX = conv.getStrides()[1];
  dilationY = conv.getDilations()[0];
  dilationX = conv.getDilations()[1];
  top = conv.getPadding()[0];
  left = conv.getPadding()[1];
  together = isBlocked ? inputsTogether(source, gnk::weightTypeOf(conv)) : 1;
  int64_t block = isBlocked ? lanes : inputs;
  // Of a picture's few channels quads that only fill up a block are left out.
  bool isShort = together == 4 && inputs < lanes;
  inputBlock = isShort ? llvm::alignTo(inputs, together) : block;
  inputBlocks = llvm::divideCeil(inputs / groups, inputBlock);
  outputBlocks = llvm::divideCeil(outputs, lanes);
  outputBlocksOfGroup = llvm::divideCeil(outputs / groups, lanes);
  channelStep = isBlocked ? 1 : height * width;
  pixelStep = isBlocked ? block : 1;
  blockStep = height * width * block;
  weightBytes = gnk::elementBytes(gnk::weightTypeOf(conv));
  sourceImage = source.getImageStride();
  destinationImage = destination.getImageStride();
  otherImage =
      conv.getAddend() ? conv.getAddend().getType().getImageStride() : 0;
}

int64_t inputsTogether(gnk::BufferType source, Type weights) {
  if (gnk::quantizedType(source.getElementType()) && weights.isInteger(8))
    return 4;
  return source.getElementType().isBF16() && weights.isBF16() ? 2 : 1;
}

bool readsAsPairs(gnk::ConvOp conv) {
  Type source = conv.getSource().getType().getElementType();
  return (source.isF32() || source.isBF16()) &&
         gnk::weightTypeOf(conv).isBF16() &&
         conv.getDestination().getType().getElementType().isBF16();
}

bool ConvShape::isPointwise() const {
  return kernelHeight == 1 && kernelWidth == 1 && strideY == 1 &&
         strideX == 1 && outHeight == height && outWidth == width && top == 0 &&
         left == 0;
}

bool ConvShape::reads(int64_t x, int64_t tap) const {
  int64_t column = x * strideX - left + tap * dilationX;
  return column >= 0 && column < width;
}

bool readsMoreThan(gnk::BufferType source, int64_t weightBytes) {
  return source.getBatch() * source.getImageElements() *
             source.getElementBytes() >
         weightBytes;
}

SmallVector<int64_t> evenGroups(int64_t count, int64_t most) {
  int64_t groups = llvm::divideCeil(count, most);
  SmallVector<int64_t> sizes(groups, count / groups);
  for (int64_t i = 0; i < count % groups; ++i)
    ++sizes[i];
  return sizes;
}

/// Each of the larger groups, which come first, has one block more.
void forGroup(KernelBuilder &k, ArrayRef<int64_t> groups, Value group,
              function_ref<void(int64_t, Value)> body) {
  int64_t larger = llvm::count(groups, groups.front());
  auto emitLarger = [&] { body(groups.front(), k.mul(group, groups.front())); };
  auto emitSmaller = [&] {
    body(groups.back(), k.add(k.mul(group, groups.back()), larger));
  };
  if (larger == static_cast<int64_t>(groups.size()))
    return emitLarger();
  k.when(k.isLess(group, k.index(larger)), emitLarger, emitSmaller);
}

void forGroupsOfBlocks(KernelBuilder &k, int64_t groups, Value from, Value to,
                       function_ref<void(Value block)> begin,
                       function_ref<void(Value group)> body) {
  k.when(k.isLess(from, to), [&] {
    Value past = k.add(k.div(k.add(to, -1), groups), 1);
    k.loop(k.div(from, groups), past, 1, [&](Value block) {
      begin(block);
      Value first = k.mul(block, groups);
      k.loop(k.largest(k.sub(from, first), k.index(0)),
             k.least(k.sub(to, first), k.index(groups)), 1, body);
    });
  });
}

} // namespace gnet
