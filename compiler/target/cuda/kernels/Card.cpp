//===- Card.cpp - The GPUs that predictions are made for ------------------===//
#include "target/cuda/kernels/Card.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet::cuda {

/// From NVIDIA's data sheets and whitepapers of each architecture: dense rates,
/// at boost clock. What single warps reach of Hopper's, 63 %, was measured by
/// Luo et al., Benchmarking and Dissecting the Nvidia Hopper GPU Architecture,
/// 2024. What second-level caches give was measured by gpu-benches
/// (github.com/te42kyfo/gpu-benches, gpu-l2-cache), of Ada's on an L40.
llvm::ArrayRef<Card> cards() {
  static constexpr Card known[] = {
      {"a100", 108, 1.41, 64, 512, 1024, 0, 1555, 40 << 20, 35, 164 << 10, 1.8},
      {"h100", 132, 1.83, 128, 645, 1290, 2048, 3350, 50 << 20, 37, 228 << 10,
       1.5},
      {"h200", 132, 1.83, 128, 645, 1290, 2048, 4800, 50 << 20, 37, 228 << 10,
       1.5},
      {"rtx4090", 128, 2.52, 128, 128, 256, 0, 1008, 72 << 20, 15, 100 << 10,
       1.5}};
  return known;
}

const Card &defaultCard() { return cards()[1]; }

llvm::Expected<const Card *> findCard(llvm::StringRef name) {
  auto nameOf = [](const Card &card) -> llvm::StringRef { return card.name; };
  const Card *found = llvm::find_if(
      cards(), [&](const Card &card) { return card.name == name; });
  if (found == cards().end())
    return llvm::createStringError(
        "unknown card '" + name + "'; known are " +
        llvm::join(llvm::map_range(cards(), nameOf), ", "));
  return found;
}

mlir::FailureOr<const Card *> findCard(llvm::StringRef name,
                                       mlir::Operation *operation) {
  auto found = findCard(name);
  if (!found)
    return operation->emitError() << llvm::toString(found.takeError());
  return *found;
}

} // namespace gnet::cuda
