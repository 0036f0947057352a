//===- CompiledSteps.h - A network's GPU kernels, run on the CPU ----------===//
#ifndef GNET_GPU_KERNELS_COMPILEDSTEPS_H
#define GNET_GPU_KERNELS_COMPILEDSTEPS_H

#include "gpu/sim/Banks.h"
#include "gpu/sim/Module.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/OwningOpRef.h"
#include "reference/Reference.h"
#include "target/program/PlannedProgram.h"
#include "weights/Weights.h"
#include <functional>

namespace gnet::gpu {

struct CompileOptions {
  int64_t batch = 1;
  std::string precision = "fp32";
  /// What takes the place of the kernel chosen for a step; null: nothing.
  std::function<gnk::KernelAttr(gnk::KernelInterface)> replace = {};
  /// Whether steps are joined where they can be.
  bool joins = false;
  /// Whether the code is that of sm_90a, with warpgroups where tiles say so.
  bool warpgroups = false;
  /// Changes the LLVM IR; null: nothing does.
  std::function<std::string(const std::string &)> edit = {};
};

/// A network as `--target=cuda` makes it, down to the LLVM IR that goes to
/// NVPTX. Its steps are launched one after the other on the simulator.
class CompiledSteps {
public:
  static llvm::Expected<std::unique_ptr<CompiledSteps>>
  compile(const Network &network, const Weights &weights,
          const CompileOptions &options);

  /// The names of the kernels chosen, by steps.
  std::vector<std::string> kernels();

  /// How many steps are computed by other steps' launches.
  int64_t joined();

  /// The output of the images of `input`, at most a batch. Accesses to shared
  /// memory are counted for each kernel in `banks`, if there is one.
  llvm::Expected<std::vector<float>>
  run(const reference::Tensor &input,
      sim::ThreadOrder order = sim::ThreadOrder::Forward,
      std::map<std::string, sim::Banks> *banks = nullptr);

private:
  CompiledSteps() = default;
  llvm::Error plan(const Network &network, const CompileOptions &options);
  llvm::Error pack(const Weights &weights);
  llvm::Error lower(const CompileOptions &options);

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::optional<PlannedProgram> program;
  std::string weightsFile;
  size_t weightsBegin = 0; ///< Where the file has the packed weights.
  std::unique_ptr<sim::Module> code;
};

} // namespace gnet::gpu

#endif // GNET_GPU_KERNELS_COMPILEDSTEPS_H
