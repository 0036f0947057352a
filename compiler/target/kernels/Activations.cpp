//===- Activations.cpp - Activations as operations on floats --------------===//
#include "target/kernels/Activations.h"
#include "abi/program.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace gnet {
namespace {

/// 1 / (1 + e^-x).
Value sigmoid(BodyBuilder &k, Value x) {
  Value one = k.constantLike(x, 1);
  Value power = exponential(k, k.subf(k.constantLike(x, 0), x));
  return k.divf(one, k.addf(one, power));
}

Value clamp(BodyBuilder &k, Value x, double low, double high) {
  return k.minf(k.maxf(x, k.constantLike(x, low)), k.constantLike(x, high));
}

Value times(BodyBuilder &k, double factor, Value x) {
  return factor == 1 ? x : k.mulf(k.constantLike(x, factor), x);
}

/// relu6(x + 3) / 6.
Value hardSigmoid(BodyBuilder &k, Value x) {
  return times(k, 1.0 / 6, clamp(k, k.addf(x, k.constantLike(x, 3)), 0, 6));
}

Value leakyRelu(BodyBuilder &k, Value x, double slope) {
  Value zero = k.constantLike(x, 0);
  return k.addf(k.maxf(x, zero), times(k, slope, k.minf(x, zero)));
}

/// x * (1 + erf(x / sqrt 2)) / 2.
Value gelu(BodyBuilder &k, Value x) {
  Value error =
      math::ErfOp::create(k.operations(), k.location(), times(k, M_SQRT1_2, x));
  Value half = times(k, 0.5, x);
  return k.fma(half, error, half);
}

} // namespace

Value exponential(BodyBuilder &k, Value x) {
  return math::ExpOp::create(k.operations(), k.location(), x);
}

Value activate(BodyBuilder &k, gn::ActivationAttr activation, Value x) {
  if (!activation)
    return x;
  double amplitude = activation.getAmplitude().convertToDouble();
  double slope = activation.getSlope().convertToDouble();
  switch (activation.getNumber()) {
  case GNETRT_RELU:
    return k.maxf(x, k.constantLike(x, 0));
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

bool keepsZero(gn::ActivationAttr activation) {
  if (!activation)
    return true;
  int64_t number = activation.getNumber();
  return number != GNETRT_SIGMOID && number != GNETRT_HARD_SIGMOID;
}

} // namespace gnet
