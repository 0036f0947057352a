//===- WinogradError.cpp - The digits that a Winograd convolution loses ---===//
//
// A tile's sums run over all inputs and no other tile: some tiles of some
// outputs tell what a layer of any size loses.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/WinogradError.h"
#include "core/float_types.h"
#include "target/cpu/kernels/ErrorSample.h"
#include "target/cpu/kernels/LinearCombination.h"
#include "target/cpu/kernels/WinogradPlan.h"
#include "target/program/WinogradTransform.h"
#include "llvm/ADT/bit.h"
#include <cmath>

using namespace mlir;

namespace gnet {
namespace {

constexpr int64_t tiles = 6;

float roundToBfloat(float value) {
  return llvm::bit_cast<float>(uint32_t{gnetrt_bf16_of(value)} << 16);
}

class Sample {
public:
  explicit Sample(const WinogradForm &form)
      : form(form), y(form.resultsY, form.tapsY), x(form.resultsX, form.tapsX) {
  }

  double error();

private:
  void addInput(NormalNumbers &random);
  float factorOf(float value) const {
    return form.isOfPairs ? roundToBfloat(value) : value;
  }
  std::vector<SampleOutputs>
  transformWeights(ArrayRef<SampleOutputs> weights) const;
  SmallVector<float> transform(ArrayRef<double> down, ArrayRef<double> across,
                               function_ref<float(int64_t)> valueAt) const;
  SmallVector<float> transformInput(ArrayRef<float> values) const;
  SmallVector<float> results(int64_t tile, size_t output) const;

  const WinogradForm &form;
  WinogradTransform y, x;
  /// By tile and product, by tile and result.
  std::array<std::vector<SampleOutputs>, tiles> products;
  std::array<std::vector<ExactOutputs>, tiles> exact;
};

double Sample::error() {
  for (int64_t tile = 0; tile < tiles; ++tile) {
    products[tile].assign(y.size * x.size, SampleOutputs{});
    exact[tile].assign(y.results * x.results, ExactOutputs{});
  }
  NormalNumbers random;
  for (int64_t input = 0; input < form.inputs; ++input)
    addInput(random);
  LargestError largest;
  for (int64_t tile = 0; tile < tiles; ++tile)
    for (size_t output = 0; output < SampleOutputs().size(); ++output)
      for (auto [result, value] : llvm::enumerate(results(tile, output)))
        largest.add(value, exact[tile][result][output]);
  return largest.relative();
}

/// One channel's part of all sums.
void Sample::addInput(NormalNumbers &random) {
  double deviation = std::sqrt(
      2.0 / static_cast<double>(form.inputs * form.tapsY * form.tapsX));
  std::vector<SampleOutputs> weights(form.tapsY * form.tapsX);
  for (SampleOutputs &tap : weights)
    for (float &weight : tap)
      weight = random.next(deviation);
  const std::vector<SampleOutputs> transformed = transformWeights(weights);
  for (int64_t tile = 0; tile < tiles; ++tile) {
    SmallVector<float> values(y.size * x.size);
    for (float &value : values)
      value = random.next(1);
    for (int64_t i = 0; i < y.results; ++i)
      for (int64_t j = 0; j < x.results; ++j)
        for (int64_t k = 0; k < form.tapsY; ++k)
          for (int64_t l = 0; l < form.tapsX; ++l)
            addExactProducts(values[(i + k) * x.size + j + l],
                             weights[k * form.tapsX + l],
                             exact[tile][i * x.results + j]);
    for (auto [product, value] : llvm::enumerate(transformInput(values)))
      addProducts(form.hasFma, factorOf(value), transformed[product],
                  products[tile][product]);
  }
}

/// G w G^T in double, rounded once, as runtime/core/pack.c does it.
std::vector<SampleOutputs>
Sample::transformWeights(ArrayRef<SampleOutputs> weights) const {
  std::vector<SampleOutputs> transformed(y.size * x.size);
  for (int64_t i = 0; i < y.size; ++i)
    for (int64_t j = 0; j < x.size; ++j)
      for (size_t o = 0; o < SampleOutputs().size(); ++o) {
        double sum = 0;
        for (int64_t k = 0; k < form.tapsY; ++k)
          for (int64_t l = 0; l < form.tapsX; ++l)
            sum += y.filter[i * form.tapsY + k] * x.filter[j * form.tapsX + l] *
                   double(weights[k * form.tapsX + l][o]);
        transformed[i * x.size + j][o] = factorOf(static_cast<float>(sum));
      }
  return transformed;
}

/// `down` times the y.size x x.size values of a tile times the transposed
/// `across`; columns first, as in the kernel. Both are by rows.
SmallVector<float>
Sample::transform(ArrayRef<double> down, ArrayRef<double> across,
                  function_ref<float(int64_t)> valueAt) const {
  int64_t rows = static_cast<int64_t>(down.size()) / y.size;
  SmallVector<float> columns;
  for (int64_t j = 0; j < x.size; ++j) {
    SmallVector<float> column;
    for (int64_t i = 0; i < y.size; ++i)
      column.push_back(valueAt(i * x.size + j));
    columns.append(multiply(form.hasFma, down, column));
  }
  SmallVector<float> transformed;
  for (int64_t i = 0; i < rows; ++i) {
    SmallVector<float> row;
    for (int64_t j = 0; j < x.size; ++j)
      row.push_back(columns[j * rows + i]);
    transformed.append(multiply(form.hasFma, across, row));
  }
  return transformed;
}

SmallVector<float> Sample::transformInput(ArrayRef<float> values) const {
  return transform(y.input, x.input, [&](int64_t i) { return values[i]; });
}

SmallVector<float> Sample::results(int64_t tile, size_t output) const {
  return transform(y.output, x.output,
                   [&](int64_t i) { return products[tile][i][output]; });
}

} // namespace

double winogradError(const WinogradForm &form) { return Sample(form).error(); }

double winogradErrorOf(gnk::KernelInterface step, const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  ArrayRef<int64_t> form = gnk::chosenKernel(conv).getNumbers("form");
  ConvShape shape = winogradShape(conv, machine.lanes);
  return winogradError({.resultsY = form[0],
                        .resultsX = form[1],
                        .tapsY = shape.kernelHeight,
                        .tapsX = shape.kernelWidth,
                        .inputs = shape.inputs * shape.strideY * shape.strideX,
                        .hasFma = machine.hasFma,
                        .isOfPairs = factorsOf(gnk::chosenKernel(conv)) ==
                                     BilinearFactors::Bfloats});
}

} // namespace gnet
