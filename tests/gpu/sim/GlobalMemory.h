//===- GlobalMemory.h - What kernels may touch of global memory -----------===//
#ifndef GNET_GPU_SIM_GLOBALMEMORY_H
#define GNET_GPU_SIM_GLOBALMEMORY_H

#include "gpu/sim/Access.h"
#include "gpu/sim/Memory.h"
#include <atomic>
#include <map>
#include <memory>

namespace gnet::gpu::sim {

enum class Rights { ReadOnly, ReadWrite };

/// Buffers at their addresses in the host, and what was done to each of their
/// bytes. They belong to the caller.
class GlobalMemory {
public:
  GlobalMemory();
  ~GlobalMemory();

  /// Nothing of it is written yet. An error where it overlaps another.
  llvm::Error add(std::string name, std::span<uint8_t> bytes,
                  Rights rights = Rights::ReadWrite);
  llvm::Error remove(const void *begin);

  /// The host copies to the device or sets its memory: the bytes are written
  /// from then on.
  llvm::Error hostWrites(const void *at, uint64_t size);
  /// The host gives memory to another use: what was written there is not.
  llvm::Error hostDiscards(const void *at, uint64_t size);
  /// The host copies from the device: an error where a byte was never written.
  llvm::Error hostReads(const void *at, uint64_t size) const;

  /// A launch's blocks, each of which `access` tells from the others.
  class Blocks;
  struct Buffer;

  /// One block's way to the memory. Many may be used at a time.
  class View {
  public:
    /// Without checks, bounds, alignment and rights alone are looked at.
    View(GlobalMemory &memory, const Blocks &blocks,
         Checks checks = Checks::All)
        : memory(&memory), blocks(&blocks), checks(checks) {}

    void enter(uint64_t block);
    /// An error where the access is out of bounds, misaligned, reads what was
    /// not written, writes what is read-only, or touches what another block
    /// writes in this launch. Keeps what was done.
    llvm::Error check(const Access &access);
    /// The block has seen what others wrote before: an atomic operation.
    void acquire() { acquired = true; }
    bool bufferHolds(uint64_t address) const { return memory->holds(address); }
    /// All of the buffer that an address is in, for a copy; an error where it
    /// is in none.
    llvm::Expected<Memory> bufferAt(uint64_t address) const;

  private:
    llvm::Error checkCells(const Buffer &buffer, const Access &access);
    llvm::Error readCell(std::atomic<uint64_t> &cell, uint64_t mask,
                         AccessKind kind);
    llvm::Error writeCell(std::atomic<uint64_t> &cell, uint64_t mask,
                          AccessKind kind);

    GlobalMemory *memory;
    const Blocks *blocks;
    Checks checks;
    const Buffer *last = nullptr;
    uint64_t self = 0;
    bool acquired = false;
  };

  Blocks beginLaunch(uint64_t blocks);
  /// A launch without checks may have written all that it may write.
  void assumeWritten();

private:
  llvm::Error change(const char *what, const void *at, uint64_t size,
                     bool written);
  bool holds(uint64_t address) const;
  const Buffer *find(uint64_t address) const;
  llvm::Expected<const Buffer *> within(const char *what, uint64_t address,
                                        uint64_t size) const;
  llvm::Error outside(const char *what, uint64_t address, uint64_t size) const;

  std::map<uint64_t, std::unique_ptr<Buffer>> buffers;
  uint64_t nextSerial = 1;
};

/// Serial numbers that no other launch has: one that stands for many blocks,
/// one a block, one for all atomic operations.
class GlobalMemory::Blocks {
public:
  Blocks(uint64_t first, uint64_t count) : first(first), count(count) {}

  uint64_t many() const { return first; }
  uint64_t of(uint64_t block) const { return first + 1 + block; }
  uint64_t atomic() const { return first + 1 + count; }
  uint64_t blockOf(uint64_t serial) const { return serial - first - 1; }
  bool has(uint64_t serial) const { return serial >= first; }

private:
  uint64_t first;
  uint64_t count;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_GLOBALMEMORY_H
