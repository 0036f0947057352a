//===- Descriptors.cpp - Kernels as the runtime's descriptors -------------===//
#include "target/cpu/Descriptors.h"
#include "mlir/IR/Builders.h"
#include "target/cpu/ProgramLayout.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace gnet {
namespace {

/// Collects a struct's fields; every descriptor begins with the batch, the
/// source and the destination.
class Fields {
public:
  explicit Fields(gnk::KernelInterface kernel) : builder(kernel.getContext()) {
    gnk::BufferType source = kernel.getSource().getType();
    integer(source.getBatch());
    buffer(source);
    buffer(kernel.getDestination().getType());
  }

  Fields &integer(int64_t value) {
    fields.push_back(builder.getI64IntegerAttr(value));
    return *this;
  }
  Fields &real(const APFloat &value) {
    fields.push_back(builder.getF64FloatAttr(value.convertToDouble()));
    return *this;
  }
  Fields &integers(ArrayRef<int64_t> values) {
    fields.push_back(builder.getI64TensorAttr(values));
    return *this;
  }
  Descriptor as(StringRef kind, ProgramStruct layout,
                SmallVector<Value, 4> tensors = {}) {
    return {kind, structType(builder.getContext(), layout),
            builder.getArrayAttr(fields), std::move(tensors)};
  }

private:
  void buffer(gnk::BufferType type) {
    fields.push_back(builder.getI64ArrayAttr(
        {type.getChannels(), type.getHeight(), type.getWidth(),
         static_cast<int64_t>(type.getLayout()), type.getImageStride()}));
  }

  Builder builder;
  SmallVector<Attribute> fields;
};

Descriptor describeConv(gnk::ConvOp conv) {
  auto weight = cast<RankedTensorType>(conv.getWeight().getType());
  return Fields(conv)
      .integers({weight.getDimSize(2), weight.getDimSize(3)})
      .integers(conv.getStrides())
      .integers(conv.getDilations())
      .integers(conv.getPadding())
      .integer(conv.getGroups())
      .integer(static_cast<int64_t>(conv.getActivation()))
      .as("conv", ProgramStruct::Conv, {conv.getWeight(), conv.getBias()});
}

Descriptor describePool(gnk::PoolOp pool) {
  return Fields(pool)
      .integers(pool.getKernel())
      .integers(pool.getStrides())
      .integers(pool.getPadding())
      .integer(static_cast<int64_t>(pool.getKind()))
      .as("pool", ProgramStruct::Pool);
}

Descriptor describeLrn(gnk::LrnOp lrn) {
  return Fields(lrn)
      .integer(lrn.getSize())
      .real(lrn.getAlpha())
      .real(lrn.getBeta())
      .real(lrn.getK())
      .as("lrn", ProgramStruct::Lrn);
}

Descriptor describeLinear(gnk::LinearOp linear) {
  return Fields(linear)
      .integer(static_cast<int64_t>(linear.getActivation()))
      .as("linear", ProgramStruct::Linear,
          {linear.getWeight(), linear.getBias()});
}

Descriptor describeBatchNorm(gnk::BatchNormOp norm) {
  return Fields(norm)
      .integer(static_cast<int64_t>(norm.getActivation()))
      .real(norm.getEpsilon())
      .as("batch_norm", ProgramStruct::BatchNorm,
          {norm.getScale(), norm.getShift(), norm.getMean(),
           norm.getVariance()});
}

Descriptor describeUnary(gnk::KernelInterface kernel, StringRef kind) {
  return Fields(kernel).as(kind, ProgramStruct::Unary);
}

} // namespace

FailureOr<Descriptor> describe(gnk::KernelInterface kernel) {
  return TypeSwitch<Operation *, FailureOr<Descriptor>>(kernel)
      .Case([](gnk::ConvOp conv) { return describeConv(conv); })
      .Case([](gnk::PoolOp pool) { return describePool(pool); })
      .Case([](gnk::LrnOp lrn) { return describeLrn(lrn); })
      .Case([](gnk::LinearOp linear) { return describeLinear(linear); })
      .Case([](gnk::BatchNormOp norm) { return describeBatchNorm(norm); })
      .Case([](gnk::ReluOp relu) { return describeUnary(relu, "relu"); })
      .Case([](gnk::SoftmaxOp op) { return describeUnary(op, "softmax"); })
      .Case([](gnk::ReorderOp op) { return describeUnary(op, "reorder"); })
      .Default([](Operation *op) {
        return op->emitOpError("has no kernel on the CPU");
      });
}

} // namespace gnet
