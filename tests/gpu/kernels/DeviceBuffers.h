//===- DeviceBuffers.h - The memory that a program's kernels work on ------===//
#ifndef GNET_GPU_KERNELS_DEVICEBUFFERS_H
#define GNET_GPU_KERNELS_DEVICEBUFFERS_H

#include "gpu/sim/Module.h"
#include "reference/Reference.h"
#include "target/program/PlannedProgram.h"

namespace gnet::gpu {

/// Arena, weights, scratch, input and output of a run, no larger than they are
/// to be, and what a launch gets of them.
class DeviceBuffers {
public:
  DeviceBuffers(const PlannedProgram &program, llvm::StringRef weights,
                const reference::Tensor &input);

  /// Makes them known to the simulator.
  llvm::Error add();
  llvm::Error launch(sim::Module &code, gnk::KernelInterface step,
                     gnk::LaunchAttr launch, sim::ThreadOrder order,
                     sim::Banks *banks);
  /// An error where a float of it was never written.
  llvm::Expected<std::vector<float>> takeOutput();

private:
  /// As a card's, at a multiple of 256 bytes.
  struct Buffer {
    explicit Buffer(int64_t bytes);
    ~Buffer();
    Buffer(const Buffer &) = delete;
    void *data;
    int64_t bytes;
  };

  void *placeOf(mlir::Value buffer);
  void *placeOfTensor(mlir::Value tensor);

  int32_t images;
  Buffer arena, weights, input, output, scratch;
  sim::GlobalMemory memory;
};

} // namespace gnet::gpu

#endif // GNET_GPU_KERNELS_DEVICEBUFFERS_H
