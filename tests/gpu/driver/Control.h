//===- Control.h - What tests tell the stand-in driver, and ask of it -----===//
//
// The stand-in is a libcuda.so.1 whose GPU is the simulator of tests/gpu/sim:
// memory of the GPU is memory of the host, and kernels are executed from their
// LLVM IR. Work is done as late as CUDA allows: when somebody waits for it. So
// what is not waited for is not there, and memory that is used too early is
// found not to be written.
//
// Without a test it is told by environment variables: GNET_SIM_DEVICE_CODE, a
// file with the kernels' LLVM IR, and GNET_SIM_ARCH, as sm_90 (sm_80).
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_DRIVER_CONTROL_H
#define GNET_GPU_DRIVER_CONTROL_H

#include <cstdint>
#include <string>
#include <vector>

namespace gnet::gpu::driver {

struct Card {
  std::string name = "Simulated GPU";
  int major = 8, minor = 0;
  size_t memory = size_t{4} << 30;
  int sharedBytes = 166912; ///< Of a block, at most.
};

/// Which of a graph's nodes that could run next does.
enum class NodeOrder { First, Last, Random };

struct Settings {
  Settings();

  int version = 13000;
  int32_t initResult = 0; ///< What cuInit gives.
  std::vector<Card> cards = {Card()};
  std::string deviceCode; ///< The file; empty: no kernel can be loaded.
  /// What the driver gives for images of these architectures, as of a PTX that
  /// is too new for it; 0: it takes them. Cubins are not told apart.
  int32_t cubinResult = 0, ptxResult = 0;
  /// What it gives for edges that let a node begin early; 0: it takes them.
  int32_t edgeResult = 0;
  NodeOrder order = NodeOrder::First;
  uint32_t seed = 0;
};

/// Those of the process, read by each function as it is called.
Settings &settings();

/// From here on, counts the calls of the driver's functions, and makes the one
/// of number `failing` give `result` without doing anything; from 1, 0 for
/// none. A result that makes a context unusable does.
void startCounting(long failing = 0, int32_t result = 0);

struct Calls {
  long count = 0;
  std::string failed; ///< The function that was made to fail; empty: none.
};
Calls stopCounting();

/// What the driver holds for the program.
struct Live {
  long contexts = 0;  ///< Retained, or current and not left.
  long resources = 0; ///< Memory, streams, events, modules, graphs.
  /// Of the resources, those that were there when their context went.
  long abandoned = 0;
  std::string list; ///< Of all of them, for messages.
};
Live live();

/// The first thing since `reset` that was wrong in what a kernel did or in how
/// the driver was called, beside what calls were made to fail; empty: nothing.
std::string complaint();

/// Launches since `reset` that could begin before those that they wait for had
/// ended.
long earlyLaunches();

/// Calls of `function` since `reset`.
long callsOf(const std::string &function);

/// What an application has that uses CUDA itself. Its calls are not among those
/// that are counted or fail, and a context that has failed does it no harm.
/// Here the context of the first GPU.
class PrimaryContext {
public:
  PrimaryContext();
  ~PrimaryContext();
  PrimaryContext(const PrimaryContext &) = delete;

  void *get() const { return context; }

private:
  void *context = nullptr;
};

/// Memory in it.
class GpuMemory {
public:
  explicit GpuMemory(size_t bytes);
  ~GpuMemory();
  GpuMemory(const GpuMemory &) = delete;

  /// An address, `index` values from the begin.
  template <typename Value> Value *at(size_t index) const {
    return reinterpret_cast<Value *>(address) + index;
  }
  void *get() const { return reinterpret_cast<void *>(address); }
  void write(const void *from, size_t bytes, size_t offset = 0);
  void read(size_t offset, void *to, size_t bytes) const;
  /// Gives it to another use: what reads what is there now is found.
  void discard();

private:
  PrimaryContext context;
  uint64_t address = 0;
  size_t bytes;
};

/// A stream in it.
class Stream {
public:
  Stream();
  ~Stream();
  Stream(const Stream &) = delete;

  void *get() const { return stream; }
  void wait() const;

private:
  PrimaryContext context;
  void *stream = nullptr;
};

/// Forgets all that was, and has the default settings. Nothing may be live.
void reset();

} // namespace gnet::gpu::driver

#endif // GNET_GPU_DRIVER_CONTROL_H
