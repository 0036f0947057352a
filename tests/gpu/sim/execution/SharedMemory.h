//===- SharedMemory.h - A block's shared memory ---------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_SHAREDMEMORY_H
#define GNET_GPU_SIM_EXECUTION_SHAREDMEMORY_H

#include "gpu/sim/Access.h"
#include "gpu/sim/Memory.h"
#include "gpu/sim/execution/Clocks.h"
#include <vector>

namespace gnet::gpu::sim {

/// A variable in shared memory. That of no size which is declared, not defined,
/// is the launch's dynamic shared memory.
struct SharedVariable {
  std::string name;
  uint64_t size;
  uint64_t alignment;
  bool isDynamic;
};

/// Where a kernel's variables lie, from the beginning of shared memory: each at
/// a multiple of its alignment that is none of twice that, with space between
/// them that no access may touch.
struct SharedLayout {
  struct Place {
    SharedVariable variable;
    uint64_t offset;
  };
  std::vector<Place> places;
  uint64_t bytes = 0;

  static llvm::Expected<SharedLayout>
  of(const std::vector<SharedVariable> &variables, uint32_t dynamicBytes);
};

/// The bytes and, for each two of them, who wrote and read them when.
class SharedMemory {
public:
  /// As far as a matrix descriptor's address reaches.
  static constexpr uint64_t mostBytes = 256 * 1024;

  SharedMemory();
  ~SharedMemory();
  SharedMemory(const SharedMemory &) = delete;
  SharedMemory &operator=(const SharedMemory &) = delete;

  /// Without checks, bounds and alignment alone are looked at.
  /// `remembersReaders`: who read is kept for each warp, for kernels in which
  /// not only whole blocks synchronise.
  void arrange(const SharedLayout &layout, uint32_t threads, Checks checks,
               bool remembersReaders);
  /// A block begins: all bytes are 0xFF and not written.
  void reset();

  uint8_t *at(uint64_t offset) const { return memory + offset; }
  bool has(uint64_t address) const { return address - begin() < mostBytes; }
  /// All of it, at its addresses in the host, of which the lowest 18 bits are
  /// those in the device; or at those in the device.
  Memory atHost() const { return {"shared memory", begin(), all()}; }
  Memory atDevice() const { return {"shared memory", 0, all()}; }
  /// What an address is of: "tile + 16".
  std::string describe(uint64_t address) const;

  /// An error where the access is out of bounds or misaligned, reads what was
  /// not written or is on its way, or is in no order to another thread's.
  /// Keeps what was done.
  llvm::Error check(const Access &access, uint32_t thread);
  /// An asynchronous copy of `thread` will write here; until it is done the
  /// bytes are 0xFF and may not be touched. Checks the write.
  llvm::Error beginCopy(const Access &access, uint32_t thread);
  /// It is done, and known to the thread or to an agent of the clocks.
  void endCopy(uint64_t address, uint64_t size, uint32_t thread);

  /// An asynchronous operation that `thread` issues reads here through the
  /// async proxy; until it is done nothing may write. Checks the read, and that
  /// a proxy fence lies between it and the writes of threads.
  llvm::Error beginRead(const Access &access, uint32_t thread);
  void endRead(uint64_t address, uint64_t size);
  /// fence.proxy.async of a thread.
  void fenceProxy(uint32_t thread);

  /// Agents of asynchronous copies, beside the threads.
  static constexpr uint32_t agents = 64;
  uint32_t agent(uint32_t index) const { return threadCount + index % agents; }

  Clocks clocks;

private:
  struct Cell {
    uint32_t written = 0, changed = 0, read = 0; // times; atomically changed
    uint16_t writer = 0, changer = 0, reader = 0;
    uint16_t asyncReads = 0;
    bool inside = false;
    bool isPending = false; // an asynchronous copy will write
  };

  uint64_t begin() const { return reinterpret_cast<uint64_t>(memory); }
  std::span<uint8_t> all() const { return {memory, mostBytes}; }
  std::span<Cell> cellsOf(uint64_t address, uint64_t size);
  llvm::Error failed(const Access &access, const char *why,
                     const std::string &who = "") const;
  llvm::Error outside(const Access &access) const;
  bool isSettled(const Cell &cell) const;
  std::string nameOf(uint32_t writer) const;
  llvm::Error checkWritten(const Access &access, const Cell &cell,
                           uint32_t thread) const;
  llvm::Error checkRead(const Access &access, Cell &cell, uint32_t thread);
  llvm::Error checkWrite(const Access &access, Cell &cell, uint32_t thread);
  bool readBefore(const Cell &cell, uint32_t thread) const;
  void remember(const Cell &cell, uint32_t thread);

  void *mapping;
  uint8_t *memory;
  SharedLayout layout;
  uint32_t threadCount = 0;
  Checks checks = Checks::All;
  std::vector<Cell> cells;
  /// The last time of reading of each cell and warp.
  std::vector<uint32_t> readers;
  /// By thread: the time of its last proxy fence, and which barrier was before
  /// that.
  std::vector<uint32_t> fences, barriersBeforeFences;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_SHAREDMEMORY_H
