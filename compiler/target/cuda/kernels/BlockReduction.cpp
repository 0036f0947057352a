//===- BlockReduction.cpp - What all threads of a block have, combined ----===//
#include "target/cuda/kernels/BlockReduction.h"

using namespace mlir;

namespace gnet::cuda {

/// Each warp leaves its own in shared memory, and then reads all of them.
Value acrossBlock(KernelBuilder &k, Value value, int64_t at,
                  function_ref<Value(Value, Value)> combine) {
  int64_t warps = k.launch.threads / warpLanes;
  Value own = k.acrossLanes(value, 1, warpLanes, combine);
  if (warps == 1)
    return own;
  Memory shared = k.place(k.shared(), k.index(at));
  SmallVector<Value> lanes = k.digits(k.thread, {warpLanes});
  k.when(k.isEqual(lanes[1], 0), [&] { k.store(own, shared, lanes[0]); });
  k.barrier();
  Value all = k.load(shared, k.index(0));
  for (int64_t warp = 1; warp < warps; ++warp)
    all = combine(all, k.load(shared, k.index(warp)));
  return all;
}

} // namespace gnet::cuda
