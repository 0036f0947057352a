//===- MemoryRange.h - The bytes that a batch of images takes -------------===//
#ifndef GNET_TARGET_CUDA_PROGRAM_MEMORYRANGE_H
#define GNET_TARGET_CUDA_PROGRAM_MEMORYRANGE_H

#include <cstdint>

namespace gnet {

/// `count` pieces of `bytes` each, the first at `offset`, the others `stride`
/// bytes apart: a piece is an image, and where it is a slice of a larger one
/// there is a gap behind it.
struct MemoryRange {
  int64_t offset = 0;
  int64_t bytes = 0;
  int64_t stride = 0; ///< At least `bytes`.
  int64_t count = 1;

  bool overlaps(const MemoryRange &other) const;
};

} // namespace gnet

#endif // GNET_TARGET_CUDA_PROGRAM_MEMORYRANGE_H
