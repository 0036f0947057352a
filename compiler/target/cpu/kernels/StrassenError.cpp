//===- StrassenError.cpp - The digits that a product by Strassen loses ----===//
#include "target/cpu/kernels/StrassenError.h"
#include "target/cpu/kernels/ErrorSample.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/program/StrassenTransform.h"
#include <cmath>

using namespace mlir;

namespace gnet {
namespace {

/// Of each half.
constexpr int64_t pixels = 6;

/// Halves of one side by those of another.
constexpr int64_t quarters = 4;

class Sample {
public:
  explicit Sample(bool hasFma) : hasFma(hasFma) {}

  double error(int64_t inputs);

private:
  using Products = std::array<SampleOutputs, strassenProducts>;
  using Weights = std::array<SampleOutputs, quarters>;

  void addInput(double deviation, NormalNumbers &random);
  static Products transformWeights(const Weights &weights);
  SmallVector<float> results(int64_t pixel, size_t output) const;

  bool hasFma;
  std::array<Products, pixels> products{};
  std::array<std::array<ExactOutputs, quarters>, pixels> exact{};
};

double Sample::error(int64_t inputs) {
  NormalNumbers random;
  const double deviation = std::sqrt(2.0 / static_cast<double>(inputs));
  for (int64_t input = 0; input < inputs; input += 2)
    addInput(deviation, random);
  LargestError largest;
  for (int64_t pixel = 0; pixel < pixels; ++pixel)
    for (size_t output = 0; output < SampleOutputs().size(); ++output)
      for (auto [quarter, value] : llvm::enumerate(results(pixel, output)))
        largest.add(value, exact[pixel][quarter][output]);
  return largest.relative();
}

/// One channel of each half.
void Sample::addInput(double deviation, NormalNumbers &random) {
  Weights weights;
  for (SampleOutputs &quarter : weights)
    for (float &weight : quarter)
      weight = random.next(deviation);
  const Products transformed = transformWeights(weights);
  for (int64_t pixel = 0; pixel < pixels; ++pixel) {
    SmallVector<float> values(quarters);
    for (float &value : values)
      value = random.next(1);
    for (int64_t p = 0; p < 2; ++p)
      for (int64_t o = 0; o < 2; ++o)
        for (int64_t i = 0; i < 2; ++i)
          addExactProducts(values[p * 2 + i], weights[o * 2 + i],
                           exact[pixel][p * 2 + o]);
    for (auto [xi, value] :
         llvm::enumerate(multiply(hasFma, strassenInput, values)))
      addProducts(hasFma, value, transformed[xi], products[pixel][xi]);
  }
}

/// In double, rounded once, as runtime/core/pack.c does it.
Sample::Products Sample::transformWeights(const Weights &weights) {
  Products transformed;
  for (auto [xi, outputs] : llvm::enumerate(transformed))
    for (size_t o = 0; o < outputs.size(); ++o) {
      double sum = 0;
      for (size_t quarter = 0; quarter < weights.size(); ++quarter)
        sum += strassenFilter[xi * weights.size() + quarter] *
               double(weights[quarter][o]);
      outputs[o] = static_cast<float>(sum);
    }
  return transformed;
}

/// Of both halves of the outputs, for each half of the pixels.
SmallVector<float> Sample::results(int64_t pixel, size_t output) const {
  SmallVector<float> sums;
  for (const SampleOutputs &product : products[pixel])
    sums.push_back(product[output]);
  return multiply(hasFma, strassenOutput, sums);
}

} // namespace

double strassenError(int64_t inputs, bool hasFma) {
  return Sample(hasFma).error(inputs);
}

double strassenErrorOf(gnk::KernelInterface step, const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  return strassenError(conv.getSource().getType().getChannels(),
                       machine.hasFma);
}

} // namespace gnet
