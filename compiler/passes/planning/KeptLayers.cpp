//===- KeptLayers.cpp - What stays float32 where the rest does not --------===//
#include "passes/planning/KeptLayers.h"

using namespace mlir;

namespace gnet::gnk {

namespace {

/// In softmax e^x makes of an absolute error a relative one, and a logit can be
/// large; a copy into the output gives it to the application.
bool readsAsItIs(KernelInterface kernel) {
  return isa<SoftmaxOp>(kernel) ||
         (isa<ReorderOp>(kernel) &&
          isa<BlockArgument>(placeOf(kernel.getDestination()).root));
}

/// Whether all those do who read the buffer, and views of it.
bool isReadAsItIs(Value buffer) {
  bool isRead = false;
  SmallVector<Value> pending{buffer};
  while (!pending.empty()) {
    Value next = pending.pop_back_val();
    for (OpOperand &use : next.getUses()) {
      if (viewedBuffer(use.getOwner())) {
        pending.push_back(use.getOwner()->getResult(0));
        continue;
      }
      auto kernel = cast<KernelInterface>(use.getOwner());
      if (&use == &kernel.getDestinationMutable())
        continue;
      if (!readsAsItIs(kernel))
        return false;
      isRead = true;
    }
  }
  return isRead;
}

/// Whether the layer at `path` is the one at `outer`, or lies in that module.
bool isWithin(StringRef path, StringRef outer) {
  return path.consume_front(outer) && (path.empty() || path.front() == '.');
}

Value rootOf(KernelInterface kernel) {
  return placeOf(kernel.getDestination()).root;
}

} // namespace

bool KeptLayers::names(KernelInterface kernel) const {
  StringRef path = layerPath(kernel.getLoc());
  return llvm::any_of(
      paths, [&](const std::string &outer) { return isWithin(path, outer); });
}

LogicalResult KeptLayers::check(func::FuncOp function) const {
  auto kernels = function.getBody().front().getOps<KernelInterface>();
  for (const std::string &outer : paths)
    if (llvm::none_of(kernels, [&](KernelInterface kernel) {
          return isWithin(layerPath(kernel.getLoc()), outer);
        }))
      return function.emitError()
             << "no kernel computes '" << outer
             << "' by itself: it is part of another layer's; keep that one";
  return success();
}

DenseMap<Value, StringRef> KeptLayers::keepBuffers(Block &program) const {
  DenseMap<Value, StringRef> kept;
  const StringRef named = "keep names it";
  auto kernels = program.getOps<KernelInterface>();
  for (auto kernel : kernels)
    if (names(kernel))
      kept[rootOf(kernel)] = named;
  for (auto kernel : kernels) {
    StringRef &reason = kept[rootOf(kernel)];
    if (isa<BlockArgument>(rootOf(kernel)))
      reason = "it is the output";
    else if (isReadAsItIs(rootOf(kernel)))
      reason = "only softmax or the output takes it";
    if (!reason.empty())
      kernel->setAttr(keptAttribute,
                      StringAttr::get(kernel.getContext(),
                                      reason == named && !names(kernel)
                                          ? "in one buffer with what keep names"
                                          : reason));
  }
  return kept;
}

} // namespace gnet::gnk
