//===- FuseScale.cpp - Make residual scaling part of the sum --------------===//
//
//   %1 = gn.scale %0 factors [0.17] offsets [0.0]
//   %2 = gn.add %x, %1
// ==>
//   %2 = gn.add %x, %0 factors [1.0, 0.17]
//
//===----------------------------------------------------------------------===//
#include "passes/inference/Passes.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FUSESCALE
#include "passes/inference/Passes.h.inc"

namespace {

/// `image`'s only factor if it is scaled by one and by nothing else.
gn::ScaleOp scaleOf(Value image) {
  auto scale = image.getDefiningOp<gn::ScaleOp>();
  if (!scale || scale.getFactors().size() != 1 ||
      llvm::any_of(scale.getOffsets(), [](double value) { return value != 0; }))
    return {};
  return scale;
}

void fuse(gn::AddOp add) {
  SmallVector<double> factors(add.getInputs().size(), 1.0);
  if (add.getFactors())
    factors.assign(add.getFactors()->begin(), add.getFactors()->end());
  bool changed = false;
  for (auto [input, factor] : llvm::zip_equal(add.getInputsMutable(), factors))
    while (gn::ScaleOp scale = scaleOf(input.get())) {
      factor *= scale.getFactors().front();
      input.set(scale.getInput());
      changed = true;
      if (scale.use_empty())
        scale.erase();
    }
  if (changed)
    add.setFactors(factors);
}

struct FuseScale : impl::FuseScaleBase<FuseScale> {
  void runOnOperation() override {
    if (!getOperation().isExternal())
      getOperation().front().walk(fuse);
  }
};

} // namespace

} // namespace gnet
