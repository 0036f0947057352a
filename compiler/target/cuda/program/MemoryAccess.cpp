//===- MemoryAccess.cpp - What a step reads and writes of a GPU's memory --===//
#include "target/cuda/program/MemoryAccess.h"

using namespace mlir;

namespace gnet {

MemoryPlace memoryPlaceOf(Value buffer) {
  gnk::Place place = gnk::placeOf(buffer);
  int64_t offset = place.bytes();
  if (auto alloc = place.root.getDefiningOp<gnk::AllocOp>())
    return {MemorySpace::Arena, int64_t(*alloc.getOffset()) + offset};
  bool isInput = cast<BlockArgument>(place.root).getArgNumber() == 0;
  return {isInput ? MemorySpace::Input : MemorySpace::Output, offset};
}

static MemoryAccess accessOf(Value buffer, bool isWritten) {
  MemoryPlace place = memoryPlaceOf(buffer);
  auto type = cast<gnk::BufferType>(buffer.getType());
  int64_t size = type.getElementBytes();
  return {place.space,
          {place.offset, type.getImageElements() * size,
           type.getImageStride() * size, type.getBatch()},
          isWritten};
}

MemoryAccesses ownAccessesOf(gnk::KernelInterface step) {
  MemoryAccesses accesses = {
      accessOf(step.getDestination(), /*isWritten=*/true)};
  for (OpOperand *read : step.getReads())
    accesses.push_back(accessOf(read->get(), /*isWritten=*/false));
  return accesses;
}

MemoryAccesses accessesOf(gnk::KernelInterface step) {
  MemoryAccesses accesses;
  if (step->hasAttr(gnk::joinedAttribute))
    return accesses;
  for (gnk::KernelInterface each : gnk::joinedWith(step))
    llvm::append_range(accesses, ownAccessesOf(each));
  return accesses;
}

bool conflict(const MemoryAccesses &a, const MemoryAccesses &b) {
  for (const MemoryAccess &one : a)
    for (const MemoryAccess &two : b)
      if ((one.isWritten || two.isWritten) && one.space == two.space &&
          one.range.overlaps(two.range))
        return true;
  return false;
}

} // namespace gnet
