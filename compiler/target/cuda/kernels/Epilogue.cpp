//===- Epilogue.cpp - What a kernel does to a result before it is stored --===//
#include "target/cuda/kernels/Epilogue.h"
#include "abi/program.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// 1 / (1 + e^-x).
Value sigmoid(KernelBuilder &k, Value x) {
  Value one = k.numberLike(x, 1);
  Value power = exponential(k, k.subf(k.numberLike(x, 0), x));
  return k.divf(one, k.addf(one, power));
}

Value clamp(KernelBuilder &k, Value x, double low, double high) {
  return k.minf(k.maxf(x, k.numberLike(x, low)), k.numberLike(x, high));
}

Value times(KernelBuilder &k, double factor, Value x) {
  return factor == 1 ? x : k.mulf(k.numberLike(x, factor), x);
}

/// relu6(x + 3) / 6.
Value hardSigmoid(KernelBuilder &k, Value x) {
  return times(k, 1.0 / 6, clamp(k, k.addf(x, k.numberLike(x, 3)), 0, 6));
}

Value leakyRelu(KernelBuilder &k, Value x, double slope) {
  Value zero = k.numberLike(x, 0);
  return k.addf(k.maxf(x, zero), times(k, slope, k.minf(x, zero)));
}

/// x * (1 + erf(x / sqrt 2)) / 2.
Value gelu(KernelBuilder &k, Value x) {
  Value error =
      math::ErfOp::create(k.operations(), k.location(), times(k, M_SQRT1_2, x));
  Value half = times(k, 0.5, x);
  return k.fma(half, error, half);
}

/// Whether what fills up a buffer's last block of channels stays 0.
bool keepsZero(gn::ActivationAttr activation) {
  if (!activation)
    return true;
  int64_t number = activation.getNumber();
  return number != GNETRT_SIGMOID && number != GNETRT_HARD_SIGMOID;
}

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

Value exponential(KernelBuilder &k, Value x) {
  return math::ExpOp::create(k.operations(), k.location(), x);
}

Value activate(KernelBuilder &k, gn::ActivationAttr activation, Value x) {
  if (!activation)
    return x;
  double amplitude = activation.getAmplitude().convertToDouble();
  double slope = activation.getSlope().convertToDouble();
  switch (activation.getNumber()) {
  case GNETRT_RELU:
    return k.maxf(x, k.numberLike(x, 0));
  case GNETRT_LEAKY_RELU:
    return leakyRelu(k, x, slope);
  case GNETRT_SIGMOID:
    return sigmoid(k, x);
  case GNETRT_TANH:
    return times(
        k, amplitude,
        math::TanhOp::create(k.operations(), k.location(), times(k, slope, x)));
  case GNETRT_RELU6:
    return clamp(k, x, 0, 6);
  case GNETRT_HARD_SWISH:
    return k.mulf(x, hardSigmoid(k, x));
  case GNETRT_HARD_SIGMOID:
    return hardSigmoid(k, x);
  case GNETRT_SILU:
    return k.mulf(x, sigmoid(k, x));
  case GNETRT_GELU:
    return gelu(k, x);
  default:
    llvm_unreachable("all activations are covered");
  }
}

Value activateChannels(KernelBuilder &k, gn::ActivationAttr activation,
                       gnk::BufferType type, Value channel, Value x) {
  Value value = activate(k, activation, x);
  bool isWhole = type.getChannels() % type.getBlock() == 0;
  return isWhole || keepsZero(activation)
             ? value
             : zeroFilling(k, type, channel, value);
}

} // namespace gnet::cuda
