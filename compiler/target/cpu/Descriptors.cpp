//===- Descriptors.cpp - Kernels as the runtime's descriptors -------------===//
#include "target/cpu/Descriptors.h"
#include "core/program.h"
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

  /// Zeros where there is none.
  Fields &addend(Value addend) {
    if (addend)
      buffer(cast<gnk::BufferType>(addend.getType()));
    else
      fields.push_back(builder.getI64ArrayAttr({0, 0, 0, 0, 0}));
    return *this;
  }
  Fields &activation(gn::ActivationAttr activation) {
    int64_t kind = activation ? static_cast<int64_t>(activation.getKind()) : 0;
    auto number = [&](APFloat value) {
      return builder.getF64FloatAttr(value.convertToDouble());
    };
    fields.push_back(builder.getArrayAttr(
        {builder.getI64IntegerAttr(kind),
         number(activation ? activation.getAmplitude() : APFloat(1.0)),
         number(activation ? activation.getSlope() : APFloat(1.0))}));
    return *this;
  }
  Fields &reals(ArrayRef<double> values) {
    auto type = RankedTensorType::get(static_cast<int64_t>(values.size()),
                                      builder.getF64Type());
    fields.push_back(DenseElementsAttr::get(type, values));
    return *this;
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

/// How the convolution adds an image to its result.
int64_t additionOf(gnk::ConvOp conv) {
  if (!conv.getAddend())
    return GNETRT_NO_ADDITION;
  gnk::Place from = gnk::placeOf(conv.getAddend());
  gnk::Place to = gnk::placeOf(conv.getDestination());
  return from.root == to.root && from.floats == to.floats
             ? GNETRT_ADDITION_IN_PLACE
             : GNETRT_ADDITION;
}

Descriptor describeConv(gnk::ConvOp conv) {
  auto weight = cast<RankedTensorType>(conv.getWeight().getType());
  return Fields(conv)
      .addend(conv.getAddend())
      .integers({weight.getDimSize(2), weight.getDimSize(3)})
      .integers(conv.getStrides())
      .integers(conv.getDilations())
      .integers(conv.getPadding())
      .integer(conv.getGroups())
      .integer(additionOf(conv))
      .activation(conv.getActivationAttr())
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
      .activation(linear.getActivationAttr())
      .as("linear", ProgramStruct::Linear,
          {linear.getWeight(), linear.getBias()});
}

Descriptor describeAffine(gnk::AffineOp affine) {
  return Fields(affine)
      .activation(affine.getActivationAttr())
      .as("affine", ProgramStruct::Affine,
          {affine.getScale(), affine.getShift()});
}

/// Scaled by nothing and shifted by nothing.
Descriptor describeActivation(gnk::ActivationOp op) {
  return Fields(op)
      .activation(op.getActivation())
      .as("affine", ProgramStruct::Affine, {Value(), Value()});
}

Descriptor describeAdd(gnk::AddOp add) {
  return Fields(add)
      .addend(add.getAddend())
      .reals(add.getFactors().value_or(ArrayRef<double>{1.0, 1.0}))
      .activation(add.getActivationAttr())
      .as("add", ProgramStruct::Add);
}

Descriptor describeRbf(gnk::RbfOp rbf) {
  return Fields(rbf).as("rbf", ProgramStruct::Unary, {rbf.getWeight()});
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
      .Case([](gnk::AffineOp affine) { return describeAffine(affine); })
      .Case([](gnk::ActivationOp op) { return describeActivation(op); })
      .Case([](gnk::AddOp add) { return describeAdd(add); })
      .Case([](gnk::RbfOp rbf) { return describeRbf(rbf); })
      .Case([](gnk::SoftmaxOp op) { return describeUnary(op, "softmax"); })
      .Case([](gnk::ReorderOp op) { return describeUnary(op, "reorder"); })
      .Default([](Operation *op) {
        return op->emitOpError("has no kernel on the CPU");
      });
}

} // namespace gnet
