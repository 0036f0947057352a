//===- PackTensors.cpp - Learned tensors as kernels read them -------------===//
#include "target/program/PackTensors.h"
#include "passes/planning/MemoryPlan.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Of a filter or a matrix; vectors of a value a channel stay as they are.
Type packedTypeOf(RankedTensorType type, gnk::KernelInterface step) {
  return type.getRank() > 1 ? gnk::weightTypeOf(step) : type.getElementType();
}

class Packing {
public:
  explicit Packing(func::FuncOp function) : builder(function.getContext()) {}

  void pack(ArrayRef<gnk::KernelInterface> steps,
            function_ref<PackedForms(gnk::KernelInterface)> formsOf);
  int64_t bytes() const { return end; }

private:
  Value pack(Value tensor, gnk::PackedAttr form, gnk::KernelInterface step);

  OpBuilder builder;
  int64_t end = 0;
  /// What is packed once for all that want it so.
  DenseMap<std::pair<Value, Type>, Value> packed;
};

/// Of steps that are joined the filters lie together, and then their vectors.
void Packing::pack(ArrayRef<gnk::KernelInterface> steps,
                   function_ref<PackedForms(gnk::KernelInterface)> formsOf) {
  SmallVector<PackedForms> forms = llvm::map_to_vector(steps, formsOf);
  for (size_t i = 0; i < forms.front().size(); ++i)
    for (auto [step, form] : llvm::zip_equal(steps, forms)) {
      if (i >= form.size())
        continue;
      Value tensor = gnk::KernelInterface(step).getTensors()[i];
      if (tensor && form[i])
        step->replaceUsesOfWith(tensor, pack(tensor, form[i], step));
    }
  // Their types tell it now.
  for (auto [step, form] : llvm::zip_equal(steps, forms))
    if (!form.empty())
      step->removeAttr(gnk::weightTypeAttribute);
}

Value Packing::pack(Value tensor, gnk::PackedAttr form,
                    gnk::KernelInterface step) {
  auto type = cast<RankedTensorType>(tensor.getType());
  Type element = packedTypeOf(type, step);
  auto packedType = RankedTensorType::get(type.getShape(), element, form);
  Value &known = packed[{tensor, packedType}];
  if (known)
    return known;
  builder.setInsertionPoint(step);
  known = gnk::PackOp::create(builder, step.getLoc(), packedType, tensor, end);
  end += llvm::alignTo(form.getBytes(packedType), MemoryPlan::alignment);
  return known;
}

} // namespace

void packTensors(func::FuncOp function,
                 function_ref<PackedForms(gnk::KernelInterface)> formsOf) {
  Packing packing(function);
  function.walk([&](gnk::KernelInterface step) {
    if (!step->hasAttr(gnk::joinedAttribute))
      packing.pack(gnk::joinedWith(step), formsOf);
  });
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
