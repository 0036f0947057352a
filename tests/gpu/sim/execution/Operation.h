//===- Operation.h - What generated code calls, by its name ---------------===//
#ifndef GNET_GPU_SIM_EXECUTION_OPERATION_H
#define GNET_GPU_SIM_EXECUTION_OPERATION_H

#include "gpu/sim/Warp.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>

namespace gnet::gpu::sim {

class Block;
struct Thread;

/// The arguments of one thread's call, 16 bytes each, and its result, as LLVM
/// lays out its type.
class Call {
public:
  static constexpr size_t argumentBytes = 16;

  Call(const uint8_t *arguments, uint8_t *result, uint32_t site)
      : arguments(arguments), result(result), site(site) {}

  template <typename Value> Value argument(size_t index) const {
    Value value;
    std::memcpy(&value, arguments + index * argumentBytes, sizeof(Value));
    return value;
  }
  template <typename Value> void setResult(Value value, size_t offset = 0) {
    std::memcpy(result + offset, &value, sizeof(Value));
  }
  uint32_t calledAt() const { return site; }

private:
  const uint8_t *arguments;
  uint8_t *result;
  uint32_t site;
};

/// A call that the threads of a warp or a warpgroup make together. Threads that
/// do not take part have no call.
class Gathering {
public:
  Gathering(Block &block, uint32_t firstThread, std::span<Call *const> calls,
            uint32_t mask)
      : block(block), firstThread(firstThread), mask(mask), calls(calls) {}

  /// 32-bit argument of each lane.
  Lanes lanes(size_t argument) const;
  void setResults(const Lanes &values, size_t offset = 0);
  /// The same of all.
  void setResult(uint32_t value, size_t offset = 0);
  /// Visits the calls there are, with their lane.
  template <typename Visit> void forEach(Visit visit) const {
    for (size_t lane = 0; lane < calls.size(); ++lane)
      if (calls[lane])
        visit(lane, *calls[lane]);
  }
  Call &first() const;
  size_t threads() const { return calls.size(); }

  Block &block;
  const uint32_t firstThread;
  const uint32_t mask; // of a warp's lanes

private:
  std::span<Call *const> calls;
};

/// What an intrinsic, or inline assembly, does.
struct Operation {
  using OfThread = std::function<llvm::Error(Thread &, Call &)>;
  using OfGroup = std::function<llvm::Error(Gathering &)>;

  static Operation ofThread(OfThread run) {
    return {std::move(run), {}, 1, std::nullopt};
  }
  /// Of the whole warp.
  static Operation ofWarp(OfGroup run) {
    return {{}, std::move(run), warpSize, std::nullopt};
  }
  /// Of a warp's lanes that are in a mask, the argument of that index.
  static Operation ofLanes(OfGroup run, size_t mask = 0) {
    return {{}, std::move(run), warpSize, mask};
  }
  static Operation ofWarpgroup(OfGroup run) {
    return {{}, std::move(run), 4 * warpSize, std::nullopt};
  }
  /// The same, and it puts accesses of some threads of a block in order.
  Operation ordering() && {
    orders = true;
    return std::move(*this);
  }

  OfThread run;
  OfGroup runTogether;
  uint32_t threads = 1;
  std::optional<size_t> mask;
  bool orders = false;
};

/// What is called: a function's name or inline assembly's text. Of intrinsics
/// that LLVM overloads the types are apart: ".f32".
struct Callee {
  llvm::StringRef name;
  llvm::StringRef types;
  bool isAssembly = false;
};

/// The operation, if it is known: the first that one of these finds.
std::optional<Operation> findOperation(const Callee &callee);

std::optional<Operation> findArithmetic(const Callee &callee);
std::optional<Operation> findBarrier(const Callee &callee);
std::optional<Operation> findWarpOperation(const Callee &callee);
std::optional<Operation> findMatrixOperation(const Callee &callee);
std::optional<Operation> findAsyncCopy(const Callee &callee);
std::optional<Operation> findMbarrier(const Callee &callee);
std::optional<Operation> findBulkCopy(const Callee &callee);
std::optional<Operation> findWarpgroupOperation(const Callee &callee);
std::optional<Operation> findFence(const Callee &callee);
std::optional<Operation> findLaunchControl(const Callee &callee);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_OPERATION_H
