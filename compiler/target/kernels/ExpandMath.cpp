//===- ExpandMath.cpp - Functions of math as polynomials ------------------===//
#include "target/kernels/ExpandMath.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace gnet {

LogicalResult expandMath(Operation *kernels) {
  SmallVector<Operation *> functions;
  kernels->walk([&](Operation *op) {
    if (isa<math::ExpOp, math::LogOp, math::TanhOp, math::ErfOp>(op))
      functions.push_back(op);
  });
  RewritePatternSet patterns(kernels->getContext());
  populateMathPolynomialApproximationPatterns(patterns);
  return applyOpPatternsGreedily(functions, std::move(patterns));
}

} // namespace gnet
