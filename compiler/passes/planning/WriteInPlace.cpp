//===- WriteInPlace.cpp - Write over what is read for the last time -------===//
//
//   %a = gnk.alloc                          %a = gnk.alloc
//   gnk.conv %in, %w into %a                gnk.conv %in, %w into %a
//   %b = gnk.alloc                  ==>     gnk.activation sigmoid %a into %a
//   gnk.activation sigmoid %a into %b       gnk.pool max %a into %out
//   gnk.pool max %b into %out
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_WRITEINPLACE
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// Whether nothing but `kernel` and kernels before it touches `buffer`, so
/// that it may write there after it read.
bool isLastToRead(KernelInterface kernel, AllocOp buffer) {
  return llvm::all_of(buffer->getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    if (user == kernel)
      return kernel.mayOverwrite(use);
    return isa<KernelInterface>(user) && user->isBeforeInBlock(kernel);
  });
}

/// What `kernel` reads and can write its result to, or null.
AllocOp overwritable(KernelInterface kernel) {
  for (OpOperand *read : kernel.getReads()) {
    auto buffer = read->get().getDefiningOp<AllocOp>();
    if (buffer && kernel.mayOverwrite(*read) &&
        buffer.getBuffer().getType() == kernel.getDestination().getType() &&
        isLastToRead(kernel, buffer))
      return buffer;
  }
  return {};
}

void writeInPlace(KernelInterface kernel) {
  auto destination = kernel.getDestination().getDefiningOp<AllocOp>();
  AllocOp read = destination ? overwritable(kernel) : AllocOp();
  if (!read)
    return;
  // The destination's views may stand before the alloc that they get.
  if (destination->isBeforeInBlock(read))
    read->moveBefore(destination);
  destination->replaceAllUsesWith(read);
  destination.erase();
}

struct WriteInPlace : impl::WriteInPlaceBase<WriteInPlace> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(verifyProgram(function)))
      return signalPassFailure();
    for (auto kernel : function.getBody().front().getOps<KernelInterface>())
      writeInPlace(kernel);
  }
};

} // namespace

} // namespace gnet
