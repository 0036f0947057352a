//===- Epilogue.cpp - What a kernel does to a result before it is stored --===//
#include "target/cpu/kernels/Epilogue.h"

using namespace mlir;

namespace gnet {
namespace {

/// `value` with zeros in the lanes that only fill it up: if it is the last
/// block.
Value zeroFilling(KernelBuilder &k, gnk::BufferType type, Value block,
                  Value value) {
  int64_t lanes = type.getBlock(), used = type.getChannels() % lanes;
  if (used == 0)
    return value;
  SmallVector<float> ones(lanes, 0);
  std::fill_n(ones.begin(), used, 1.0f);
  Value isLast = k.isEqual(block, k.index(type.getChannels() / lanes));
  Value factors = arith::SelectOp::create(k.operations(), k.location(), isLast,
                                          k.constants(ones), k.splat(1));
  return k.mulf(value, factors);
}

} // namespace

Value activateBlock(KernelBuilder &k, gn::ActivationAttr activation,
                    gnk::BufferType type, Value block, Value x) {
  Value value = activate(k, activation, x);
  return keepsZero(activation) ? value : zeroFilling(k, type, block, value);
}

Value addBias(KernelBuilder &k, gnk::ConvOp conv, Value block, Value result) {
  return conv.getBias()
             ? k.addf(result, k.load(k.bias, k.mul(block, k.lanes())))
             : result;
}

void storeResult(KernelBuilder &k, gnk::ConvOp conv, Value image, Value block,
                 Value place, Value result) {
  gnk::BufferType destination = conv.getDestination().getType();
  auto placeIn = [&](gnk::BufferType type) {
    return k.add(k.mul(image, type.getImageStride()), place);
  };
  if (conv.getAddend())
    result =
        k.addf(result, k.load(k.other, placeIn(conv.getAddend().getType())));
  result =
      activateBlock(k, conv.getActivationAttr(), destination, block, result);
  k.store(result, k.destination, placeIn(destination));
}

} // namespace gnet
