//===- WinogradFilters.cpp - Filters of bytes, transformed in a run -------===//
#include "target/cpu/kernels/WinogradFilters.h"
#include "target/cpu/kernels/LinearCombination.h"

using namespace mlir;

namespace gnet {
namespace {

/// Those of a pair of inputs and a block of outputs, one of 16 bits a lane:
/// from `from` on, of which `tapStep` leads from tap to tap. They go to `to`.
void transformPair(KernelBuilder &k, const ConvShape &shape,
                   const WinogradPlan &plan, Value from, int64_t tapStep,
                   Value to) {
  multiplySides(
      k, {plan.y.filter, plan.x.filter, shape.kernelHeight, shape.kernelWidth},
      [&](int64_t y, int64_t x) {
        int64_t tap = y * shape.kernelWidth + x;
        return k.loadAsShorts(k.weight, k.add(from, tap * tapStep),
                              2 * k.lanes());
      },
      [&](int64_t y, ArrayRef<Value> row) {
        for (auto [x, value] : llvm::enumerate(row)) {
          int64_t product = y * plan.x.size + static_cast<int64_t>(x);
          k.storeShorts(value, k.scratch, k.add(to, product * plan.filterStep));
        }
      });
}

} // namespace

void transformFilters(KernelBuilder &k, const ConvShape &shape,
                      const WinogradPlan &plan, int64_t blocks, Value weights) {
  const int64_t lanesOfInput = blocks * k.lanes();
  const int64_t tapStep = shape.inputBlock * lanesOfInput;
  const int64_t blockStep = shape.kernelHeight * shape.kernelWidth * tapStep;
  const int64_t pairs = shape.inputBlock / 2;
  k.loop(0, shape.inputBlocks, 1, [&](Value inputBlock) {
    Value from = k.add(weights, k.mul(inputBlock, blockStep));
    Value to = k.add(k.mul(inputBlock, pairs * lanesOfInput), plan.firstFilter);
    k.loop(0, pairs * blocks, 1, [&](Value item) {
      transformPair(k, shape, plan, k.add(from, k.mul(item, 2 * k.lanes())),
                    tapStep, k.add(to, k.mul(item, k.lanes())));
    });
  });
}

} // namespace gnet
