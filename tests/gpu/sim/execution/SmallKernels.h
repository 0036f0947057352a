//===- SmallKernels.h - Kernels and their memory, for the tests -----------===//
#ifndef GNET_GPU_SIM_EXECUTION_SMALLKERNELS_H
#define GNET_GPU_SIM_EXECUTION_SMALLKERNELS_H

#include "gpu/sim/Module.h"
#include <deque>
#include <random>

namespace gnet::gpu::sim {

/// kernels/FILE.
std::string kernelText(const std::string &file);

/// The text with `from` once replaced by `to`; a failure of the test where it
/// does not stand in it.
std::string replaced(std::string text, const std::string &from,
                     const std::string &to);

/// LLVM IR as text; a failure of the test where it cannot be loaded.
std::unique_ptr<Module> loaded(const std::string &code,
                               Checks checks = Checks::All);

/// Why it cannot be.
std::string refusal(const std::string &code);

/// A device's memory and the arguments of a launch, in order.
class Device {
public:
  template <typename Value>
  std::span<Value> buffer(std::string name, size_t count,
                          Rights rights = Rights::ReadWrite) {
    return {reinterpret_cast<Value *>(
                add(std::move(name), count * sizeof(Value), rights)),
            count};
  }
  /// Written by the host, and read-only: multiples of 2^-4 between -2 and 2.
  template <typename Value>
  std::span<Value> input(std::string name, size_t count, uint32_t seed) {
    const auto values = buffer<Value>(std::move(name), count, Rights::ReadOnly);
    std::mt19937 random(seed);
    for (Value &value : values)
      value = Value(float(int32_t(random() % 63) - 31) / 16);
    cantFail(memory.hostWrites(values.data(), values.size_bytes()));
    return values;
  }

  /// What the launch says; nothing where it has no error.
  std::string launch(Module &module, Launch launch);

  GlobalMemory memory;
  std::vector<void *> arguments;

private:
  uint8_t *add(std::string name, size_t bytes, Rights rights);

  std::deque<std::vector<uint8_t>> buffers;
  std::deque<void *> pointers;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_SMALLKERNELS_H
