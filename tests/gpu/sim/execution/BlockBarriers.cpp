#include "gpu/sim/execution/BlockBarriers.h"
#include "gpu/sim/execution/Block.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>

namespace gnet::gpu::sim {

namespace {

uint32_t resultOf(BarrierResult result, uint32_t trues, uint32_t all) {
  switch (result) {
  case BarrierResult::None:
    return 0;
  case BarrierResult::Count:
    return trues;
  case BarrierResult::And:
    return trues == all;
  case BarrierResult::Or:
    return trues != 0;
  }
  return 0;
}

} // namespace

void BlockBarriers::reset() { barriers.fill({}); }

uint32_t BlockBarriers::expectedBy(const Arrival &arrival) const {
  return arrival.threads ? arrival.threads : block.threadCount();
}

llvm::Error BlockBarriers::check(const Barrier &barrier,
                                 const Arrival &arrival) const {
  const uint32_t expected = expectedBy(arrival);
  if (arrival.threads % warpSize != 0)
    return llvm::createStringError(
        llvm::formatv("a barrier of {0} threads, which is no multiple of {1}",
                      expected, warpSize));
  if (!barrier.members.empty() &&
      expected != expectedBy(barrier.members[0].arrival))
    return llvm::createStringError(llvm::formatv(
        "barrier {0} is for {1} threads here, for {2} where thread {3} arrived",
        arrival.barrier, expected, expectedBy(barrier.members[0].arrival),
        barrier.members[0].thread));
  return llvm::Error::success();
}

llvm::Error BlockBarriers::arrive(Thread &thread, Call &call,
                                  const Arrival &arrival) {
  if (arrival.barrier >= barriers.size())
    return llvm::createStringError(llvm::formatv(
        "barrier {0}; there are {1}", arrival.barrier, barriers.size()));
  Barrier &barrier = barriers[arrival.barrier];
  if (llvm::Error error = check(barrier, arrival))
    return error;
  barrier.members.push_back({thread.index, call.calledAt(), arrival, &call});
  if (!arrival.waits)
    block.shared.clocks.release(thread.index, barrier.known);
  if (barrier.members.size() == expectedBy(arrival))
    return complete(barrier, thread);
  if (arrival.waits)
    block.wait(thread, call.calledAt());
  return llvm::Error::success();
}

/// Aligned barriers are for whole warps that come to them together.
llvm::Error BlockBarriers::checkWarps(const Barrier &barrier) const {
  std::vector<const Member *> firsts((block.threadCount() + warpSize - 1) /
                                     warpSize);
  std::vector<uint32_t> arrived(firsts.size());
  for (const Member &member : barrier.members) {
    if (!member.arrival.isAligned)
      continue;
    const Member *&first = firsts[member.thread / warpSize];
    if (!first)
      first = &member;
    if (member.site != first->site)
      return llvm::createStringError(llvm::formatv(
          "divergence: threads {0} and {1} of a warp are at different "
          "instructions of barrier {2}",
          first->thread, member.thread, member.arrival.barrier));
    ++arrived[member.thread / warpSize];
  }
  for (uint32_t warp = 0; warp < arrived.size(); ++warp)
    if (arrived[warp] != 0 &&
        arrived[warp] !=
            std::min(warpSize, block.threadCount() - warp * warpSize))
      return llvm::createStringError(
          llvm::formatv("divergence: {0} threads of warp {1} are at a barrier",
                        arrived[warp], warp));
  return llvm::Error::success();
}

llvm::Error BlockBarriers::complete(Barrier &barrier, const Thread &last) {
  if (llvm::Error error = checkWarps(barrier))
    return error;
  order(barrier);
  Barrier done;
  std::swap(done, barrier);
  uint32_t trues = 0;
  for (const Member &member : done.members)
    trues += member.arrival.predicate;
  for (const Member &member : done.members) {
    const Arrival &arrival = member.arrival;
    if (arrival.result != BarrierResult::None)
      member.call->setResult(
          resultOf(arrival.result, trues, uint32_t(done.members.size())));
    if (arrival.waits && member.thread != last.index)
      block.release(member.thread);
  }
  return llvm::Error::success();
}

/// What was before the barrier is known after it to those that wait at it.
void BlockBarriers::order(Barrier &barrier) {
  Clocks &clocks = block.shared.clocks;
  const bool allWait =
      std::all_of(barrier.members.begin(), barrier.members.end(),
                  [](const Member &member) { return member.arrival.waits; });
  if (allWait && barrier.members.size() == block.threadCount())
    return clocks.meetAll();
  for (const Member &member : barrier.members)
    if (member.arrival.waits)
      clocks.release(member.thread, barrier.known);
  for (const Member &member : barrier.members)
    if (member.arrival.waits)
      clocks.acquire(member.thread, barrier.known);
}

std::optional<Absence> BlockBarriers::absence(uint32_t thread) const {
  for (size_t i = 0; i < barriers.size(); ++i) {
    std::vector<bool> arrived(block.threadCount());
    for (const Member &member : barriers[i].members)
      arrived[member.thread] = true;
    if (!arrived[thread])
      continue;
    const auto &members = barriers[i].members;
    const auto missing = std::find(arrived.begin(), arrived.end(), false);
    return Absence{llvm::formatv("barrier {0} is for {1} threads, {2} arrived",
                                 i, expectedBy(members[0].arrival),
                                 members.size()),
                   uint32_t(missing - arrived.begin())};
  }
  return std::nullopt;
}

} // namespace gnet::gpu::sim
