#include "gpu/sim/execution/WarpgroupReads.h"
#include "gpu/sim/Warp.h"
#include <algorithm>

namespace gnet::gpu::sim {

llvm::Error WarpgroupReads::begin(uint32_t firstThread) {
  if (groups[firstThread].isFenced)
    return llvm::Error::success();
  return llvm::createStringError("wgmma with no wgmma.fence before it");
}

llvm::Error WarpgroupReads::read(uint32_t firstThread, uint32_t warp,
                                 const std::set<uint64_t> &addresses,
                                 uint32_t bytes) {
  for (uint64_t address : addresses) {
    if (llvm::Error error = shared.beginRead({AccessKind::Read, address, bytes},
                                             firstThread + warp * warpSize))
      return error;
    groups[firstThread].open.push_back({address, bytes});
  }
  return llvm::Error::success();
}

void WarpgroupReads::commit(uint32_t firstThread) {
  Groups &own = groups[firstThread];
  own.committed.push_back(std::move(own.open));
  own.open.clear();
}

void WarpgroupReads::waitFor(uint32_t firstThread, size_t stillOpen) {
  Groups &own = groups[firstThread];
  while (own.committed.size() > stillOpen) {
    for (const Read &read : own.committed.front())
      shared.endRead(read.address, read.bytes);
    own.committed.pop_front();
  }
}

bool WarpgroupReads::isOpen() const {
  return std::any_of(groups.begin(), groups.end(), [](const auto &each) {
    return !each.second.open.empty() || !each.second.committed.empty();
  });
}

} // namespace gnet::gpu::sim
