//===- JoinSoftmax.cpp - A softmax with the matrix before it --------------===//
//
//   gnk.linear %in, %w into %scores {gnk.kernel = #gnk.kernel<"linear", ...>}
//   gnk.softmax %scores into %out {gnk.kernel = #gnk.kernel<"softmax", ...>}
//       ==>
//   gnk.linear %in, %w into %scores {gnk.joins = 1 : i64, gnk.kernel = ...}
//   gnk.softmax %scores into %out {gnk.joined, gnk.kernel = ...}
//
//===----------------------------------------------------------------------===//
#include "target/cuda/Passes.h"
#include "target/cuda/kernels/OutputBlock.h"
#include "target/cuda/program/MemoryAccess.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_JOINSOFTMAX
#include "target/cuda/Passes.h.inc"

namespace {

gnk::KernelInterface nextStep(Operation *step) {
  for (Operation *next = step->getNextNode(); next; next = next->getNextNode())
    if (auto found = dyn_cast<gnk::KernelInterface>(next))
      return found;
  return {};
}

/// Whether nobody else reads the scores, and none of what a run of several
/// images still has to read is overwritten.
bool canJoin(gnk::KernelInterface linear, gnk::KernelInterface softmax) {
  auto scores = linear.getDestination().getDefiningOp<gnk::AllocOp>();
  if (!scores || softmax.getSource() != linear.getDestination() ||
      !llvm::hasNItems(scores->getUsers(), 2))
    return false;
  MemoryAccesses written = {ownAccessesOf(softmax).front()};
  MemoryAccesses touched = ownAccessesOf(linear);
  touched.erase(touched.begin());
  return !conflict(written, touched);
}

struct JoinSoftmax : impl::JoinSoftmaxBase<JoinSoftmax> {
  void runOnOperation() override {
    Builder builder(&getContext());
    getOperation().walk([&](gnk::LinearOp op) {
      gnk::KernelInterface linear = op, softmax = nextStep(op);
      gnk::KernelAttr kernel = gnk::chosenKernel(op);
      bool isOneBlock = kernel && kernel.getName() == "linear" &&
                        op.getDestination().getType().getChannels() <=
                            cuda::OutputBlock::lanes;
      if (!isOneBlock || !isa_and_nonnull<gnk::SoftmaxOp>(softmax) ||
          !canJoin(linear, softmax))
        return;
      linear->setAttr(gnk::joinsAttribute, builder.getI64IntegerAttr(1));
      softmax->setAttr(gnk::joinedAttribute, builder.getUnitAttr());
      if (gnk::KernelAttr own = gnk::chosenKernel(softmax))
        softmax->setAttr(gnk::kernelAttribute,
                         own.withNumbers(cuda::nanosecondsParameter, {0}));
    });
  }
};

} // namespace
} // namespace gnet
