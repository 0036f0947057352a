#include "gpu/sim/execution/BlockMbarriers.h"
#include "gpu/sim/execution/Block.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet::gpu::sim {

namespace {

constexpr uint32_t objectBytes = 8;

} // namespace

llvm::Error BlockMbarriers::init(Thread &thread, uint64_t address,
                                 uint32_t count) {
  if (llvm::Error error = block.shared.check(
          {AccessKind::Write, address, objectBytes, objectBytes}, thread.index))
    return error;
  auto barrier = Mbarrier::init(count);
  if (!barrier)
    return barrier.takeError();
  const auto agent = block.shared.agent(uint32_t(objects.size()));
  objects.insert_or_assign(address, Object{*barrier, agent, {}, {}, {}});
  return llvm::Error::success();
}

llvm::Error BlockMbarriers::invalidate(Thread &thread, uint64_t address) {
  auto object = at(thread, address);
  if (!object)
    return object.takeError();
  objects.erase(address);
  return llvm::Error::success();
}

llvm::Expected<BlockMbarriers::Object *> BlockMbarriers::at(Thread &thread,
                                                            uint64_t address) {
  if (llvm::Error error = block.shared.check(
          {AccessKind::Atomic, address, objectBytes, objectBytes},
          thread.index))
    return error;
  const auto found = objects.find(address);
  if (found == objects.end())
    return llvm::createStringError("no mbarrier at " +
                                   block.shared.describe(address));
  return &found->second;
}

llvm::Expected<Mbarrier::State>
BlockMbarriers::arrive(Thread &thread, uint64_t address, const Arrive &arrive) {
  auto object = at(thread, address);
  if (!object)
    return object.takeError();
  block.shared.clocks.release(thread.index, (*object)->collected);
  const uint32_t phase = (*object)->barrier.currentPhase();
  auto state = arrive((*object)->barrier);
  if (!state)
    return state.takeError();
  update(**object, phase);
  return *state;
}

llvm::Error BlockMbarriers::expect(Thread &thread, uint64_t address,
                                   uint32_t bytes) {
  auto object = at(thread, address);
  if (!object)
    return object.takeError();
  return (*object)->barrier.expect(bytes);
}

llvm::Error BlockMbarriers::wait(Thread &thread, uint64_t address,
                                 uint32_t site, Ended ended) {
  auto object = at(thread, address);
  if (!object)
    return object.takeError();
  if (ended((*object)->barrier)) {
    block.shared.clocks.acquire(thread.index, (*object)->known);
    return llvm::Error::success();
  }
  (*object)->waiters.push_back({thread.index, std::move(ended)});
  block.wait(thread, site);
  return llvm::Error::success();
}

llvm::Error BlockMbarriers::complete(uint64_t address, uint32_t bytes,
                                     uint32_t agent) {
  const auto found = objects.find(address);
  if (found == objects.end())
    return llvm::createStringError(
        "the mbarrier of a copy is invalid when it is done");
  Object &object = found->second;
  block.shared.clocks.release(agent, object.collected);
  const uint32_t phase = object.barrier.currentPhase();
  if (llvm::Error error = object.barrier.complete(bytes))
    return error;
  update(object, phase);
  return llvm::Error::success();
}

llvm::Expected<uint32_t> BlockMbarriers::agentOf(Thread &thread,
                                                 uint64_t address) {
  auto object = at(thread, address);
  if (!object)
    return object.takeError();
  return (*object)->agent;
}

void BlockMbarriers::update(Object &object, uint32_t phaseBefore) {
  if (object.barrier.currentPhase() == phaseBefore)
    return;
  object.known = std::move(object.collected);
  object.collected.clear();
  std::vector<Waiter> waiters;
  waiters.swap(object.waiters);
  for (Waiter &waiter : waiters) {
    if (!waiter.ended(object.barrier)) {
      object.waiters.push_back(std::move(waiter));
      continue;
    }
    block.shared.clocks.acquire(waiter.thread, object.known);
    block.release(waiter.thread);
  }
}

std::optional<std::string> BlockMbarriers::absence(uint32_t thread) const {
  for (const auto &[address, object] : objects)
    for (const Waiter &waiter : object.waiters)
      if (waiter.thread == thread)
        return "the phase of the mbarrier at " +
               block.shared.describe(address) + " does not end";
  return std::nullopt;
}

} // namespace gnet::gpu::sim
