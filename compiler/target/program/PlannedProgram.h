//===- PlannedProgram.h - What a planned gnk function says ----------------===//
#ifndef GNET_TARGET_PROGRAM_PLANNEDPROGRAM_H
#define GNET_TARGET_PROGRAM_PLANNEDPROGRAM_H

#include "ir/gnk/GnkDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {

/// A function whose kernels have their layouts and whose buffers have their
/// place in the arena, checked. It holds on to the function's operations.
struct PlannedProgram {
  mlir::func::FuncOp function;
  int64_t arenaBytes = 0;
  /// Of generated kernels: what learned tensors take when packed, and what a
  /// thread needs beside the arena.
  int64_t packedBytes = 0;
  int64_t scratchBytes = 0;
  int64_t sharedBytes = 0;
  /// Each tensor of the weights file once, in order of first use.
  std::vector<gn::ParameterOp> parameters;
  llvm::StringMap<int64_t> parameterIndex;
  /// In order of execution.
  std::vector<gnk::KernelInterface> steps;

  gnk::BufferType input() const;
  gnk::BufferType output() const;
  /// Whether its kernels are generated; else they are oneDNN's.
  bool isGenerated() const;
  /// Multiply-accumulates of one image.
  int64_t macsOfImage() const;
};

/// The first function of a package's module, its network.
mlir::func::FuncOp networkOf(mlir::Operation *module);

/// Emits what is wrong at the operation that is.
mlir::FailureOr<PlannedProgram> readPlannedProgram(mlir::func::FuncOp function);

/// A connection's place among all pairs of an output and an input channel.
llvm::SmallVector<int64_t> placesOf(gn::ConnectWeightOp connect);

/// What a fold adds to the variance; 0 where it divides by nothing.
double epsilonOf(std::optional<llvm::APFloat> epsilon);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PLANNEDPROGRAM_H
