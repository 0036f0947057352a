#include "gpu/sim/execution/Operation.h"
#include <algorithm>

namespace gnet::gpu::sim {

Lanes Gathering::lanes(size_t argument) const {
  Lanes values{};
  forEach([&](size_t lane, const Call &call) {
    values[lane] = call.argument<uint32_t>(argument);
  });
  return values;
}

void Gathering::setResults(const Lanes &values, size_t offset) {
  forEach(
      [&](size_t lane, Call &call) { call.setResult(values[lane], offset); });
}

void Gathering::setResult(uint32_t value, size_t offset) {
  forEach([&](size_t, Call &call) { call.setResult(value, offset); });
}

Call &Gathering::first() const {
  return **std::find_if(calls.begin(), calls.end(),
                        [](const Call *call) { return call; });
}

std::optional<Operation> findOperation(const Callee &callee) {
  for (auto find :
       {findArithmetic, findBarrier, findWarpOperation, findMatrixOperation,
        findBulkCopy, findAsyncCopy, findMbarrier, findWarpgroupOperation,
        findFence, findLaunchControl})
    if (auto operation = find(callee))
      return operation;
  return std::nullopt;
}

} // namespace gnet::gpu::sim
