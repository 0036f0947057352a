//===- Epilogue.cpp - What a kernel does to a result before it is stored --===//
#include "target/cuda/kernels/Epilogue.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// `value` with zeros for what is no channel.
Value zeroFilling(KernelBuilder &k, gnk::BufferType type, Value channel,
                  Value value) {
  auto vector = dyn_cast<VectorType>(value.getType());
  int64_t count = vector ? vector.getNumElements() : 1;
  SmallVector<Value> lanes;
  for (int64_t i = 0; i < count; ++i)
    lanes.push_back(k.select(k.isLess(channel, type.getChannels() - i),
                             k.lane(value, i), k.number(0)));
  return k.vectorOf(lanes);
}

} // namespace

Value activateChannels(KernelBuilder &k, gn::ActivationAttr activation,
                       gnk::BufferType type, Value channel, Value x) {
  Value value = activate(k, activation, x);
  bool isWhole = type.getChannels() % type.getBlock() == 0;
  return isWhole || keepsZero(activation)
             ? value
             : zeroFilling(k, type, channel, value);
}

} // namespace gnet::cuda
