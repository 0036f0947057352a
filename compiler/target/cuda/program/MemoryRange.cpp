//===- MemoryRange.cpp - The bytes that a batch of images takes -----------===//
#include "target/cuda/program/MemoryRange.h"

namespace gnet {

/// Goes through the pieces of both in the order of their addresses.
bool MemoryRange::overlaps(const MemoryRange &other) const {
  int64_t mine = 0, its = 0;
  while (mine < count && its < other.count) {
    int64_t myBegin = offset + mine * stride;
    int64_t itsBegin = other.offset + its * other.stride;
    int64_t myEnd = myBegin + bytes, itsEnd = itsBegin + other.bytes;
    if (myBegin < itsEnd && itsBegin < myEnd)
      return true;
    myEnd <= itsEnd ? ++mine : ++its;
  }
  return false;
}

} // namespace gnet
