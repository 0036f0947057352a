//===- GroupedConv.cpp - Convolution of groups that divide a block --------===//
//
// Where a group has as many inputs as outputs, and fewer than the 16 channels
// that lie together, a block of outputs is made of the same block of inputs
// alone. A thread has four channels of a pixel: for each tap and each input of
// a group, a vector of weights. A depthwise convolution is one of groups of one
// channel.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Window.h"
#include "target/program/KernelDemand.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t block = 16;

class GroupedConv {
public:
  explicit GroupedConv(gnk::ConvOp conv)
      : conv(conv), source(conv.getSource().getType()),
        rows(WindowAxis::of(conv, 0)), columns(WindowAxis::of(conv, 1)),
        inputs(source.getChannels() / int64_t(conv.getGroups())) {}

  Value emit(KernelBuilder &k, const Elements &elements);

private:
  Value addTap(KernelBuilder &k, const Elements &elements, Value pixel,
               Value tap, Value sum);

  gnk::ConvOp conv;
  gnk::BufferType source;
  WindowAxis rows, columns;
  int64_t inputs; ///< Of a group.

  // Of the thread's channels.
  Value group, lane; ///< The block and the first of its lanes.
  Memory plane;      ///< Where the source has the block.
};

Value GroupedConv::emit(KernelBuilder &k, const Elements &elements) {
  SmallVector<Value> pixel = k.digits(elements.pixel, {columns.count});
  Value top = rows.start(k, pixel[0]), left = columns.start(k, pixel[1]);
  Range rowTaps = tapsInside(k, rows, top);
  Range columnTaps = tapsInside(k, columns, left);
  group = k.div(elements.channel, block);
  lane = k.rem(elements.channel, block);
  plane = k.place(k.imageOf(k.source, elements.image, source.getImageStride()),
                  k.mul(group, rows.size * columns.size * block));
  Value sum = conv.getBias() ? elements.valuesOf(k, k.bias)
                             : k.number(0, elements.width);
  sum = k.reduceOne(
      rowTaps.from, rowTaps.to, 1, sum, [&](Value row, Value ofRows) {
        Value line = k.add(top, k.mul(row, rows.dilation));
        return k.reduceOne(
            columnTaps.from, columnTaps.to, 1, ofRows,
            [&](Value column, Value before) {
              Value x = k.add(left, k.mul(column, columns.dilation));
              Value tap = k.add(k.mul(row, columns.kernel), column);
              return addTap(k, elements, k.add(k.mul(line, columns.size), x),
                            tap, before);
            });
      });
  if (conv.getAddend())
    sum = k.addf(sum, elements.load(k, k.other, conv.getAddend().getType()));
  return sum;
}

/// Weights lie by blocks, taps, inputs of a group and lanes. Four neighbouring
/// lanes have the inputs of one group, or of two or four that they hold whole.
Value GroupedConv::addTap(KernelBuilder &k, const Elements &elements,
                          Value pixel, Value tap, Value sum) {
  int64_t width = elements.width;
  Value at = k.mul(pixel, block);
  Value weights = k.mul(k.add(k.mul(group, rows.kernel * columns.kernel), tap),
                        inputs * block);
  auto weightsOf = [&](Value input) {
    return k.load(k.weight, k.add(weights, k.add(k.mul(input, block), lane)),
                  width);
  };
  if (inputs > width) {
    Value first = k.mul(k.div(lane, inputs), inputs);
    return k.reduceOne(
        k.index(0), k.index(inputs), 1, sum, [&](Value input, Value before) {
          Value x = k.load(plane, k.add(at, k.add(first, input)));
          return k.fma(k.broadcast(x, width), weightsOf(input), before);
        });
  }
  Value x = k.load(plane, k.add(at, lane), width);
  for (int64_t input = 0; input < inputs; ++input) {
    SmallVector<Value> lanes;
    for (int64_t i = 0; i < width; ++i)
      lanes.push_back(k.lane(x, i / inputs * inputs + input));
    sum = k.fma(k.vectorOf(lanes), weightsOf(k.index(input)), sum);
  }
  return sum;
}

//===----------------------------------------------------------------------===//
// The choice
//===----------------------------------------------------------------------===//

void propose(gnk::KernelInterface step, const Card &card,
             SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || conv.getGroups() == 1)
    return;
  auto groups = static_cast<int64_t>(conv.getGroups());
  int64_t sources = conv.getSource().getType().getChannels();
  int64_t inputs = sources / groups;
  bool isPower = llvm::isPowerOf2_64(static_cast<uint64_t>(inputs));
  if (sources != conv.getDestination().getType().getChannels() ||
      inputs >= block || !isPower)
    return;
  // Two loads for each vector of products.
  double multiplying =
      static_cast<double>(step.getMacs()) * 8 /
      (static_cast<double>(card.processors) *
       static_cast<double>(card.fmasPerCycle) * card.gigahertz * 1e3);
  Prediction prediction = predictMoving(card, bufferBytes(step));
  if (multiplying > prediction.microseconds)
    prediction.limit = Limit::Multiplying;
  prediction.microseconds += multiplying;
  candidates.push_back(
      {gnk::KernelAttr::get(conv.getContext(), "grouped", gnk::Layout::Nchw16c,
                            gnk::Layout::Nchw16c, {}, 0),
       prediction});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  auto conv = cast<gnk::ConvOp>(*step);
  int64_t channels = conv.getSource().getType().getChannels();
  SmallVector<int64_t> groups(llvm::divideCeil(channels, block), 1);
  auto weight =
      gnk::PackedAttr::get(conv.getContext(), groups, block,
                           channels / static_cast<int64_t>(conv.getGroups()),
                           /*tapsFirst=*/false, {});
  return {weight, packedByChannel(conv.getBias(), channelBlock)};
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto conv = cast<gnk::ConvOp>(*step);
  GroupedConv grouped(conv);
  return emitElements(step, functions, conv.getActivationAttr(),
                      [&](KernelBuilder &k, const Elements &elements) {
                        return grouped.emit(k, elements);
                      });
}

} // namespace

const KernelKind &groupedConvKernel() {
  static const KernelKind kind = {"grouped", propose, packing, emit};
  return kind;
}

} // namespace gnet::cuda
