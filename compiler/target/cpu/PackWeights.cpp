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
#include "passes/planning/MemoryPlan.h"
#include "target/cpu/CpuLevel.h"
#include "target/cpu/Passes.h"
#include "target/cpu/kernels/KernelKind.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_PACKWEIGHTS
#include "target/cpu/Passes.h.inc"

namespace {

class Packing {
public:
  Packing(func::FuncOp function, const Machine &machine)
      : machine(machine), builder(function.getContext()) {}

  void pack(gnk::KernelInterface step);
  int64_t bytes() const { return end; }

private:
  Value pack(Value tensor, gnk::PackedAttr form, gnk::KernelInterface step);

  const Machine &machine;
  OpBuilder builder;
  int64_t end = 0;
  /// What is packed once for all that want it so.
  DenseMap<std::pair<Value, Attribute>, Value> packed;
};

void Packing::pack(gnk::KernelInterface step) {
  const KernelKind *kind = kernelKindOf(step);
  if (!kind || !kind->packing)
    return;
  SmallVector<gnk::PackedAttr> forms = kind->packing(step, machine);
  for (auto [tensor, form] : llvm::zip_equal(step.getTensors(), forms))
    if (tensor && form)
      step->replaceUsesOfWith(tensor, pack(tensor, form, step));
}

Value Packing::pack(Value tensor, gnk::PackedAttr form,
                    gnk::KernelInterface step) {
  Value &known = packed[{tensor, form}];
  if (known)
    return known;
  auto type = cast<RankedTensorType>(tensor.getType());
  builder.setInsertionPoint(step);
  known = gnk::PackOp::create(
      builder, step.getLoc(),
      RankedTensorType::get(type.getShape(), type.getElementType(), form),
      tensor, end);
  end += llvm::alignTo(form.getFloats(type.getShape()) * int64_t(sizeof(float)),
                       MemoryPlan::alignment);
  return known;
}

struct PackWeights : impl::PackWeightsBase<PackWeights> {
  using PackWeightsBase::PackWeightsBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto level = findCpuLevel(cpu, function);
    if (failed(level))
      return signalPassFailure();
    Packing packing(function, level->machine);
    function.walk([&](gnk::KernelInterface step) { packing.pack(step); });
    Builder builder(&getContext());
    function->setAttr(gnk::packedBytesAttribute,
                      builder.getI64IntegerAttr(packing.bytes()));
  }
};

} // namespace
} // namespace gnet
