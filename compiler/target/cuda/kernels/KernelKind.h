//===- KernelKind.h - A way to compute a step on a GPU --------------------===//
//
// A kind of kernel is one source here that defines a KernelKind, and its name
// in KernelKinds.def.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_KERNELKIND_H
#define GNET_TARGET_CUDA_KERNELS_KERNELKIND_H

#include "target/cuda/kernels/Card.h"
#include "target/cuda/kernels/KernelBuilder.h"

namespace gnet::cuda {

/// What products of a convolution or a matrix are computed with. Sums are
/// float32 in all of them.
enum class Precision { Fp32, Tf32, Bf16, Fp16 };

/// What lies in memory: factors, and what is made of the sums.
inline bool isOf16Bits(Precision precision) {
  return precision == Precision::Bf16 || precision == Precision::Fp16;
}

/// What the most of a kernel's time is thought to go into.
/// Cache: what the second-level cache gives. Shared: what the banks of shared
/// memory do. Issue: as many instructions as its processors can begin.
enum class Limit { Launch, Memory, Latency, Cache, Shared, Multiplying, Issue };

/// The time that a kernel is thought to take a batch.
struct Prediction {
  double microseconds = 0;
  Limit limit = Limit::Multiplying;
};

/// A kernel that would do.
struct Candidate {
  gnk::KernelAttr kernel;
  Prediction prediction;
};

/// The module of all kernels, of which none has another's name.
class KernelFunctions {
public:
  /// `areEarly`: whether those of steps wait for the launches before them.
  explicit KernelFunctions(mlir::gpu::GPUModuleOp module, bool areEarly = false)
      : module(module), areEarly(areEarly) {}

  /// Begins one that is called after `kind`. Where its code has to wait for the
  /// launches before it, it does so there.
  KernelBuilder begin(llvm::StringRef kind, gnk::KernelInterface step,
                      const Launch &launch, Wait wait = Wait::AtBegin);
  /// Begins `picture`, with gnetrt_cuda_picture_arguments.
  KernelBuilder beginPicture(mlir::Location location, const Launch &launch);

private:
  mlir::gpu::GPUModuleOp module;
  bool areEarly;
  int64_t count = 0;
};

/// The launches of a step, in the order in which they run.
using Launches = llvm::SmallVector<gnk::LaunchAttr, 2>;

struct KernelKind {
  llvm::StringLiteral name; ///< As "pool".

  /// Adds the best of its kernels for `step`, and the next best where it has
  /// others; none where it cannot compute it.
  void (*propose)(gnk::KernelInterface step, const Card &card,
                  llvm::SmallVectorImpl<Candidate> &candidates);

  /// How `step`'s tensors are to lie, one for each of getTensors(); null for
  /// one that it does not have. Null function: it has none.
  llvm::SmallVector<gnk::PackedAttr> (*packing)(gnk::KernelInterface step);

  /// Writes its functions. `step` has its kernel, its layouts and packed
  /// tensors.
  Launches (*emit)(gnk::KernelInterface step, KernelFunctions &functions);
};

/// Channels that lie together, on every card, see gnk::Layout.
inline constexpr int64_t channelBlock = 16;

/// Among a kernel's parameters: the time that it is thought to take a batch.
inline constexpr llvm::StringLiteral nanosecondsParameter = "nanoseconds";

/// What all kinds propose for `step`, the fastest first.
llvm::SmallVector<Candidate> candidatesFor(gnk::KernelInterface step,
                                           const Card &card);

llvm::ArrayRef<KernelKind> kernelKinds();

/// The one that `step` has been given; null if none of that name is known.
const KernelKind *kernelKindOf(gnk::KernelInterface step);

/// How the tensors of the kernel chosen for `step` are to lie; none where all
/// stay as they are.
llvm::SmallVector<gnk::PackedAttr> packedForms(gnk::KernelInterface step);

/// How a matrix or a vector is packed whose rows lie one after the other as
/// they are, each filled up to a multiple of `columns`. Null for none.
gnk::PackedAttr packedByRows(mlir::Value tensor, int64_t columns);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_KERNELKIND_H
