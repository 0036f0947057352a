//===- Fiber.h - A thread of a block as the host runs it ------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_FIBER_H
#define GNET_GPU_SIM_EXECUTION_FIBER_H

#include <cstddef>
#include <cstdint>
#include <span>

namespace gnet::gpu::sim {

/// A flow of control with a stack of its own, or that of a thread of the host
/// until it comes back to it. A switch costs a few ns: callee-saved registers
/// change, nothing else. x86-64, System V.
class Fiber {
public:
  /// May not return: it switches away for good.
  using Body = void (*)(void *argument);

  /// The next switch to it calls `body` on `stack`; what ran there before is
  /// forgotten, with no destructor called.
  void start(std::span<uint8_t> stack, Body body, void *argument);

  /// Goes on with `to`; returns when something switches to `from`.
  static void change(Fiber &from, Fiber &to);

private:
  void *stackPointer = nullptr;
};

/// Stacks with a page below each that no access survives.
class FiberStacks {
public:
  explicit FiberStacks(size_t count);
  ~FiberStacks();
  FiberStacks(const FiberStacks &) = delete;
  FiberStacks &operator=(const FiberStacks &) = delete;

  std::span<uint8_t> of(size_t index) const;

private:
  uint8_t *memory;
  size_t bytes;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_FIBER_H
