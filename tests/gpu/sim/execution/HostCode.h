//===- HostCode.h - Device code rewritten for the host --------------------===//
//
// Address spaces stay: to x86-64 they are all one. Every function gets a
// pointer to its thread's Registers; special registers and shared variables are
// read through it, loads and stores are preceded by gnetSimAccess, and what
// only a GPU has becomes gnetSimExecute.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_HOSTCODE_H
#define GNET_GPU_SIM_EXECUTION_HOSTCODE_H

#include "gpu/sim/Access.h"
#include "gpu/sim/execution/Program.h"
#include <memory>

namespace llvm {
class DataLayout;
class Function;
class Instruction;
class Module;
class Triple;
} // namespace llvm

namespace gnet::gpu::sim {

/// A program's kernels are without their entries: functions of these names.
std::string entryOf(llvm::StringRef kernel);

/// Rewrites the module in place.
llvm::Expected<Program> makeHostCode(llvm::Module &module,
                                     const llvm::DataLayout &layout,
                                     const llvm::Triple &triple, Checks checks);

/// The text of each instruction, for errors; debug information goes.
class Sites {
public:
  explicit Sites(llvm::Module &module);
  ~Sites();

  /// The number that the host's code gives for it.
  uint32_t of(const llvm::Instruction &instruction) const;
  std::vector<std::string> takeTexts();

private:
  std::vector<std::string> texts;
  struct Numbers;
  std::unique_ptr<Numbers> numbers;
};

/// Gives every function its thread as a first argument.
llvm::Error passThread(llvm::Module &module);

/// Takes each variable in shared memory from the thread. Returns them, and of
/// each kernel which ones it uses.
llvm::Error placeShared(llvm::Module &module, Program &program);

/// Calls gnetSimAccess before loads and stores.
void checkAccesses(llvm::Function &function, const Sites &sites);

/// Special registers and operations. Adds the names of unknown ones to
/// `unknown`.
void replaceCalls(llvm::Function &function, const Sites &sites,
                  Program &program, std::vector<std::string> &unknown);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_HOSTCODE_H
