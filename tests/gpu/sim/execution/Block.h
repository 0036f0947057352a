//===- Block.h - A block of threads on one thread of the host -------------===//
#ifndef GNET_GPU_SIM_EXECUTION_BLOCK_H
#define GNET_GPU_SIM_EXECUTION_BLOCK_H

#include "gpu/sim/Banks.h"
#include "gpu/sim/GlobalMemory.h"
#include "gpu/sim/Launch.h"
#include "gpu/sim/execution/BlockBarriers.h"
#include "gpu/sim/execution/BlockMbarriers.h"
#include "gpu/sim/execution/BulkCopies.h"
#include "gpu/sim/execution/Program.h"
#include "gpu/sim/execution/Thread.h"
#include "gpu/sim/execution/WarpgroupReads.h"
#include <optional>
#include <random>

namespace gnet::gpu::sim {

/// What all blocks of a launch have in common.
struct Grid {
  const Launch &launch;
  const Program &program;
  const Kernel &kernel;
  const SharedLayout &layout;
  GlobalMemory &memory;
  const GlobalMemory::Blocks &blocks;
  /// The module's own variables.
  GlobalMemory &variables;
  const GlobalMemory::Blocks &variablesBlocks;
  Checks checks;
};

/// Executes the blocks of a grid, one after the other, each thread a fiber that
/// runs until it has to wait. Instructions of a fiber reach the block through
/// `access` and `execute`; what fails there ends the block.
class Block {
public:
  explicit Block(const Grid &grid);

  llvm::Error execute(uint64_t index);

  /// Before a load or store.
  void access(Thread &thread, const Access &access, bool acquires,
              uint32_t site);
  void execute(Thread &thread, uint32_t operation, Call &call);
  [[noreturn]] void fail(Thread &thread, uint32_t site, llvm::Error error);

  // For operations:

  /// The thread waits until something releases it.
  void wait(Thread &thread, uint32_t site);
  void release(uint32_t thread);
  llvm::Error check(const Access &access, uint32_t thread);
  /// Also of the thread's own variables and the kernel's parameters.
  llvm::Error checkWithOwn(const Access &access, const Thread &thread);
  llvm::Expected<Memory> globalAt(uint64_t address) const;
  /// An access of the thread to shared memory.
  void count(uint32_t thread, uint32_t site, const Banks::Access &access);
  /// Pieces that a warpgroup reads there.
  void count(const std::set<uint64_t> &pieces, uint32_t bytes);

  uint32_t threadCount() const { return uint32_t(threads.size()); }
  Thread &thread(uint32_t index) { return threads[index]; }

  SharedMemory shared;
  BlockBarriers barriers;
  BlockMbarriers mbarriers;
  BulkCopies bulkCopies;
  WarpgroupReads warpgroupReads;

private:
  /// Calls of one operation at one place that wait for the others.
  struct Meeting {
    uint32_t firstThread;
    uint32_t operation;
    uint32_t site;
    uint32_t mask;
    uint32_t arrived = 0, expected = 0;
    std::vector<Call *> calls;
  };

  static void runThread(void *thread);
  void begin(uint64_t index);
  llvm::Error end();
  void pass(Thread &from);
  std::optional<uint32_t> next();
  /// Whether launches that it has to wait for may still go on.
  bool isBeforeLaunches(const Thread &thread) const;
  llvm::Error checkEnd(const Thread &thread) const;
  void executeTogether(Thread &thread, uint32_t operation, Call &call);
  Meeting &join(Thread &thread, uint32_t operation, Call &call);
  llvm::Error deadlock();
  std::optional<Absence> absenceAtMeeting(uint32_t thread) const;
  std::string placeOf(const Thread &thread) const;
  std::string said(const Thread &thread, uint32_t site,
                   const std::string &message) const;
  bool isOther(uint64_t address, const Thread &thread) const;

  const Grid &grid;
  uint64_t number = 0;
  Dim3 place;
  FiberStacks stacks;
  std::vector<Thread> threads;
  std::vector<uint8_t *> variables;
  GlobalMemory::View global;
  mutable GlobalMemory::View own;
  std::deque<uint32_t> ready;
  std::vector<Meeting> meetings;
  uint32_t ended = 0;
  Fiber host;
  std::optional<std::string> failure;
  std::minstd_rand random;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_BLOCK_H
