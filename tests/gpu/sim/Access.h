//===- Access.h - An access to memory, before it happens ------------------===//
#ifndef GNET_GPU_SIM_ACCESS_H
#define GNET_GPU_SIM_ACCESS_H

#include <cstdint>

namespace gnet::gpu::sim {

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
