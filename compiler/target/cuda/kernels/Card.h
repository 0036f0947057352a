//===- Card.h - The facts of a GPU that costs depend on -------------------===//
#ifndef GNET_TARGET_CUDA_KERNELS_CARD_H
#define GNET_TARGET_CUDA_KERNELS_CARD_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet::cuda {

/// What kernels are chosen for, and what predictions are made of. Every kernel
/// runs on every card.
struct Card {
  llvm::StringLiteral name; ///< As "h100".
  int64_t processors;       ///< Streaming multiprocessors.
  double gigahertz;
  int64_t fmasPerCycle;          ///< Of fp32, a processor.
  int64_t tf32FmasPerCycle;      ///< Of tensor cores, a processor.
  int64_t halfFmasPerCycle;      ///< Likewise with factors of 16 bits.
  int64_t warpgroupFmasPerCycle; ///< Likewise, of a warpgroup; 0: it has none.
  double gigabytesPerSecond;     ///< Of its memory.
  int64_t level2Bytes;           ///< Of the cache that all processors share.
  int64_t level2BytesPerCycle;   ///< Of it, a processor, where all read.
  int64_t sharedBytes;           ///< A processor's, for all blocks on it.
  double launchMicroseconds;     ///< From a kernel of a graph to the next.
};

llvm::ArrayRef<Card> cards();

/// The one that kernels are chosen for if none is named.
const Card &defaultCard();

/// An error names those that are known.
llvm::Expected<const Card *> findCard(llvm::StringRef name);

/// Likewise, the error being emitted on `operation`.
mlir::FailureOr<const Card *> findCard(llvm::StringRef name,
                                       mlir::Operation *operation);

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_CARD_H
