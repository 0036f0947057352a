//===- KernelKind.h - A way to compute a step -----------------------------===//
//
// A kind of kernel is one source here that defines a KernelKind, and its name
// in KernelKinds.def.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_KERNELKIND_H
#define GNET_TARGET_CPU_KERNELS_KERNELKIND_H

#include "target/cpu/kernels/KernelBuilder.h"

namespace gnet {

/// A kernel that would do, and the cycles that it is thought to take.
struct Candidate {
  gnk::KernelAttr kernel;
  double cycles = 0; ///< A batch.
  /// A run of one image of a batch, for which alone weights come from memory.
  /// Of 0 it is its part of what the batch takes.
  double cyclesOfOne = 0;
};

/// How a step is cut into pieces that threads can take: it has `items` and for
/// each image `itemsOfImage`. Exactly one of them is not 0.
struct Work {
  int64_t items = 0;
  int64_t itemsOfImage = 0;
};

struct KernelKind {
  llvm::StringLiteral name; ///< As "direct".
  /// Whether it rounds no more than a sum of products does.
  bool isExact;

  /// Adds the best of its kernels for `step`, or several with different needs
  /// of memory; none where it cannot compute that.
  void (*propose)(gnk::KernelInterface step, const Machine &machine,
                  llvm::SmallVectorImpl<Candidate> &candidates);

  /// How `step`'s tensors are to lie, one for each of getTensors(); null for
  /// one that it does not have. Null function: it has none.
  llvm::SmallVector<gnk::PackedAttr> (*packing)(gnk::KernelInterface step,
                                                const Machine &machine);

  /// Writes the body. `step` has its kernel, its layouts and packed tensors.
  Work (*emit)(gnk::KernelInterface step, KernelBuilder &kernel);

  /// Of a kind whose kernels may have shared memory: writes the body of what
  /// fills it, before any thread begins with the other.
  Work (*emitBefore)(gnk::KernelInterface step,
                     KernelBuilder &kernel) = nullptr;

  /// Of a kind that is not exact: how far `step`'s results are from their
  /// definition, the largest difference over the largest result, measured on
  /// some of them within milliseconds.
  double (*error)(gnk::KernelInterface step, const Machine &machine) = nullptr;

  /// Whether a kernel's weights are packed as float32 whatever type the others
  /// are stored in. Null: none's are.
  bool (*keepsFloat32Weights)(gnk::KernelAttr kernel) = nullptr;
  /// It multiplies bytes with weights of i8. One that does not computes with
  /// what bytes stand for, and weights of float32.
  bool takesBytes = false;
};

/// Among a kernel's parameters: the cycles that it is thought to take a batch.
inline constexpr llvm::StringLiteral cyclesParameter = "cycles";

/// What all kinds propose for `step`, the cheapest first; if `exact`, only
/// those that are.
llvm::SmallVector<Candidate> candidatesFor(gnk::KernelInterface step,
                                           const Machine &machine, bool exact);

/// All kinds.
llvm::ArrayRef<KernelKind> kernelKinds();

/// The one that `step` has been given; null if none of that name is known.
const KernelKind *kernelKindOf(gnk::KernelInterface step);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_KERNELKIND_H
