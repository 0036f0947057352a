#include "gpu/sim/execution/Block.h"
#include "gpu/sim/execution/operations/Assembly.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet::gpu::sim {

namespace {

/// What an arrival returns, for a kernel an opaque word.
uint64_t wordOf(const Mbarrier::State &state) {
  return uint64_t{state.phase} << 32 | state.pending;
}
Mbarrier::State stateOf(uint64_t word) {
  return {uint32_t(word >> 32), uint32_t(word)};
}

Operation ofMbarrier(Operation::OfThread run) {
  return Operation::ofThread(std::move(run)).ordering();
}

/// What of a mbarrier an arrival does, with its second argument.
using Change = llvm::Expected<Mbarrier::State> (*)(Mbarrier &,
                                                   uint32_t argument);

Operation arriving(Change change) {
  return ofMbarrier([=](Thread &thread, Call &call) -> llvm::Error {
    auto state = thread.block->mbarriers.arrive(
        thread, call.argument<uint64_t>(0), [&](Mbarrier &barrier) {
          return change(barrier, call.argument<uint32_t>(1));
        });
    if (!state)
      return state.takeError();
    call.setResult(wordOf(*state));
    return llvm::Error::success();
  });
}

llvm::Expected<Mbarrier::State> arriveOnce(Mbarrier &barrier, uint32_t) {
  return barrier.arrive();
}
llvm::Expected<Mbarrier::State> arriveCount(Mbarrier &barrier, uint32_t count) {
  return barrier.arrive(count);
}
llvm::Expected<Mbarrier::State> arriveDrop(Mbarrier &barrier, uint32_t count) {
  return barrier.arriveDrop(count);
}
llvm::Expected<Mbarrier::State> arriveExpect(Mbarrier &barrier,
                                             uint32_t bytes) {
  return barrier.arriveExpect(bytes);
}

/// A barrier's scope and space say nothing here, where no clusters are.
llvm::StringRef withoutScope(llvm::StringRef name) {
  for (llvm::StringRef scope : {".scope.cta", ".scope.cluster"})
    for (llvm::StringRef space : {".space.cta", ".space.cluster"})
      if (name.consume_back((scope + space).str()))
        return name;
  return name;
}

std::optional<Operation> findArrival(llvm::StringRef name) {
  const bool isScoped = withoutScope(name) != name;
  const auto change =
      llvm::StringSwitch<Change>(withoutScope(name))
          .Case("arrive", isScoped ? arriveCount : arriveOnce)
          .Case("arrive.shared", arriveOnce)
          .Case("arrive.relaxed", arriveCount)
          .Cases({"arrive.noComplete", "arrive.noComplete.shared"}, arriveCount)
          .Cases({"arrive.drop.noComplete", "arrive.drop.noComplete.shared"},
                 arriveDrop)
          .Case("arrive.drop", isScoped ? arriveDrop : nullptr)
          .Cases({"arrive.expect.tx", "arrive.expect.tx.relaxed"}, arriveExpect)
          .Default(nullptr);
  if (!change)
    return std::nullopt;
  return arriving(change);
}

Operation waiting(bool isByParity, bool hasResult) {
  return ofMbarrier([=](Thread &thread, Call &call) -> llvm::Error {
    BlockMbarriers::Ended ended;
    if (isByParity)
      ended = [parity = call.argument<uint32_t>(1)](const Mbarrier &barrier) {
        return barrier.hasEnded(parity);
      };
    else
      ended = [state = stateOf(call.argument<uint64_t>(1))](
                  const Mbarrier &barrier) { return barrier.hasEnded(state); };
    if (hasResult)
      call.setResult(uint8_t{1});
    return thread.block->mbarriers.wait(thread, call.argument<uint64_t>(0),
                                        call.calledAt(), std::move(ended));
  });
}

/// {test, try}.wait[.parity][.tl][.relaxed], and of old {test}.wait[.shared]
std::optional<Operation> findWait(llvm::StringRef name) {
  name = withoutScope(name);
  if (!name.consume_front("test.wait") && !name.consume_front("try.wait"))
    return std::nullopt;
  const bool isByParity = name.consume_front(".parity");
  name.consume_front(".tl");
  name.consume_front(".relaxed");
  name.consume_front(".shared");
  if (!name.empty())
    return std::nullopt;
  return waiting(isByParity, true);
}

Operation initialising(std::optional<size_t> predicate) {
  return ofMbarrier([=](Thread &thread, Call &call) -> llvm::Error {
    if (predicate && !(call.argument<uint8_t>(*predicate) & 1))
      return llvm::Error::success();
    return thread.block->mbarriers.init(thread, call.argument<uint64_t>(0),
                                        call.argument<uint32_t>(1));
  });
}

/// MLIR's texts.
std::optional<Operation> findAssembly(llvm::StringRef text) {
  const std::string plain = normalised(text);
  if (plain == "@$2 mbarrier.init.shared.b64 [$0], $1;")
    return initialising(2);
  if (plain == "mbarrier.init.shared.b64 [$0], $1;")
    return initialising(std::nullopt);
  if (plain == "{ .reg .pred P1; LAB_WAIT: "
               "mbarrier.try_wait.parity.shared.b64 P1, [$0], $1, $2; "
               "@P1 bra.uni DONE; bra.uni LAB_WAIT; DONE: }")
    return waiting(true, false);
  return std::nullopt;
}

std::optional<Operation> findOther(llvm::StringRef name) {
  if (name == "init" || name == "init.shared")
    return initialising(std::nullopt);
  if (name == "inval" || name == "inval.shared")
    return ofMbarrier([](Thread &thread, Call &call) -> llvm::Error {
      return thread.block->mbarriers.invalidate(thread,
                                                call.argument<uint64_t>(0));
    });
  if (withoutScope(name) == "expect.tx")
    return ofMbarrier([](Thread &thread, Call &call) -> llvm::Error {
      return thread.block->mbarriers.expect(thread, call.argument<uint64_t>(0),
                                            call.argument<uint32_t>(1));
    });
  if (name == "pending.count")
    return Operation::ofThread([](Thread &, Call &call) -> llvm::Error {
      call.setResult(stateOf(call.argument<uint64_t>(0)).pending);
      return llvm::Error::success();
    });
  return std::nullopt;
}

} // namespace

std::optional<Operation> findMbarrier(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly)
    return findAssembly(name);
  if (!name.consume_front("llvm.nvvm.mbarrier."))
    return std::nullopt;
  for (auto find : {findArrival, findWait, findOther})
    if (auto operation = find(name))
      return operation;
  return std::nullopt;
}

/// Of the fences, one alone is seen: that of the async proxy, of shared memory.
std::optional<Operation> findFence(const Callee &callee) {
  if (callee.name != "llvm.nvvm.fence.proxy.async" &&
      callee.name != "llvm.nvvm.fence.proxy.async.shared_cta" &&
      callee.name != "llvm.nvvm.fence.proxy.async.shared_cluster")
    return std::nullopt;
  return Operation::ofThread([](Thread &thread, Call &) -> llvm::Error {
    thread.block->shared.fenceProxy(thread.index);
    return llvm::Error::success();
  });
}

} // namespace gnet::gpu::sim
