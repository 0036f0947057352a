//===- ExpandMath.cpp - Functions of math as polynomials ------------------===//
#include "target/kernels/ExpandMath.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace gnet {

LogicalResult expandMath(Operation *kernels) {
  bool hasMath = false;
  kernels->walk([&](Operation *op) {
    hasMath |= isa<math::ExpOp, math::LogOp, math::TanhOp, math::ErfOp>(op);
  });
  if (!hasMath)
    return success();
  RewritePatternSet patterns(kernels->getContext());
  populateMathPolynomialApproximationPatterns(patterns);
  return applyPatternsGreedily(kernels, std::move(patterns));
}

} // namespace gnet
