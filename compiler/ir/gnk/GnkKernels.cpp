//===- GnkKernels.cpp - Verifiers and reports of gnk kernels --------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/TypeUtilities.h"
#include "network/Shapes.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace gnet;
using namespace gnet::gnk;

SmallVector<KernelInterface> gnk::joinedWith(KernelInterface step) {
  SmallVector<KernelInterface> steps = {step};
  auto count = step->getAttrOfType<IntegerAttr>(joinsAttribute);
  size_t all = count ? static_cast<size_t>(count.getInt()) + 1 : 1;
  for (Operation *next = step->getNextNode(); next && steps.size() < all;
       next = next->getNextNode())
    if (auto other = dyn_cast<KernelInterface>(next))
      steps.push_back(other);
  return steps;
}

KernelInterface gnk::resultOf(KernelInterface step) {
  KernelInterface result = step;
  const SmallVector<KernelInterface> joined = joinedWith(step);
  for (KernelInterface each : llvm::drop_begin(joined))
    if (each.getSource() == result.getDestination())
      result = each;
  return result;
}

namespace {

std::string windowText(StringRef kind, int64_t height, int64_t width) {
  return llvm::formatv("{0} {1}x{2}", kind, height, width);
}

/// Groups multiply little for what they read, so that a profile tells them
/// apart from other convolutions.
StringRef groupingText(int64_t groups, int64_t channelsOfGroup) {
  if (groups == 1)
    return "conv";
  return channelsOfGroup == 1 ? "depthwise" : "grouped";
}

LogicalResult verifySameBatch(KernelInterface kernel) {
  if (kernel.getSource().getType().getBatch() ==
      kernel.getDestination().getType().getBatch())
    return success();
  return kernel->emitOpError("source and destination differ in their batch");
}

LogicalResult verifySameShape(KernelInterface kernel) {
  BufferType source = kernel.getSource().getType();
  BufferType destination = kernel.getDestination().getType();
  if (source.hasShapeOf(destination))
    return success();
  return kernel->emitOpError("source and destination differ in their shape");
}

LogicalResult verifySameLayout(KernelInterface kernel) {
  if (kernel.getSource().getType().getLayout() ==
      kernel.getDestination().getType().getLayout())
    return success();
  return kernel->emitOpError("source and destination differ in their layout");
}

/// A vector by channel has the destination's channels, or is absent.
LogicalResult verifyPerChannel(KernelInterface kernel, Value vector) {
  if (!vector)
    return success();
  int64_t size = cast<RankedTensorType>(vector.getType()).getDimSize(0);
  int64_t channels = kernel.getDestination().getType().getChannels();
  if (size == channels)
    return success();
  return kernel->emitOpError()
         << size << " values by channel for " << channels << " channels";
}

/// A second image to read is as the destination, or absent.
LogicalResult verifyAddend(KernelInterface kernel,
                           TypedValue<BufferType> addend) {
  if (!addend)
    return success();
  BufferType type = addend.getType();
  BufferType destination = kernel.getDestination().getType();
  if (!type.hasShapeOf(destination))
    return kernel->emitOpError("addend and destination differ in their shape");
  if (type.getLayout() != destination.getLayout())
    return kernel->emitOpError("addend and destination differ in their layout");
  return success();
}

/// The source is a vector of the columns of `weight`, the destination one of
/// its rows, in nchw.
LogicalResult verifyMatrix(KernelInterface kernel, RankedTensorType weight) {
  BufferType source = kernel.getSource().getType();
  BufferType destination = kernel.getDestination().getType();
  int64_t elements =
      source.getChannels() * source.getHeight() * source.getWidth();
  if (weight.getDimSize(1) != elements ||
      weight.getDimSize(0) != destination.getChannels() ||
      destination.getHeight() != 1 || destination.getWidth() != 1)
    return kernel->emitOpError("weight does not fit source and destination");
  if (destination.getLayout() != Layout::Nchw)
    return kernel->emitOpError("needs a destination of layout nchw");
  return verifySameBatch(kernel);
}

/// Of numbers from 0; the largest number where the product is larger.
int64_t saturatingProduct(ArrayRef<int64_t> factors) {
  int64_t product = 1;
  for (int64_t factor : factors)
    if (llvm::MulOverflow(product, factor, product))
      return std::numeric_limits<int64_t>::max();
  return product;
}

/// Windows along one axis, either as floor or as ceil rounding counts them.
bool windowsFit(int64_t size, int64_t result, int64_t kernel, int64_t stride,
                int64_t before, int64_t after) {
  auto count = [&](gnet::Rounding rounding) {
    return gnet::windowCount(size, kernel, stride, 1, before, after, rounding);
  };
  return result == count(gnet::Rounding::Floor) ||
         result == count(gnet::Rounding::Ceil);
}

} // namespace

bool gnet::gnk::hasWeights(KernelInterface step) {
  return llvm::any_of(step.getTensors(), [](Value tensor) {
    return tensor && cast<RankedTensorType>(tensor.getType()).getRank() > 1;
  });
}

/// A packed tensor is of its type itself.
Type gnet::gnk::weightTypeOf(Operation *step) {
  if (auto given = step->getAttrOfType<TypeAttr>(weightTypeAttribute))
    return given.getValue();
  if (auto conv = dyn_cast<ConvOp>(step))
    return getElementTypeOrSelf(conv.getWeight().getType());
  if (auto linear = dyn_cast<LinearOp>(step))
    return getElementTypeOrSelf(linear.getWeight().getType());
  if (auto rbf = dyn_cast<RbfOp>(step))
    return getElementTypeOrSelf(rbf.getWeight().getType());
  return Float32Type::get(step->getContext());
}

SmallVector<Type> gnet::gnk::narrowTypesOf(Operation *kernel) {
  SmallVector<Type> types;
  for (Type type : kernel->getOperandTypes()) {
    auto buffer = dyn_cast<BufferType>(type);
    Type element =
        buffer ? buffer.getElementType() : getElementTypeOrSelf(type);
    if (quantizedType(element))
      element = IntegerType::get(kernel->getContext(), 8);
    if (!element.isF32() && !llvm::is_contained(types, element))
      types.push_back(element);
  }
  return types;
}

LogicalResult gnet::gnk::verifyElementTypes(Operation *kernel) {
  SmallVector<Type> types = narrowTypesOf(kernel);
  if (types.size() < 2)
    return success();
  return kernel->emitOpError()
         << "reads or writes both " << types[0] << " and " << types[1]
         << "; beside f32 it can be one of them";
}

LogicalResult gnet::gnk::verifySameImages(Operation *operation) {
  auto kernel = cast<KernelInterface>(operation);
  if (failed(verifySameShape(kernel)))
    return failure();
  return verifySameLayout(kernel);
}

//===----------------------------------------------------------------------===//
// conv
//===----------------------------------------------------------------------===//

LogicalResult ConvOp::verify() {
  BufferType source = getSource().getType();
  BufferType destination = getDestination().getType();
  auto weightType = cast<RankedTensorType>(getWeight().getType());
  ArrayRef<int64_t> weight = weightType.getShape();
  if (!weightType.hasStaticShape())
    return emitOpError("needs filters of a known size");
  if (getStrides().size() != 2 || getDilations().size() != 2 ||
      getPadding().size() != 4)
    return emitOpError("needs two strides, two dilations and four paddings");
  int64_t groups = getGroups();
  if (groups < 1 || source.getChannels() % groups != 0 ||
      destination.getChannels() % groups != 0 ||
      weight[1] != source.getChannels() / groups ||
      weight[0] != destination.getChannels())
    return emitOpError("filters do not fit the channels");
  int64_t height = gnet::windowCount(
      source.getHeight(), weight[2], getStrides()[0], getDilations()[0],
      getPadding()[0], getPadding()[2], gnet::Rounding::Floor);
  int64_t width = gnet::windowCount(
      source.getWidth(), weight[3], getStrides()[1], getDilations()[1],
      getPadding()[1], getPadding()[3], gnet::Rounding::Floor);
  if (height != destination.getHeight() || width != destination.getWidth())
    return emitOpError() << "gives " << height << "x" << width
                         << ", not the destination's size";
  if (failed(verifyPerChannel(*this, getBias())) ||
      failed(verifyAddend(*this, getAddend())))
    return failure();
  return verifySameBatch(*this);
}

bool ConvOp::isDepthwise() {
  int64_t groups = getGroups();
  return groups == getSource().getType().getChannels() &&
         groups == getDestination().getType().getChannels();
}

/// Not its source, of which each element is read for many results.
bool ConvOp::mayOverwrite(OpOperand &read) {
  return &read != &getSourceMutable();
}

std::string ConvOp::getKindText() {
  ArrayRef<int64_t> weight =
      cast<RankedTensorType>(getWeight().getType()).getShape();
  return windowText(groupingText(getGroups(), weight[1]), weight[2], weight[3]);
}

int64_t ConvOp::getMacs() {
  BufferType destination = getDestination().getType();
  auto weight = cast<RankedTensorType>(getWeight().getType());
  return saturatingProduct({destination.getBatch(), destination.getHeight(),
                            destination.getWidth(),
                            saturatingProduct(weight.getShape())});
}

//===----------------------------------------------------------------------===//
// linear
//===----------------------------------------------------------------------===//

LogicalResult LinearOp::verify() {
  if (failed(verifyMatrix(*this, getWeight().getType())))
    return failure();
  return verifyPerChannel(*this, getBias());
}

int64_t LinearOp::getMacs() {
  auto weight = cast<RankedTensorType>(getWeight().getType());
  return saturatingProduct({getDestination().getType().getBatch(),
                            saturatingProduct(weight.getShape())});
}

//===----------------------------------------------------------------------===//
// pool
//===----------------------------------------------------------------------===//

LogicalResult PoolOp::verify() {
  BufferType source = getSource().getType();
  BufferType destination = getDestination().getType();
  if (getKernel().size() != 2 || getStrides().size() != 2 ||
      getPadding().size() != 4)
    return emitOpError("needs a kernel and strides of two, and four paddings");
  if (source.getChannels() != destination.getChannels() ||
      !windowsFit(source.getHeight(), destination.getHeight(), getKernel()[0],
                  getStrides()[0], getPadding()[0], getPadding()[2]) ||
      !windowsFit(source.getWidth(), destination.getWidth(), getKernel()[1],
                  getStrides()[1], getPadding()[1], getPadding()[3]))
    return emitOpError("windows do not fit source and destination");
  if (failed(verifySameLayout(*this)))
    return failure();
  return verifySameBatch(*this);
}

std::string PoolOp::getKindText() {
  bool isMax = getKind() == PoolKind::Max;
  return windowText(isMax ? "max_pool" : "avg_pool", getKernel()[0],
                    getKernel()[1]);
}

//===----------------------------------------------------------------------===//
// add, multiply, affine, activation
//===----------------------------------------------------------------------===//

LogicalResult AddOp::verify() {
  if (getFactors() && getFactors()->size() != 2)
    return emitOpError("needs two factors");
  return verifyAddend(*this, getAddend());
}

LogicalResult MultiplyOp::verify() {
  BufferType source = getSource().getType();
  BufferType gate = getGate().getType();
  bool isOneEach = gate.getHeight() == 1 && gate.getWidth() == 1;
  bool isAsSource = gate.getHeight() == source.getHeight() &&
                    gate.getWidth() == source.getWidth();
  if (gate.getBatch() != source.getBatch() ||
      gate.getChannels() != source.getChannels() || !(isOneEach || isAsSource))
    return emitOpError("gate needs the source's shape, or c x 1 x 1");
  if (gate.getLayout() != source.getLayout())
    return emitOpError("source and gate differ in their layout");
  return success();
}

LogicalResult AffineOp::verify() {
  if (failed(verifyPerChannel(*this, getScale())))
    return failure();
  return verifyPerChannel(*this, getShift());
}

std::string ActivationOp::getKindText() {
  return getActivation().getKind().str();
}

//===----------------------------------------------------------------------===//
// rbf, reorder
//===----------------------------------------------------------------------===//

LogicalResult RbfOp::verify() {
  if (getSource().getType().getLayout() != Layout::Nchw)
    return emitOpError("needs a source of layout nchw");
  return verifyMatrix(*this, getWeight().getType());
}

LogicalResult ReorderOp::verify() { return verifySameShape(*this); }

SmallVector<OpOperand *, 2> KernelInterface::getReads() {
  SmallVector<OpOperand *, 2> reads;
  for (OpOperand &operand : getOperation()->getOpOperands())
    if (isa<BufferType>(operand.get().getType()) &&
        &operand != &getDestinationMutable())
      reads.push_back(&operand);
  return reads;
}
