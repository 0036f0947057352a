//===- MemoryAccess.h - What a step reads and writes of a GPU's memory ----===//
#ifndef GNET_TARGET_CUDA_PROGRAM_MEMORYACCESS_H
#define GNET_TARGET_CUDA_PROGRAM_MEMORYACCESS_H

#include "ir/gnk/GnkDialect.h"
#include "target/cuda/program/MemoryRange.h"

namespace gnet {

/// The memory of a GPU that a pointer leads to: GNETRT_NOWHERE, ...
enum class MemorySpace { Nowhere, Arena, Weights, Input, Output, Scratch };

struct MemoryPlace {
  MemorySpace space = MemorySpace::Nowhere;
  int64_t offset = 0; ///< In bytes.
};

struct MemoryAccess {
  MemorySpace space = MemorySpace::Nowhere;
  MemoryRange range;
  bool isWritten = false;
};

using MemoryAccesses = llvm::SmallVector<MemoryAccess, 4>;

/// Of a planned buffer.
MemoryPlace memoryPlaceOf(mlir::Value buffer);

/// Of the step's launches, each of which may touch all of it: of its buffers
/// and those of the steps that are joined with it. None where it is joined
/// itself.
MemoryAccesses accessesOf(gnk::KernelInterface step);
/// Of its own buffers.
MemoryAccesses ownAccessesOf(gnk::KernelInterface step);

/// Whether either writes what the other reads or writes.
bool conflict(const MemoryAccesses &a, const MemoryAccesses &b);

} // namespace gnet

#endif // GNET_TARGET_CUDA_PROGRAM_MEMORYACCESS_H
