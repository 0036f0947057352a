//===- Descriptors.cpp - Kernels as the runtime's descriptors -------------===//
#include "target/cpu/Descriptors.h"
#include "abi/program.h"
#include "mlir/IR/Builders.h"
#include "target/program/ProgramLayout.h"

using namespace mlir;

namespace gnet {
namespace {

// Enumerators stand in descriptors as they are.
static_assert(GNETRT_NCHW == int(gnk::Layout::Nchw));
static_assert(GNETRT_NCHW16C == int(gnk::Layout::Nchw16c));
static_assert(GNETRT_NCHW8C == int(gnk::Layout::Nchw8c));
static_assert(GNETRT_MAX == int(gnk::PoolKind::Max));
static_assert(GNETRT_AVG == int(gnk::PoolKind::Avg));
static_assert(GNETRT_AVG_COUNT_PADDING == int(gnk::PoolKind::AvgCountPadding));

/// An activation alone is an affine without scale and shift.
StringRef makerOf(gnk::KernelInterface kernel) {
  if (isa<gnk::ActivationOp>(kernel))
    return "affine";
  return kernel->getName().stripDialect();
}

/// How the convolution adds an image to its result.
int64_t additionOf(gnk::ConvOp conv) {
  if (!conv.getAddend())
    return GNETRT_NO_ADDITION;
  gnk::Place from = gnk::placeOf(conv.getAddend());
  gnk::Place to = gnk::placeOf(conv.getDestination());
  return from.root == to.root && from.elements == to.elements
             ? GNETRT_ADDITION_IN_PLACE
             : GNETRT_ADDITION;
}

/// What the fields of a kernel's struct hold.
class Fields {
public:
  explicit Fields(gnk::KernelInterface kernel)
      : kernel(kernel), builder(kernel.getContext()) {}

  /// Null if the kernel has nothing of that name and kind.
  Attribute valueOf(const ProgramField &field);

private:
  Attribute bufferOf(StringRef name);
  Attribute activationOf(StringRef name);
  Attribute integersOf(const ProgramField &field);
  Attribute realsOf(const ProgramField &field);
  Attribute computed(StringRef name);
  Attribute integers(ArrayRef<int64_t> values) {
    return builder.getI64TensorAttr(values);
  }
  Attribute reals(ArrayRef<double> values) {
    auto type = RankedTensorType::get(static_cast<int64_t>(values.size()),
                                      builder.getF64Type());
    return DenseElementsAttr::get(type, values);
  }

  gnk::KernelInterface kernel;
  Builder builder;
  unsigned others = 0; ///< Buffers so far besides source and destination.
};

Attribute Fields::valueOf(const ProgramField &field) {
  switch (field.kind) {
  case ProgramField::Kind::Buffer:
    return bufferOf(field.name);
  case ProgramField::Kind::Activation:
    return activationOf(field.name);
  case ProgramField::Kind::Integer:
    return integersOf(field);
  case ProgramField::Kind::Real:
    return realsOf(field);
  case ProgramField::Kind::Pointer:
  case ProgramField::Kind::Place:
    return {};
  }
  llvm_unreachable("all kinds are covered");
}

/// Zeros where there is none.
Attribute Fields::bufferOf(StringRef name) {
  Value buffer;
  SmallVector<OpOperand *, 2> reads = kernel.getReads();
  if (name == "source")
    buffer = kernel.getSource();
  else if (name == "destination")
    buffer = kernel.getDestination();
  else if (++others < reads.size())
    buffer = reads[others]->get();
  if (!buffer)
    return builder.getI64ArrayAttr({0, 0, 0, 0, 0});
  auto type = cast<gnk::BufferType>(buffer.getType());
  return builder.getArrayAttr(inOrderOf<Attribute>(
      ProgramStruct::buffer,
      {{"channels", builder.getI64IntegerAttr(type.getChannels())},
       {"height", builder.getI64IntegerAttr(type.getHeight())},
       {"width", builder.getI64IntegerAttr(type.getWidth())},
       {"layout", builder.getI64IntegerAttr(int64_t(type.getLayout()))},
       {"image_stride", builder.getI64IntegerAttr(type.getImageStride())}}));
}

Attribute Fields::activationOf(StringRef name) {
  auto activation = kernel->getAttrOfType<gn::ActivationAttr>(name);
  int64_t kind = activation ? activation.getNumber() : GNETRT_NO_ACTIVATION;
  auto number = [&](APFloat value) {
    return builder.getF64FloatAttr(value.convertToDouble());
  };
  APFloat one(1.0);
  return builder.getArrayAttr(inOrderOf<Attribute>(
      ProgramStruct::activation,
      {{"kind", builder.getI64IntegerAttr(kind)},
       {"amplitude", number(activation ? activation.getAmplitude() : one)},
       {"slope", number(activation ? activation.getSlope() : one)}}));
}

Attribute Fields::integersOf(const ProgramField &field) {
  if (Attribute value = computed(field.name))
    return value;
  Attribute value = kernel->getAttr(field.name);
  if (auto number = dyn_cast_or_null<IntegerAttr>(value))
    return builder.getI64IntegerAttr(number.getInt());
  auto numbers = dyn_cast_or_null<DenseI64ArrayAttr>(value);
  return numbers && numbers.size() == field.count ? integers(numbers)
                                                  : Attribute();
}

/// Factors that are not there are 1.
Attribute Fields::realsOf(const ProgramField &field) {
  Attribute value = kernel->getAttr(field.name);
  if (!value && field.count != 0)
    return reals(SmallVector<double>(field.count, 1.0));
  if (auto number = dyn_cast_or_null<FloatAttr>(value))
    return number;
  auto numbers = dyn_cast_or_null<DenseF64ArrayAttr>(value);
  return numbers && numbers.size() == field.count ? reals(numbers)
                                                  : Attribute();
}

/// What follows from a kernel but is no attribute of it; null for all else.
Attribute Fields::computed(StringRef name) {
  if (name == "batch")
    return builder.getI64IntegerAttr(kernel.getSource().getType().getBatch());
  auto conv = dyn_cast<gnk::ConvOp>(*kernel);
  if (conv && name == "kernel")
    return integers(conv.getWeight().getType().getShape().drop_front(2));
  if (conv && name == "addition")
    return builder.getI64IntegerAttr(additionOf(conv));
  return {};
}

} // namespace

FailureOr<Descriptor> describe(gnk::KernelInterface kernel) {
  const KernelMaker *maker = findKernelMaker(makerOf(kernel));
  if (!maker)
    return kernel->emitOpError("has no kernel on the CPU");
  SmallVector<Attribute> values;
  Fields fields(kernel);
  for (const ProgramField &field : fieldsOf(maker->structure)) {
    values.push_back(fields.valueOf(field));
    if (!values.back())
      return kernel->emitOpError()
             << "has no " << field.name << " for the kernel on the CPU";
  }
  SmallVector<Value> tensors = kernel.getTensors();
  tensors.resize(maker->tensors);
  return Descriptor{maker->name,
                    structType(kernel.getContext(), maker->structure),
                    ArrayAttr::get(kernel.getContext(), values), tensors};
}

} // namespace gnet
