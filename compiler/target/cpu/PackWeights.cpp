//===- PackWeights.cpp - Pack learned tensors as kernels want them --------===//
//
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   gnk.conv %in, %w into %a ... {gnk.kernel = #gnk.kernel<"direct", ...>}
//       ==>
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   %p = gnk.pack %w at 0 : tensor<64x3x7x7xf32>
//       to tensor<64x3x7x7xf32, #gnk.packed<[4] x 16, inputs 3>>
//   gnk.conv %in, %p into %a ...
//
//===----------------------------------------------------------------------===//
#include "target/cpu/CpuLevel.h"
#include "target/cpu/Passes.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/program/PackTensors.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_PACKWEIGHTS
#include "target/cpu/Passes.h.inc"

namespace {

struct PackWeights : impl::PackWeightsBase<PackWeights> {
  using PackWeightsBase::PackWeightsBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto level = findCpuLevel(cpu, function);
    if (failed(level))
      return signalPassFailure();
    packTensors(function, [&](gnk::KernelInterface step) -> PackedForms {
      const KernelKind *kind = kernelKindOf(step);
      if (!kind || !kind->packing)
        return {};
      return kind->packing(step, level->machine);
    });
  }
};

} // namespace
} // namespace gnet
