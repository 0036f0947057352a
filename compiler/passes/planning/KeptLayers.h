//===- KeptLayers.h - What stays float32 where the rest does not ----------===//
#ifndef GNET_PASSES_PLANNING_KEPTLAYERS_H
#define GNET_PASSES_PLANNING_KEPTLAYERS_H

#include "passes/planning/Program.h"

namespace gnet::gnk {

class KeptLayers {
public:
  /// Paths of layers, and of modules, that a user names.
  explicit KeptLayers(mlir::ArrayRef<std::string> paths) : paths(paths) {}

  /// Emits an error where one of them is no kernel's.
  mlir::LogicalResult check(mlir::func::FuncOp function) const;

  /// Whether they name the layer that `kernel` computes.
  bool names(KernelInterface kernel) const;

  /// The reasons of buffers that stay float32, by their roots: what is named,
  /// the output, and what only softmax or the output takes. The kernels that
  /// write there are told, by `gnk.kept`.
  mlir::DenseMap<mlir::Value, mlir::StringRef>
  keepBuffers(mlir::Block &program) const;

private:
  mlir::ArrayRef<std::string> paths;
};

} // namespace gnet::gnk

#endif // GNET_PASSES_PLANNING_KEPTLAYERS_H
