//===- Runtime.h - What generated code calls ------------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_RUNTIME_H
#define GNET_GPU_SIM_EXECUTION_RUNTIME_H

#include "gpu/sim/Access.h"
#include <span>

namespace gnet::gpu::sim {

struct Registers;

/// An access in one word, but for its address.
struct AccessWord {
  uint64_t bits;

  static AccessWord of(AccessKind kind, uint32_t size, uint64_t alignment,
                       bool acquires) {
    return {size | uint64_t(__builtin_ctzll(alignment)) << 32 |
            uint64_t(kind) << 40 | uint64_t(acquires) << 48};
  }
  Access at(uint64_t address) const {
    return {AccessKind(bits >> 40 & 0xFF), address, uint32_t(bits),
            1u << (bits >> 32 & 0xFF)};
  }
  bool acquires() const { return bits >> 48 & 1; }
};

extern "C" {
void gnetSimAccess(Registers *thread, uint64_t address, uint64_t word,
                   uint32_t site);
/// Of a variable of the thread's own, which has `size` bytes at `begin`.
void gnetSimLocal(Registers *thread, uint64_t address, uint64_t word,
                  uint32_t site, uint64_t begin, uint64_t size);
void gnetSimExecute(Registers *thread, uint32_t operation, uint32_t site,
                    const uint8_t *arguments, uint8_t *result);
}

struct RuntimeSymbol {
  const char *name;
  void *address;
};

/// These, and what x86-64 code calls for conversions of 16-bit floats.
std::span<const RuntimeSymbol> runtimeSymbols();

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_RUNTIME_H
