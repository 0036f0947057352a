#include "gpu/sim/Mbarrier.h"
#include "llvm/Support/FormatVariadic.h"
#include <cstdlib>

namespace gnet::gpu::sim {

namespace {

/// Of arrivals and of bytes, both ways.
constexpr int64_t most = (1 << 20) - 1;

} // namespace

llvm::Expected<Mbarrier> Mbarrier::init(uint32_t count) {
  if (count == 0 || count > most)
    return llvm::createStringError(llvm::formatv(
        "an mbarrier of {0} arrivals; it has 1 to {1}", count, most));
  return Mbarrier(count);
}

llvm::Expected<Mbarrier::State> Mbarrier::arrive(uint32_t count) {
  if (count == 0 || count > pending)
    return llvm::createStringError(llvm::formatv(
        "{0} arrivals at an mbarrier that awaits {1}", count, pending));
  const State state{phase, pending};
  pending -= count;
  endPhase();
  return state;
}

llvm::Expected<Mbarrier::State> Mbarrier::arriveDrop(uint32_t count) {
  if (count > expected)
    return llvm::createStringError(llvm::formatv(
        "{0} arrivals dropped from an mbarrier of {1}", count, expected));
  const uint32_t before = expected;
  expected -= count;
  auto state = arrive(count);
  if (!state)
    expected = before;
  return state;
}

llvm::Expected<Mbarrier::State> Mbarrier::arriveExpect(uint32_t count) {
  if (llvm::Error error = addBytes(count))
    return error;
  return arrive();
}

llvm::Error Mbarrier::expect(uint32_t count) { return addBytes(count); }

llvm::Error Mbarrier::complete(uint32_t count) {
  if (llvm::Error error = addBytes(-int64_t(count)))
    return error;
  endPhase();
  return llvm::Error::success();
}

llvm::Error Mbarrier::addBytes(int64_t count) {
  if (std::abs(bytes + count) > most)
    return llvm::createStringError(
        llvm::formatv("{0} pending bytes of an mbarrier; it counts to {1}",
                      bytes + count, most));
  bytes += count;
  return llvm::Error::success();
}

void Mbarrier::endPhase() {
  if (pending != 0 || bytes != 0)
    return;
  ++phase;
  pending = expected;
}

} // namespace gnet::gpu::sim
