//===- PackTensors.cpp - Learned tensors as kernels read them -------------===//
#include "target/program/PackTensors.h"
#include "passes/planning/MemoryPlan.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class Packing {
public:
  explicit Packing(func::FuncOp function) : builder(function.getContext()) {}

  void pack(gnk::KernelInterface step, ArrayRef<gnk::PackedAttr> forms);
  int64_t bytes() const { return end; }

private:
  Value pack(Value tensor, gnk::PackedAttr form, gnk::KernelInterface step);

  OpBuilder builder;
  int64_t end = 0;
  /// What is packed once for all that want it so.
  DenseMap<std::pair<Value, Attribute>, Value> packed;
};

void Packing::pack(gnk::KernelInterface step, ArrayRef<gnk::PackedAttr> forms) {
  if (forms.empty())
    return;
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

} // namespace

void packTensors(func::FuncOp function,
                 function_ref<PackedForms(gnk::KernelInterface)> formsOf) {
  Packing packing(function);
  function.walk(
      [&](gnk::KernelInterface step) { packing.pack(step, formsOf(step)); });
  function->setAttr(
      gnk::packedBytesAttribute,
      Builder(function.getContext()).getI64IntegerAttr(packing.bytes()));
}

gnk::PackedAttr packedByChannel(Value tensor, int64_t block) {
  if (!tensor)
    return {};
  int64_t channels = cast<RankedTensorType>(tensor.getType()).getDimSize(0);
  return gnk::PackedAttr::get(tensor.getContext(),
                              int64_t(llvm::divideCeil(channels, block)), block,
                              /*inputBlock=*/1, /*tapsFirst=*/false, {});
}

} // namespace gnet
