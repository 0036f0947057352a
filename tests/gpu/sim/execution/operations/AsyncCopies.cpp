#include "gpu/sim/BulkCopy.h"
#include "gpu/sim/execution/Block.h"

namespace gnet::gpu::sim {

namespace {

/// The copies are done when they are waited for, not before.
llvm::Error issue(Thread &thread, const AsyncCopy &copy, uint32_t site) {
  Block &block = *thread.block;
  if (copy.taken > copy.bytes)
    return llvm::createStringError("cp.async of " + std::to_string(copy.bytes) +
                                   " bytes that reads " +
                                   std::to_string(copy.taken));
  if (copy.taken != 0)
    if (llvm::Error error =
            block.check({AccessKind::Read, copy.from, copy.taken, copy.bytes},
                        thread.index))
      return error;
  if (llvm::Error error = block.shared.beginCopy(
          {AccessKind::Write, copy.to, copy.bytes, copy.bytes}, thread.index))
    return error;
  block.count(thread.index, site, {copy.to, copy.bytes, /*isCopy=*/true});
  thread.open.push_back(copy);
  return llvm::Error::success();
}

llvm::Error finish(Thread &thread, const AsyncCopy &copy) {
  Block &block = *thread.block;
  Memory source = block.shared.atHost(); // of no byte, any
  if (copy.taken != 0) {
    auto global = block.globalAt(copy.from);
    if (!global)
      return global.takeError();
    source = *global;
  }
  block.shared.endCopy(copy.to, copy.bytes, thread.index);
  return copyAsync(block.shared.atHost(), copy.to, source, copy.from,
                   copy.bytes, copy.taken, copy.cacheGlobal);
}

void commit(Thread &thread) {
  thread.groups.push_back(std::move(thread.open));
  thread.open.clear();
}

llvm::Error waitFor(Thread &thread, size_t stillOpen) {
  while (thread.groups.size() > stillOpen) {
    for (const AsyncCopy &copy : thread.groups.front())
      if (llvm::Error error = finish(thread, copy))
        return error;
    thread.groups.pop_front();
  }
  return llvm::Error::success();
}

/// {ca, cg}.shared.global.BYTES[.s](to, from[, bytes taken])
std::optional<Operation> findCopy(llvm::StringRef name) {
  const bool cacheGlobal = name.consume_front("cg");
  if (!cacheGlobal && !name.consume_front("ca"))
    return std::nullopt;
  const bool isCut = name.consume_back(".s");
  uint32_t bytes;
  if (!name.consume_front(".shared.global.") || name.getAsInteger(10, bytes))
    return std::nullopt;
  return Operation::ofThread([=](Thread &thread, Call &call) -> llvm::Error {
    return issue(thread,
                 {call.argument<uint64_t>(0), call.argument<uint64_t>(1), bytes,
                  isCut ? call.argument<uint32_t>(2) : bytes, cacheGlobal},
                 call.calledAt());
  });
}

} // namespace

/// cp.async's forms that a thread waits for.
std::optional<Operation> findAsyncCopy(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly || !name.consume_front("llvm.nvvm.cp.async."))
    return std::nullopt;
  if (name == "commit.group")
    return Operation::ofThread([](Thread &thread, Call &) -> llvm::Error {
      commit(thread);
      return llvm::Error::success();
    });
  if (name == "wait.group")
    return Operation::ofThread([](Thread &thread, Call &call) -> llvm::Error {
      return waitFor(thread, call.argument<uint32_t>(0));
    });
  if (name == "wait.all")
    return Operation::ofThread([](Thread &thread, Call &) -> llvm::Error {
      commit(thread);
      return waitFor(thread, 0);
    });
  return findCopy(name);
}

} // namespace gnet::gpu::sim
