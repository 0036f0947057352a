//===- IntegerWinograd.cpp - Fewer multiplications, of whole numbers ------===//
//
// Winograd's convolution of bytes, whose results are those of the definition.
// With the points 0, 1, -1, 2, -2 and infinity the matrices are of whole
// numbers but for denominators of 24 along each axis:
//
//   576 y = A'^T [(G' w G'^T) * (B^T d B)] A',   G' = 24 G,
//
// up to powers of two that are moved from G' to A'. Inputs less 128 become
// numbers of at most 100 * 128, weights of at most 144 * 127: int16, of which
// one instruction multiplies pairs and adds both products to int32. Sums may
// overflow there: all of A' needs them as remainders of 2^32 only, in which 9
// has a reciprocal; what is left of 576 is a shift. So y is right where it is
// below 2^25, which bounds the inputs.
//
// A pair takes as long as a quad of bytes does: of the 9 products for a result
// of a 3 x 3 filter 2.25 are left, at half the rate.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/WinogradConv.h"
#include "target/cpu/kernels/WinogradCost.h"
#include "target/cpu/kernels/WinogradPlan.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Filters as they are, pairs of inputs side by side.
SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  constexpr int64_t together = 2;
  auto conv = cast<gnk::ConvOp>(*step);
  gnk::KernelAttr kernel = gnk::chosenKernel(conv);
  int64_t outputs = conv.getDestination().getType().getChannels();
  SmallVector<int64_t> groups = evenGroups(
      llvm::divideCeil(outputs, machine.lanes), kernel.getNumbers("tile")[1]);
  auto weight = gnk::PackedAttr::get(conv.getContext(), groups, machine.lanes,
                                     /*inputBlock=*/machine.lanes,
                                     /*tapsFirst=*/false, {}, together);
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &integerWinogradKernel() {
  static const KernelKind kind = {integerWinogradName,
                                  /*isExact=*/true,
                                  proposeIntegerWinograd,
                                  packing,
                                  emitWinograd,
                                  emitWinogradBefore,
                                  /*error=*/nullptr,
                                  /*keepsFloat32Weights=*/nullptr,
                                  /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
