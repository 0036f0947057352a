//===- FuseAdd.cpp - Sum a residual branch where it is computed -----------===//
//
//   gnk.conv %a, %w into %t                 gnk.conv %a, %w plus %x into %d
//   gnk.add %x, %t into %d          ==>         activation relu
//       activation relu
//
// The convolution moves to the place of the sum: only there has the other
// branch been computed. In nchw oneDNN has no generated kernel for it.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_FUSEADD
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// The convolution that makes `term` for `add` alone, or null if there is none
/// that could take over the sum.
ConvOp convOf(OpOperand &term, AddOp add) {
  auto alloc = term.get().getDefiningOp<AllocOp>();
  if (!alloc || alloc.getBuffer().getType().getLayout() == Layout::Nchw)
    return {};
  ConvOp conv;
  for (OpOperand &use : alloc->getUses()) {
    auto writer = dyn_cast<ConvOp>(use.getOwner());
    if (writer && use.get() == writer.getDestination() && !conv)
      conv = writer;
    else if (&use != &term)
      return {};
  }
  if (!conv || conv.getActivationAttr() || conv.getAddend() ||
      (conv.getGroups() != 1 && !conv.isDepthwise()))
    return {};
  return conv;
}

/// The later one of the sum's convolutions waits less for the other branch.
std::pair<ConvOp, OpOperand *> laterConv(AddOp add) {
  std::pair<ConvOp, OpOperand *> later;
  for (OpOperand *term : {&add.getSourceMutable(), &add.getAddendMutable()}) {
    ConvOp conv = convOf(*term, add);
    if (conv && (!later.first || later.first->isBeforeInBlock(conv)))
      later = {conv, term};
  }
  return later;
}

void fuse(AddOp add) {
  auto [conv, term] = laterConv(add);
  if (!conv || add.getFactors())
    return;
  bool isSource = term == &add.getSourceMutable();
  conv.getAddendMutable().assign(isSource ? add.getAddend() : add.getSource());
  conv.getDestinationMutable().set(add.getDestination());
  conv.setActivationAttr(add.getActivationAttr());
  conv->removeAttr(keptAttribute);
  if (Attribute kept = add->getAttr(keptAttribute))
    conv->setAttr(keptAttribute, kept);
  conv->moveBefore(add);
  add.erase();
}

struct FuseAdd : impl::FuseAddBase<FuseAdd> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    for (auto add : llvm::make_early_inc_range(program.getOps<AddOp>()))
      fuse(add);
    eraseUnused(program);
  }
};

} // namespace

} // namespace gnet
