#include "gpu/sim/execution/BulkCopies.h"
#include "gpu/sim/execution/Block.h"

namespace gnet::gpu::sim {

void BulkCopies::reset() {
  loads.clear();
  stores.clear();
}

llvm::Error BulkCopies::load(Thread &thread, uint32_t site, Load load) {
  auto agent = block.mbarriers.agentOf(thread, load.mbarrier);
  if (!agent)
    return agent.takeError();
  for (const CopiedPiece &piece : load.pieces) {
    if (piece.globalBytes != 0)
      if (llvm::Error error =
              block.check({AccessKind::Read, piece.global, piece.globalBytes},
                          thread.index))
        return error;
    if (llvm::Error error = block.shared.beginCopy(
            {AccessKind::Write, piece.shared, piece.sharedBytes}, thread.index))
      return error;
  }
  loads.push_back({std::move(load), thread.index, site, *agent});
  return llvm::Error::success();
}

llvm::Error BulkCopies::finishLoad(uint32_t &thread, uint32_t &site) {
  const Pending pending = std::move(loads.front());
  loads.pop_front();
  thread = pending.thread;
  site = pending.site;
  for (const CopiedPiece &piece : pending.load.pieces)
    block.shared.endCopy(piece.shared, piece.sharedBytes, pending.agent);
  auto bytes = pending.load.copy();
  if (!bytes)
    return bytes.takeError();
  return block.mbarriers.complete(pending.load.mbarrier, *bytes, pending.agent);
}

llvm::Error BulkCopies::store(Thread &thread, Store store) {
  for (const CopiedPiece &piece : store.pieces)
    if (llvm::Error error = block.shared.beginRead(
            {AccessKind::Read, piece.shared, piece.sharedBytes}, thread.index))
      return error;
  stores[thread.index].open.push_back(std::move(store));
  return llvm::Error::success();
}

void BulkCopies::commit(Thread &thread) {
  Stores &own = stores[thread.index];
  own.groups.push_back(std::move(own.open));
  own.open.clear();
}

llvm::Error BulkCopies::waitFor(Thread &thread, size_t stillOpen) {
  Stores &own = stores[thread.index];
  while (own.groups.size() > stillOpen) {
    for (const Store &store : own.groups.front())
      if (llvm::Error error = finish(store, thread.index))
        return error;
    own.groups.pop_front();
  }
  return llvm::Error::success();
}

llvm::Error BulkCopies::finish(const Store &store, uint32_t thread) {
  for (const CopiedPiece &piece : store.pieces) {
    block.shared.endRead(piece.shared, piece.sharedBytes);
    const AccessKind kind = store.adds ? AccessKind::Atomic : AccessKind::Write;
    if (llvm::Error error =
            block.check({kind, piece.global, piece.globalBytes}, thread))
      return error;
  }
  return store.copy();
}

bool BulkCopies::hasStores(const Thread &thread) const {
  const auto own = stores.find(thread.index);
  return own != stores.end() &&
         (!own->second.open.empty() || !own->second.groups.empty());
}

} // namespace gnet::gpu::sim
