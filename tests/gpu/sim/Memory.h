//===- Memory.h - Bytes of an address space, with bounds ------------------===//
#ifndef GNET_GPU_SIM_MEMORY_H
#define GNET_GPU_SIM_MEMORY_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>

namespace gnet::gpu::sim {

/// Bytes that a kernel may address, from `address` on: a block's shared memory
/// or a buffer in global memory. They belong to the caller.
class Memory {
public:
  Memory(std::string name, uint64_t address, std::span<uint8_t> bytes)
      : name(std::move(name)), address(address), bytes(bytes) {}

  /// The bytes at an address; an error where they leave the memory or the
  /// address is no multiple of `alignment`.
  llvm::Expected<std::span<uint8_t>> at(uint64_t where, uint64_t size,
                                        uint64_t alignment = 1) const;

private:
  std::string name;
  uint64_t address;
  std::span<uint8_t> bytes;
};

/// Words in memory have the least significant byte first.
template <typename Word> Word load(std::span<const uint8_t> bytes) {
  Word word;
  std::memcpy(&word, bytes.data(), sizeof(Word));
  return word;
}
template <typename Word> void store(std::span<uint8_t> bytes, Word word) {
  std::memcpy(bytes.data(), &word, sizeof(Word));
}

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_MEMORY_H
