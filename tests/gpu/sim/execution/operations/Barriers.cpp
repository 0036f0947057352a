#include "gpu/sim/execution/Block.h"

namespace gnet::gpu::sim {

namespace {

BarrierResult takeResult(llvm::StringRef &name) {
  if (name.consume_front("red.popc"))
    return BarrierResult::Count;
  if (name.consume_front("red.and"))
    return BarrierResult::And;
  if (name.consume_front("red.or"))
    return BarrierResult::Or;
  return BarrierResult::None;
}

Operation arriving(Arrival form, bool isCounted) {
  return Operation::ofThread([=](Thread &thread, Call &call) -> llvm::Error {
    Arrival arrival = form;
    arrival.barrier = call.argument<uint32_t>(0);
    if (isCounted)
      arrival.threads = call.argument<uint32_t>(1);
    if (arrival.result != BarrierResult::None)
      arrival.predicate = call.argument<uint8_t>(isCounted ? 2 : 1) & 1;
    return thread.block->barriers.arrive(thread, call, arrival);
  });
}

} // namespace

/// barrier.cta.{sync, arrive, red.popc, red.and, red.or}[.aligned].{all, count}
std::optional<Operation> findBarrier(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly || !name.consume_front("llvm.nvvm.barrier.cta."))
    return std::nullopt;
  Arrival form{0, 0};
  form.result = takeResult(name);
  if (form.result == BarrierResult::None) {
    form.waits = !name.consume_front("arrive");
    if (form.waits && !name.consume_front("sync"))
      return std::nullopt;
  }
  form.isAligned = name.consume_front(".aligned");
  if (name == ".all")
    return arriving(form, false);
  if (name == ".count")
    return arriving(form, true).ordering();
  return std::nullopt;
}

} // namespace gnet::gpu::sim
