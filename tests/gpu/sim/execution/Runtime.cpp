#include "gpu/sim/execution/Runtime.h"
#include "gpu/sim/Convert.h"
#include "gpu/sim/execution/Block.h"
#include "llvm/Support/FormatVariadic.h"
#include <bit>

namespace gnet::gpu::sim {

namespace {

Thread &threadOf(Registers *registers) {
  return *static_cast<Thread *>(registers);
}

__bf16 toBF16(float value) {
  return std::bit_cast<__bf16>(
      toHalf(Half::BF16, std::bit_cast<uint32_t>(value)));
}

_Float16 toF16(float value) {
  return std::bit_cast<_Float16>(
      toHalf(Half::F16, std::bit_cast<uint32_t>(value)));
}

template <typename Function> void *addressOf(Function *function) {
  return reinterpret_cast<void *>(function);
}

} // namespace

void gnetSimAccess(Registers *registers, uint64_t address, uint64_t word,
                   uint32_t site) {
  const AccessWord access{word};
  Thread &thread = threadOf(registers);
  thread.block->access(thread, access.at(address), access.acquires(), site);
}

void gnetSimLocal(Registers *registers, uint64_t address, uint64_t word,
                  uint32_t site, uint64_t begin, uint64_t size) {
  const Access access = AccessWord{word}.at(address);
  if (address >= begin && access.size <= size &&
      address - begin <= size - access.size)
    return;
  Thread &thread = threadOf(registers);
  thread.block->fail(
      thread, site,
      llvm::createStringError(llvm::formatv(
          "out of bounds: {0} of {1} bytes at byte {2} of a variable of the "
          "thread, which has {3}",
          wordOf(access.kind), access.size, int64_t(address - begin), size)));
}

void gnetSimExecute(Registers *registers, uint32_t operation, uint32_t site,
                    const uint8_t *arguments, uint8_t *result) {
  Thread &thread = threadOf(registers);
  Call call(arguments, result, site);
  thread.block->execute(thread, operation, call);
}

std::span<const RuntimeSymbol> runtimeSymbols() {
  static const RuntimeSymbol symbols[] = {
      {"gnetSimAccess", addressOf(gnetSimAccess)},
      {"gnetSimLocal", addressOf(gnetSimLocal)},
      {"gnetSimExecute", addressOf(gnetSimExecute)},
      {"__truncsfbf2", addressOf(toBF16)},
      {"__truncsfhf2", addressOf(toF16)},
  };
  return symbols;
}

} // namespace gnet::gpu::sim
