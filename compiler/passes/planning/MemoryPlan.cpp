#include "passes/planning/MemoryPlan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <map>
#include <numeric>

namespace gnet {

namespace {

bool haveStepInCommon(const LiveBuffer &a, const LiveBuffer &b) {
  return a.first <= b.last && b.first <= a.last;
}

/// Offsets of buffers that are placed one after the other, each as low as those
/// before it let it.
struct Placement {
  std::vector<int64_t> offsets;
  int64_t arenaBytes = 0;
};

/// The lowest gap for `buffer` between those of `placed`, which is in order of
/// offsets, that are live with it.
int64_t lowestGap(const std::multimap<int64_t, size_t> &placed,
                  llvm::ArrayRef<LiveBuffer> buffers,
                  const LiveBuffer &buffer) {
  int64_t offset = 0;
  for (auto [begin, other] : placed) {
    if (!haveStepInCommon(buffers[other], buffer))
      continue;
    if (begin - offset >= buffer.bytes)
      break;
    offset = std::max(offset, begin + buffers[other].bytes);
  }
  return offset;
}

Placement placeInOrder(llvm::ArrayRef<LiveBuffer> buffers,
                       llvm::ArrayRef<size_t> order) {
  Placement placement{std::vector<int64_t>(buffers.size())};
  std::multimap<int64_t, size_t> placed;
  for (size_t index : order) {
    const LiveBuffer &buffer = buffers[index];
    int64_t offset = lowestGap(placed, buffers, buffer);
    placed.emplace(offset, index);
    placement.offsets[index] = offset;
    placement.arenaBytes =
        std::max(placement.arenaBytes, offset + buffer.bytes);
  }
  return placement;
}

/// Largest first: small buffers then fill the gaps that large ones leave.
Placement placeBySize(llvm::ArrayRef<LiveBuffer> buffers,
                      std::vector<size_t> order) {
  llvm::sort(order, [&](size_t a, size_t b) {
    return std::pair(buffers[b].bytes, a) < std::pair(buffers[a].bytes, b);
  });
  return placeInOrder(buffers, order);
}

/// As a run makes them: better where sizes hardly differ.
Placement placeByTime(llvm::ArrayRef<LiveBuffer> buffers,
                      std::vector<size_t> order) {
  llvm::sort(order, [&](size_t a, size_t b) {
    return std::pair(buffers[a].first, a) < std::pair(buffers[b].first, b);
  });
  return placeInOrder(buffers, order);
}

/// The largest sum of live bytes at any step.
int64_t mostLive(llvm::ArrayRef<LiveBuffer> buffers) {
  std::map<int64_t, int64_t> changes;
  for (const LiveBuffer &buffer : buffers) {
    changes[buffer.first] += buffer.bytes;
    changes[buffer.last + 1] -= buffer.bytes;
  }
  int64_t live = 0, most = 0;
  for (auto [step, change] : changes)
    most = std::max(most, live += change);
  return most;
}

} // namespace

MemoryPlan planMemory(llvm::ArrayRef<LiveBuffer> unaligned) {
  std::vector<LiveBuffer> buffers(unaligned);
  MemoryPlan plan;
  for (LiveBuffer &buffer : buffers) {
    buffer.bytes = llvm::alignTo(buffer.bytes, MemoryPlan::alignment);
    plan.sumBytes += buffer.bytes;
  }
  plan.liveBytes = mostLive(buffers);

  std::vector<size_t> order(buffers.size());
  std::iota(order.begin(), order.end(), 0);
  Placement best = placeBySize(buffers, order);
  Placement other = placeByTime(buffers, order);
  if (other.arenaBytes < best.arenaBytes)
    best = std::move(other);
  plan.offsets = std::move(best.offsets);
  plan.arenaBytes = best.arenaBytes;
  return plan;
}

} // namespace gnet
