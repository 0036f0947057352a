//===- Siblings.cpp - Convolutions of one source as one kernel ------------===//
#include "target/cuda/kernels/Siblings.h"
#include "target/cuda/kernels/Elements.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

/// Of blocks of channels, and with nothing to add; else null.
gnk::ConvOp tiledConv(gnk::KernelInterface step) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  bool isTiled = conv && kernel && kernel.getName() == "tiled" &&
                 kernel.getSource() == gnk::Layout::Nchw16c;
  return isTiled && conv.getGroups() == 1 && !conv.getAddend() ? conv
                                                               : gnk::ConvOp();
}

gnk::AllocOp allocOf(Value buffer) {
  return gnk::placeOf(buffer).root.getDefiningOp<gnk::AllocOp>();
}

bool haveSameWindows(gnk::ConvOp a, gnk::ConvOp b) {
  auto kernelOf = [](gnk::ConvOp conv) {
    return conv.getWeight().getType().getShape().drop_front(2);
  };
  return kernelOf(a) == kernelOf(b) &&
         a.getStridesAttr() == b.getStridesAttr() &&
         a.getPaddingAttr() == b.getPaddingAttr() &&
         a.getDilationsAttr() == b.getDilationsAttr();
}

bool haveSameTypes(gnk::ConvOp a, gnk::ConvOp b) {
  return gnk::weightTypeOf(a) == gnk::weightTypeOf(b) &&
         bool(a.getBias()) == bool(b.getBias()) &&
         a.getDestination().getType().getElementType() ==
             b.getDestination().getType().getElementType();
}

GemmShape shapeOf(gnk::KernelInterface step) {
  return GemmShape::of(step, gnk::chosenKernel(step));
}

/// The tensors of steps that are joined lie together: none may have a place for
/// another step.
bool hasOwnTensors(gnk::ConvOp conv) {
  return conv.getWeight().hasOneUse() &&
         (!conv.getBias() || conv.getBias().hasOneUse());
}

/// The source is read once.
int64_t movedBytes(ArrayRef<gnk::KernelInterface> siblings) {
  gnk::KernelInterface first = siblings.front();
  int64_t bytes = first.getSource().getType().getBytes();
  for (gnk::KernelInterface each : siblings)
    bytes += gnk::KernelInterface(each).getDestination().getType().getBytes();
  return bytes;
}

} // namespace

bool areSiblings(gnk::KernelInterface a, gnk::KernelInterface b) {
  gnk::ConvOp one = tiledConv(a), two = tiledConv(b);
  return one && two && one.getSource() == two.getSource() &&
         haveSameWindows(one, two) && haveSameTypes(one, two) &&
         hasOwnTensors(one) && hasOwnTensors(two) &&
         allocOf(one.getDestination()) && allocOf(two.getDestination());
}

int64_t placeBehind(Value buffer, Value first) {
  auto bytesOf = [](Value value) -> int64_t {
    return static_cast<int64_t>(*allocOf(value).getOffset()) +
           gnk::placeOf(value).bytes();
  };
  if (buffer == first)
    return 0;
  auto type = cast<gnk::BufferType>(buffer.getType());
  return (bytesOf(buffer) - bytesOf(first)) / type.getElementBytes();
}

GemmShape joinedShape(ArrayRef<gnk::KernelInterface> siblings,
                      const GemmTile &tile) {
  GemmShape whole = shapeOf(siblings.front());
  whole.outputs = 0;
  for (gnk::KernelInterface each : siblings)
    whole.outputs += llvm::alignTo(shapeOf(each).outputs, tile.columns);
  return whole;
}

std::optional<Candidate> joinedKernel(ArrayRef<gnk::KernelInterface> siblings,
                                      const Card &card) {
  gnk::KernelAttr own = gnk::chosenKernel(siblings.front());
  std::optional<Candidate> best;
  for (const GemmTile &tile : gemmTiles(GemmTile::of(own).precision)) {
    GemmShape whole = joinedShape(siblings, tile);
    std::optional<GemmTile> form = fastestForm(tile, whole, card);
    if (!form)
      continue;
    int64_t weights =
        whole.depth() * form->filledOutputs(whole) * form->elementBytes();
    Prediction prediction =
        std::max(form->predict(whole, card),
                 predictMoving(card, movedBytes(siblings) + weights),
                 [](const Prediction &a, const Prediction &b) {
                   return a.microseconds < b.microseconds;
                 });
    if (best && best->prediction.microseconds <= prediction.microseconds)
      continue;
    auto kernel =
        gnk::KernelAttr::get(own.getContext(), own.getName(), own.getSource(),
                             own.getDestination(), {}, form->scratch(whole));
    best = Candidate{form->addTo(kernel), prediction};
  }
  return best;
}

} // namespace gnet::cuda
