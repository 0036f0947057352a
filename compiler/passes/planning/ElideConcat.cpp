//===- ElideConcat.cpp - Write into concatenations instead of copying -----===//
//
//   %a = gnk.alloc                          %c = gnk.alloc
//   gnk.conv %x, %w into %a                 %s = gnk.slice %c from 64
//   %c = gnk.alloc                   ==>    gnk.conv %x, %w into %s
//   %s = gnk.slice %c from 64               gnk.lrn %s into %b
//   gnk.reorder %a into %s
//   gnk.lrn %a into %b
//
// A buffer is written once and before it is read, so whoever wrote or read the
// copied buffer can as well write or read the slice. That holds for a
// concatenation that is itself copied into a larger one: its slices become
// slices of the larger one. The slices' images are a whole concatenation
// apart, so this works at any batch.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_ELIDECONCAT
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// Why `copy` into `slice` has to stay, or null.
const char *whyCopied(ReorderOp copy, SliceOp slice) {
  Value source = copy.getSource();
  if (isa<BlockArgument>(source))
    return "its source is an argument";
  if (source.getDefiningOp<FlattenOp>())
    return "its source is a flattened view";
  if (source.getDefiningOp<SliceOp>())
    return "its source is already part of a concatenation";
  if (copy.getSource().getType().getLayout() !=
      slice.getSlice().getType().getLayout())
    return "it changes the layout";
  if (slice.getSlice().getType().getHeight() !=
      slice.getBuffer().getType().getHeight())
    return "it becomes a part of a vector";
  if (copy.getSource().getType().getElementType() !=
      slice.getSlice().getType().getElementType())
    return "it changes the type";
  if (placeOf(slice).root == source)
    return "its source is the buffer that it copies into";
  return nullptr;
}

/// Moves what `view` is made of, and `view`, before `point`.
void hoist(Value view, Operation *point) {
  for (Operation *definition = view.getDefiningOp();
       definition && point->isBeforeInBlock(definition);) {
    definition->moveBefore(point);
    point = definition;
    Value buffer = viewedBuffer(definition);
    definition = buffer ? buffer.getDefiningOp() : nullptr;
  }
}

/// Makes the buffer that `copy` copies into `slice` be the slice.
void elide(ReorderOp copy, SliceOp slice) {
  auto alloc = copy.getSource().getDefiningOp<AllocOp>();
  hoist(slice, alloc);
  copy.erase();
  for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
    if (auto part = dyn_cast<SliceOp>(user)) {
      part.setChannel(part.getChannel() + slice.getChannel());
      part.getBufferMutable().assign(slice.getBuffer());
    }
  retypeViewsOf(slice.getBuffer());
  alloc.getBuffer().replaceAllUsesWith(slice.getSlice());
  retypeViewsOf(slice);
  alloc.erase();
}

struct ElideConcat : impl::ElideConcatBase<ElideConcat> {
  using ElideConcatBase::ElideConcatBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(verifyProgram(function)))
      return signalPassFailure();
    Block &block = function.getBody().front();
    // In order of the block: inner concatenations before outer ones.
    for (auto copy : llvm::make_early_inc_range(block.getOps<ReorderOp>()))
      if (auto slice = copy.getDestination().getDefiningOp<SliceOp>())
        visit(copy, slice);
    eraseUnused(block);
  }

  void visit(ReorderOp copy, SliceOp slice) {
    const char *reason = whyCopied(copy, slice);
    if (!reason && copyOutputs && isa<BlockArgument>(placeOf(slice).root) &&
        !llvm::hasNItems(copy.getSource().getUses(), 2))
      reason = "other kernels read it";
    if (!reason)
      elide(copy, slice);
    else if (report)
      copy.emitRemark() << "stays a copy: " << reason;
  }
};

} // namespace

} // namespace gnet
