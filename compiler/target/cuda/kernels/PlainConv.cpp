//===- PlainConv.cpp - Any convolution, in nchw ---------------------------===//
//
// For what no faster kernel can do: a thread an element of the result.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Elements.h"
#include "target/cuda/kernels/Epilogue.h"
#include "target/cuda/kernels/Window.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

class PlainConv {
public:
  explicit PlainConv(gnk::ConvOp conv)
      : conv(conv), source(conv.getSource().getType()),
        destination(conv.getDestination().getType()),
        rows(WindowAxis::of(conv, 0)), columns(WindowAxis::of(conv, 1)),
        inputs(source.getChannels() / int64_t(conv.getGroups())) {}

  Value emit(KernelBuilder &k, const Elements &elements);

private:
  gnk::ConvOp conv;
  gnk::BufferType source, destination;
  WindowAxis rows, columns;
  int64_t inputs; ///< Of a group.
};

Value PlainConv::emit(KernelBuilder &k, const Elements &elements) {
  SmallVector<Value> pixel = k.digits(elements.pixel, {columns.count});
  Value top = rows.start(k, pixel[0]), left = columns.start(k, pixel[1]);
  Range rowTaps = tapsInside(k, rows, top);
  Range columnTaps = tapsInside(k, columns, left);
  int64_t outputsOfGroup =
      destination.getChannels() / int64_t(conv.getGroups());
  Value firstInput = k.mul(k.div(elements.channel, outputsOfGroup), inputs);
  Memory image = k.imageOf(k.source, elements.image, source.getImageStride());
  Value sum = conv.getBias() ? k.load(k.bias, elements.channel) : k.number(0);
  auto addTap = [&](Value input, Value row, Value column, Value before) {
    Value plane = k.mul(k.add(firstInput, input), rows.size);
    Value line = k.add(plane, k.add(top, k.mul(row, rows.dilation)));
    Value at = k.add(k.mul(line, columns.size),
                     k.add(left, k.mul(column, columns.dilation)));
    Value filter = k.add(k.mul(elements.channel, inputs), input);
    Value filterRow = k.add(k.mul(filter, rows.kernel), row);
    Value weight =
        k.load(k.weight, k.add(k.mul(filterRow, columns.kernel), column));
    return k.fma(k.load(image, at), weight, before);
  };
  sum = k.reduceOne(
      k.index(0), k.index(inputs), 1, sum, [&](Value input, Value ofInputs) {
        return k.reduceOne(rowTaps.from, rowTaps.to, 1, ofInputs,
                           [&](Value row, Value ofRows) {
                             return k.reduceOne(
                                 columnTaps.from, columnTaps.to, 1, ofRows,
                                 [&](Value column, Value before) {
                                   return addTap(input, row, column, before);
                                 });
                           });
      });
  if (conv.getAddend())
    sum = k.addf(sum, elements.load(k, k.other, conv.getAddend().getType()));
  return sum;
}

//===----------------------------------------------------------------------===//
// The choice
//===----------------------------------------------------------------------===//

/// More than any other takes: a fiftieth of what the card can multiply.
void propose(gnk::KernelInterface step, const Card &card,
             SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv)
    return;
  double fmasPerMicrosecond = static_cast<double>(card.processors) *
                              static_cast<double>(card.fmasPerCycle) *
                              card.gigahertz * 1e3 / 50;
  candidates.push_back(
      {gnk::KernelAttr::get(conv.getContext(), "plain", gnk::Layout::Nchw,
                            gnk::Layout::Nchw, {}, 0),
       {1e3 + static_cast<double>(step.getMacs()) / fmasPerMicrosecond,
        Limit::Latency}});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step) {
  SmallVector<gnk::PackedAttr> packed;
  for (Value tensor : step.getTensors())
    packed.push_back(packedByRows(tensor, 1));
  return packed;
}

Launches emit(gnk::KernelInterface step, KernelFunctions &functions) {
  auto conv = cast<gnk::ConvOp>(*step);
  PlainConv plain(conv);
  return emitElements(step, functions, conv.getActivationAttr(),
                      [&](KernelBuilder &k, const Elements &elements) {
                        return plain.emit(k, elements);
                      });
}

} // namespace

const KernelKind &plainConvKernel() {
  static const KernelKind kind = {"plain", propose, packing, emit};
  return kind;
}

} // namespace gnet::cuda
