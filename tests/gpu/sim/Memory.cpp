#include "gpu/sim/Memory.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet::gpu::sim {

llvm::Expected<std::span<uint8_t>> Memory::at(uint64_t where, uint64_t size,
                                              uint64_t alignment) const {
  if (where % alignment != 0)
    return llvm::createStringError(
        llvm::formatv("misaligned address: {0:x} of {1} is no multiple of {2}",
                      where, name, alignment));
  if (where < address || size > bytes.size() ||
      where - address > bytes.size() - size)
    return llvm::createStringError(llvm::formatv(
        "out of bounds: {0} bytes at {1:x} of {2}, which has {3} at {4:x}",
        size, where, name, bytes.size(), address));
  return bytes.subspan(where - address, size);
}

} // namespace gnet::gpu::sim
