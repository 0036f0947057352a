//===- Access.h - An access to memory, before it happens ------------------===//
#ifndef GNET_GPU_SIM_ACCESS_H
#define GNET_GPU_SIM_ACCESS_H

#include <cstdint>

namespace gnet::gpu::sim {

/// Whether loads and stores are checked before they happen. Without, a kernel
/// runs several times as fast, and of what it does wrong only that is found
/// which copies and operations of warps do out of bounds or misaligned, and
/// what nobody waits for.
enum class Checks { None, All };

enum class AccessKind : uint8_t { Read, Write, Atomic };

struct Access {
  AccessKind kind;
  uint64_t address;
  uint32_t size;
  uint32_t alignment = 1;
};

inline const char *wordOf(AccessKind kind) {
  return kind == AccessKind::Read    ? "read"
         : kind == AccessKind::Write ? "write"
                                     : "atomic operation";
}

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_ACCESS_H
