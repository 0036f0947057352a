//===- LayoutChoice.h - One layout for each buffer of a program -----------===//
#ifndef GNET_PASSES_PLANNING_LAYOUTCHOICE_H
#define GNET_PASSES_PLANNING_LAYOUTCHOICE_H

#include "ir/gnk/GnkDialect.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/EquivalenceClasses.h"

namespace gnet::gnk {

/// The choice of a layout for every alloc of a program, nchw or `blocked`.
///
/// Allocs that pools, lrns, sums and what acts by channel or value connect form
/// a family and get one layout, so that those kernels need no reorder. A family
/// is blocked unless reorders then move more bytes than if it were nchw: each
/// kernel that needs a buffer in the other layout costs that buffer's size,
/// once for all that need the same. What is nchw at any cost is in no family:
/// arguments, flattened views, and concatenations whose parts do not begin at a
/// group of channels.
class LayoutChoice {
public:
  LayoutChoice(mlir::Block &program, Layout blocked);

  Layout layoutOf(AllocOp alloc) const;

private:
  /// Bytes that reorders move if a family is the one or the other.
  struct Cost {
    int64_t ifNchw = 0;
    int64_t ifBlocked = 0;
  };

  bool isFixed(mlir::Value root) const;
  void fixUnalignedSlices(mlir::Block &program);
  void fixFlattenedDestinations(mlir::Block &program);
  void joinFamilies(mlir::Block &program);
  void addDemands(mlir::Block &program);
  void addDemands(KernelInterface kernel);
  void addAlikeDemands(KernelInterface kernel);
  void addDemand(mlir::Value buffer, Layout demand, int64_t bytes);

  Layout blocked;
  /// Allocs that are nchw at any cost.
  llvm::DenseSet<mlir::Value> fixed;
  llvm::EquivalenceClasses<mlir::Value> families;
  /// By the family's leader.
  llvm::DenseMap<mlir::Value, Cost> costs;
  /// What was asked of each buffer already, with the layout's number.
  llvm::DenseSet<std::pair<mlir::Value, int>> asked;
};

/// Bytes of `buffer`'s images, without what fills up groups of channels or lies
/// between the images.
int64_t imageBytes(mlir::Value buffer);

} // namespace gnet::gnk

#endif // GNET_PASSES_PLANNING_LAYOUTCHOICE_H
