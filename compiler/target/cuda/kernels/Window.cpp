//===- Window.cpp - Windows that slide along one side of an image ---------===//
#include "target/cuda/kernels/Window.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

int64_t sideOf(gnk::BufferType type, int64_t side) {
  return side == 0 ? type.getHeight() : type.getWidth();
}

/// Rounded up; `a` may be negative and then gives 0.
Value ceilDiv(KernelBuilder &k, Value a, int64_t b) {
  Value least = k.largest(a, k.index(0));
  return b == 1 ? least : k.div(k.add(least, b - 1), b);
}

} // namespace

WindowAxis WindowAxis::of(gnk::ConvOp conv, int64_t side) {
  auto weight = cast<RankedTensorType>(conv.getWeight().getType());
  return {sideOf(conv.getSource().getType(), side),
          sideOf(conv.getDestination().getType(), side),
          weight.getDimSize(2 + side),
          conv.getStrides()[side],
          conv.getDilations()[side],
          conv.getPadding()[side]};
}

WindowAxis WindowAxis::of(gnk::PoolOp pool, int64_t side) {
  return {sideOf(pool.getSource().getType(), side),
          sideOf(pool.getDestination().getType(), side),
          pool.getKernel()[side],
          pool.getStrides()[side],
          /*dilation=*/1,
          pool.getPadding()[side]};
}

Value WindowAxis::start(KernelBuilder &k, Value window) const {
  return k.add(k.mul(window, stride), -before);
}

Range tapsInside(KernelBuilder &k, const WindowAxis &axis, Value start) {
  Value missing = k.sub(k.index(0), start);
  Value left = k.sub(k.index(axis.size), start);
  return {ceilDiv(k, missing, axis.dilation),
          k.least(ceilDiv(k, left, axis.dilation), k.index(axis.kernel))};
}

} // namespace gnet::cuda
