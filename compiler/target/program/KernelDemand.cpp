//===- KernelDemand.cpp - What a kernel takes of the machine --------------===//
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Without what lies between its images.
int64_t bytesOf(gnk::BufferType type) {
  return type.getBatch() * type.getImageElements() * type.getElementBytes();
}

/// Of a learned tensor, packed if it is.
int64_t bytesOf(RankedTensorType type) {
  auto packing = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  return packing
             ? packing.getBytes(type)
             : type.getNumElements() * gnk::elementBytes(type.getElementType());
}

/// Likewise; 0 for none.
int64_t elementsOf(Value tensor) {
  if (!tensor)
    return 0;
  auto type = cast<RankedTensorType>(tensor.getType());
  auto packing = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  return packing ? packing.getElements(type.getShape()) : type.getNumElements();
}

/// With Winograd's transforms, of how many results a tile is: else of one.
std::pair<int64_t, int64_t> resultsOfTile(gnk::KernelInterface step) {
  if (gnk::KernelAttr kernel = gnk::chosenKernel(step))
    if (ArrayRef<int64_t> form = kernel.getNumbers("form"); form.size() == 2)
      return {form[0], form[1]};
  return {1, 1};
}

/// That are multiplied: also those of filters that are only transformed in a
/// run.
int64_t weightsOf(gnk::KernelInterface step, Value tensor) {
  const int64_t elements = elementsOf(tensor);
  auto type = cast<RankedTensorType>(tensor.getType());
  auto packing = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  if (!packing || packing.getHalves() || !packing.getWinograd().empty())
    return elements;
  auto [height, width] = resultsOfTile(step);
  auto [tapsDown, tapsAcross] = packing.getTaps(type.getShape());
  return elements / (tapsDown * tapsAcross) * (tapsDown + height - 1) *
         (tapsAcross + width - 1);
}

/// How often each of them is: once a pixel of the result, or a tile of it, or,
/// with Strassen's products, a pixel of one of its halves.
int64_t usesOfWeight(gnk::KernelInterface step) {
  gnk::BufferType result = step.getDestination().getType();
  if (gnk::KernelAttr kernel = gnk::chosenKernel(step))
    if (ArrayRef<int64_t> form = kernel.getNumbers("form"); form.size() == 3)
      return result.getBatch() *
             llvm::divideCeil(result.getHeight() * result.getWidth(), form[2]);
  auto [height, width] = resultsOfTile(step);
  return result.getBatch() * llvm::divideCeil(result.getHeight(), height) *
         llvm::divideCeil(result.getWidth(), width);
}

} // namespace

int64_t bufferBytes(gnk::KernelInterface step) {
  int64_t bytes = bytesOf(step.getDestination().getType());
  for (OpOperand *read : step.getReads())
    bytes += bytesOf(cast<gnk::BufferType>(read->get().getType()));
  return bytes;
}

Demand demandOf(gnk::KernelInterface step) {
  Demand demand;
  demand.activationBytes = bufferBytes(step);
  SmallVector<Value> tensors = step.getTensors();
  for (Value tensor : tensors)
    if (tensor)
      demand.weightBytes += bytesOf(cast<RankedTensorType>(tensor.getType()));
  if (step.getMacs() > 0 && !tensors.empty())
    demand.products = weightsOf(step, tensors[0]) * usesOfWeight(step);
  return demand;
}

Bounds::Bounds(const Demand &demand, double products, double bytes)
    : multiplying(static_cast<double>(demand.products) / products),
      weights(static_cast<double>(demand.weightBytes) / bytes),
      activations(static_cast<double>(demand.activationBytes) / bytes) {}

StringRef Bounds::name() const {
  if (multiplying >= std::max(weights, activations))
    return "multiplying";
  return weights >= activations ? "weights" : "activations";
}

} // namespace gnet
