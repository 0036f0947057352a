//===- Program.h - Device code as the host's ------------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_PROGRAM_H
#define GNET_GPU_SIM_EXECUTION_PROGRAM_H

#include "gpu/sim/execution/Operation.h"
#include "gpu/sim/execution/Registers.h"
#include "gpu/sim/execution/SharedMemory.h"
#include <map>
#include <string>
#include <vector>

namespace gnet::gpu::sim {

struct Kernel {
  using Entry = void (*)(Registers *, void *const *arguments);

  Entry entry = nullptr;
  /// Of the program's shared variables, those that it or what it calls uses.
  std::vector<uint32_t> variables;
  /// The sizes of arguments that are in memory of their own, by their index.
  std::vector<std::pair<uint32_t, uint64_t>> byValue;
  /// Threads of a block that it was compiled for; 0: any.
  uint32_t mostThreads = 0;
  uint32_t exactThreads = 0;
};

/// A variable of the module in global or constant memory.
struct GlobalVariable {
  std::string name;
  uint64_t size;
  bool isConstant;
};

struct Program {
  std::map<std::string, Kernel, std::less<>> kernels;
  std::vector<SharedVariable> variables;
  std::vector<GlobalVariable> globals;
  /// What calls of operations are numbered by.
  std::vector<Operation> operations;
  /// The instructions that may fail, as text.
  std::vector<std::string> sites;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_PROGRAM_H
