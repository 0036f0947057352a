//===- WarpgroupReads.h - Shared memory that wgmma in flight reads --------===//
#ifndef GNET_GPU_SIM_EXECUTION_WARPGROUPREADS_H
#define GNET_GPU_SIM_EXECUTION_WARPGROUPREADS_H

#include "gpu/sim/execution/SharedMemory.h"
#include <deque>
#include <map>
#include <set>

namespace gnet::gpu::sim {

/// Of each warpgroup, the groups of its wgmma.mma_async. What they compute is
/// computed at once; what they read may not be written until their group is
/// waited for.
class WarpgroupReads {
public:
  explicit WarpgroupReads(SharedMemory &shared) : shared(shared) {}

  void reset() { groups.clear(); }
  void fence(uint32_t firstThread) { groups[firstThread].isFenced = true; }
  /// Pieces of `bytes` each that a warp's part of an operation begins to read.
  llvm::Error read(uint32_t firstThread, uint32_t warp,
                   const std::set<uint64_t> &addresses, uint32_t bytes);
  /// An error where no fence was before it.
  llvm::Error begin(uint32_t firstThread);
  void commit(uint32_t firstThread);
  void waitFor(uint32_t firstThread, size_t stillOpen);
  bool isOpen() const;

private:
  struct Read {
    uint64_t address;
    uint32_t bytes;
  };
  struct Groups {
    bool isFenced = false;
    std::vector<Read> open;
    std::deque<std::vector<Read>> committed;
  };

  SharedMemory &shared;
  std::map<uint32_t, Groups> groups;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_WARPGROUPREADS_H
