//===- BulkCopies.h - Bulk copies of a block that are on their way --------===//
#ifndef GNET_GPU_SIM_EXECUTION_BULKCOPIES_H
#define GNET_GPU_SIM_EXECUTION_BULKCOPIES_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gnet::gpu::sim {

class Block;
struct Thread;

/// 16 bytes, or any number that are together, in each memory.
struct CopiedPiece {
  uint64_t shared;
  uint64_t global;
  uint32_t sharedBytes;
  uint32_t globalBytes;
};

/// Copies to shared memory are done as late as can be: when no thread can go on
/// without one. Copies to global memory are done when their thread waits for
/// them.
class BulkCopies {
public:
  struct Load {
    std::vector<CopiedPiece> pieces;
    uint64_t mbarrier;
    std::function<llvm::Expected<uint32_t>()> copy; // the bytes to count
  };
  struct Store {
    std::vector<CopiedPiece> pieces;
    bool adds;
    std::function<llvm::Error()> copy;
  };

  explicit BulkCopies(Block &block) : block(block) {}

  void reset();
  llvm::Error load(Thread &thread, uint32_t site, Load load);
  llvm::Error store(Thread &thread, Store store);
  void commit(Thread &thread);
  llvm::Error waitFor(Thread &thread, size_t stillOpen);

  bool hasLoads() const { return !loads.empty(); }
  /// Whether the thread has stores that it did not wait for.
  bool hasStores(const Thread &thread) const;
  /// The oldest load is done. In an error, `thread` and `site` are its own.
  llvm::Error finishLoad(uint32_t &thread, uint32_t &site);

private:
  struct Pending {
    Load load;
    uint32_t thread;
    uint32_t site;
    uint32_t agent;
  };
  struct Stores {
    std::vector<Store> open;
    std::deque<std::vector<Store>> groups;
  };

  llvm::Error finish(const Store &store, uint32_t thread);

  Block &block;
  std::deque<Pending> loads;
  std::map<uint32_t, Stores> stores; // by thread
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_BULKCOPIES_H
