//===- PackWeights.cpp - Pack learned tensors as GPU kernels want them ----===//
//
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   gnk.conv %in, %w into %a ... {gnk.kernel = #gnk.kernel<"tiled", ...>}
//       ==>
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   %p = gnk.pack %w at 0 : tensor<64x3x7x7xf32>
//       to tensor<64x3x7x7xf32, #gnk.packed<[4] x 16, inputs 3>>
//   gnk.conv %in, %p into %a ...
//
//===----------------------------------------------------------------------===//
#include "target/cuda/Passes.h"
#include "target/cuda/kernels/KernelKind.h"
#include "target/program/PackTensors.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_PACKCUDAWEIGHTS
#include "target/cuda/Passes.h.inc"

namespace {

struct PackCudaWeights : impl::PackCudaWeightsBase<PackCudaWeights> {
  void runOnOperation() override {
    packTensors(getOperation(), cuda::packedForms);
  }
};

} // namespace
} // namespace gnet
