//===- PlanMemory.cpp - Place all buffers in one arena --------------------===//
//
//   func.func @net(...) {                   func.func @net(...) attributes {
//     %a = gnk.alloc                            gnk.arena_bytes = 3072, ...} {
//     gnk.conv %in, %w into %a                %a = gnk.alloc at 0
//     %b = gnk.alloc                          gnk.conv %in, %w into %a
//     gnk.pool %a into %b             ==>    %b = gnk.alloc at 2048
//     %c = gnk.alloc                          gnk.pool %a into %b
//     gnk.pool %b into %c                    %c = gnk.alloc at 0
//     gnk.pool %c into %out                  gnk.pool %b into %c
//                                             gnk.pool %c into %out
//
// A buffer is live from the first to the last kernel that touches it or a view
// of it. What a kernel reads and its destination are live together, so they
// never overlap, unless they are one buffer.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Levels.h"
#include "passes/planning/MemoryPlan.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_PLANMEMORY
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// Allocs in their order, and when each is live.
using Liveness = llvm::MapVector<AllocOp, LiveBuffer>;

void touch(Liveness &liveness, Value buffer, int64_t step) {
  auto alloc = placeOf(buffer).root.getDefiningOp<AllocOp>();
  if (!alloc)
    return;
  auto [entry, isNew] = liveness.try_emplace(alloc);
  if (isNew)
    entry->second = {alloc.getBuffer().getType().getBytes(), step, step};
  entry->second.last = step;
}

/// When each kernel runs: one after the other, or all of a level at once. Fails
/// where a level is not done before the next one.
FailureOr<SmallVector<int64_t>> timesOf(Block &program, bool byLevel) {
  SmallVector<int64_t> times;
  auto levels = byLevel ? levelsOf(program) : DenseMap<Operation *, int64_t>();
  for (auto kernel : program.getOps<KernelInterface>()) {
    int64_t next = static_cast<int64_t>(times.size());
    times.push_back(byLevel ? levels.lookup(kernel) : next);
    if (byLevel && next > 0 && times[next - 1] > times[next])
      return kernel->emitOpError("stands behind what may run after it; run "
                                 "gnk-order-by-level first");
  }
  return times;
}

Liveness livenessOf(Block &program, ArrayRef<int64_t> times) {
  Liveness liveness;
  for (auto [kernel, time] :
       llvm::zip(program.getOps<KernelInterface>(), times)) {
    for (OpOperand *read : kernel.getReads())
      touch(liveness, read->get(), time);
    touch(liveness, kernel.getDestination(), time);
  }
  return liveness;
}

/// Whether `read` is what `kernel` writes, and that is right.
bool isInPlace(KernelInterface kernel, OpOperand &read, const Place &from,
               const Place &to) {
  return from.root == to.root && from.elements == to.elements &&
         read.get().getType() == kernel.getDestination().getType() &&
         kernel.mayOverwrite(read);
}

/// Else a kernel may not read what it writes: two views of one buffer have to
/// be of different channels.
LogicalResult verifyApart(KernelInterface kernel) {
  Place destination = placeOf(kernel.getDestination());
  int64_t written = kernel.getDestination().getType().getImageElements();
  for (OpOperand *read : kernel.getReads()) {
    Place source = placeOf(read->get());
    int64_t size = cast<BufferType>(read->get().getType()).getImageElements();
    if (source.root == destination.root &&
        source.elements + size > destination.elements &&
        destination.elements + written > source.elements &&
        !isInPlace(kernel, *read, source, destination))
      return kernel->emitOpError("writes into its own source");
  }
  return success();
}

LogicalResult verifySum(func::FuncOp function, const Liveness &liveness) {
  int64_t sum = 0;
  for (auto &[alloc, buffer] : liveness)
    if (llvm::AddOverflow(sum, buffer.bytes + MemoryPlan::alignment, sum))
      return function.emitOpError("has more buffers than memory has addresses");
  return success();
}

struct PlanMemory : impl::PlanMemoryBase<PlanMemory> {
  using PlanMemoryBase::PlanMemoryBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    for (auto kernel : program.getOps<KernelInterface>())
      if (failed(verifyApart(kernel)))
        return signalPassFailure();
    eraseUnused(program);
    FailureOr<SmallVector<int64_t>> times = timesOf(program, byLevel);
    if (failed(times))
      return signalPassFailure();
    Liveness liveness = livenessOf(program, *times);
    if (failed(verifySum(function, liveness)))
      return signalPassFailure();
    place(liveness);
  }

  void place(const Liveness &liveness) {
    SmallVector<LiveBuffer> buffers(llvm::make_second_range(liveness));
    MemoryPlan plan = planMemory(buffers);
    for (auto [entry, offset] : llvm::zip_equal(liveness, plan.offsets))
      AllocOp(entry.first).setOffset(offset);
    report(plan);
  }

  void report(const MemoryPlan &plan) {
    Builder builder(&getContext());
    auto bytes = [&](StringRef name, int64_t value) {
      return builder.getNamedAttr(name, builder.getI64IntegerAttr(value));
    };
    getOperation()->setAttr("gnk.arena_bytes",
                            builder.getI64IntegerAttr(plan.arenaBytes));
    getOperation()->setAttr("gnk.memory", builder.getDictionaryAttr(
                                              {bytes("arena", plan.arenaBytes),
                                               bytes("sum", plan.sumBytes),
                                               bytes("live", plan.liveBytes)}));
  }
};

} // namespace

} // namespace gnet
