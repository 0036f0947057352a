//===- PlainConv.cpp - Any convolution, in nchw ---------------------------===//
//
// For what no faster kernel can do. Columns whose taps are all inside are taken
// a vector at a time if they read neighbours; all others one by one.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

class PlainConv {
public:
  PlainConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(conv, k.lanes(), /*isBlocked=*/false),
        rows(WindowAxis::rowsOf(shape)), columns(WindowAxis::columnsOf(shape)),
        inputs(shape.inputs / shape.groups) {}

  Work emit();

private:
  std::pair<int64_t, int64_t> vectorColumns() const;
  void emitPixels(Value x, bool isVector);
  Value emitSum(Value x, Range taps, bool isVector);
  Value emitKernelRow(Value input, Value kernelRow, Value x, Range taps,
                      Value sum);
  Value load(Value memory, Value at, bool isVector);

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  WindowAxis rows, columns;
  int64_t inputs; ///< Of a group.

  // Of the row at work.
  Value image, output, row;
  Range kernelRows;
};

Work PlainConv::emit() {
  auto [from, to] = vectorColumns();
  k.forItems([&, from = from, to = to](Value item) {
    SmallVector<Value> digits =
        k.digits(item, {shape.outputs, shape.outHeight});
    image = digits[0];
    output = digits[1];
    row = digits[2];
    kernelRows = tapsInside(k, rows, row);
    k.loop(k.index(0), k.index(from), 1,
           [&](Value x) { emitPixels(x, /*isVector=*/false); });
    k.loop(k.index(from), k.index(to), k.lanes(),
           [&](Value x) { emitPixels(x, /*isVector=*/true); });
    k.loop(k.index(to), k.index(shape.outWidth), 1,
           [&](Value x) { emitPixels(x, /*isVector=*/false); });
  });
  return {0, shape.outputs * shape.outHeight};
}

/// The columns that are taken as vectors: whole ones.
std::pair<int64_t, int64_t> PlainConv::vectorColumns() const {
  int64_t from = 0;
  while (from < shape.outWidth && !columns.isInside(from, 1))
    ++from;
  int64_t to = from;
  while (shape.strideX == 1 && to + k.lanes() <= shape.outWidth &&
         columns.isInside(from, to + k.lanes() - from))
    to += k.lanes();
  return {from, to};
}

/// One pixel, or a vector of those beside it.
void PlainConv::emitPixels(Value x, bool isVector) {
  Range taps = {k.index(0), k.index(shape.kernelWidth)};
  Value sum = emitSum(x, isVector ? taps : tapsInside(k, columns, x), isVector);
  Value line = k.add(k.mul(output, shape.outHeight), row);
  Value place = k.add(k.mul(line, shape.outWidth), x);
  if (conv.getAddend())
    sum =
        k.addf(sum, load(k.other, k.add(k.mul(image, shape.otherImage), place),
                         isVector));
  sum = activate(k, conv.getActivationAttr(), sum);
  Value to = k.add(k.mul(image, shape.destinationImage), place);
  if (isVector)
    return k.store(sum, k.destination, to);
  k.storeScalar(sum, k.destination, to);
}

Value PlainConv::emitSum(Value x, Range taps, bool isVector) {
  Value sum = conv.getBias() ? k.loadScalar(k.bias, output) : k.number(0);
  if (isVector)
    sum = k.broadcast(sum);
  return k.reduce(0, inputs, 1, sum, [&](Value input, ArrayRef<Value> before) {
    return k.reduce(kernelRows.from, kernelRows.to, 1, before,
                    [&](Value kernelRow, ArrayRef<Value> value) {
                      return SmallVector<Value>{
                          emitKernelRow(input, kernelRow, x, taps, value[0])};
                    });
  })[0];
}

Value PlainConv::emitKernelRow(Value input, Value kernelRow, Value x,
                               Range taps, Value sum) {
  bool isVector = isa<VectorType>(sum.getType());
  Value group = k.div(output, shape.outputs / shape.groups);
  Value channel = k.add(k.mul(group, inputs), input);
  Value sourceRow =
      k.add(rows.start(k, row), k.mul(kernelRow, shape.dilationY));
  Value line = k.add(k.mul(channel, shape.height), sourceRow);
  Value place = k.add(k.mul(image, shape.sourceImage),
                      k.add(k.mul(line, shape.width), columns.start(k, x)));
  Value filter = k.add(k.mul(output, inputs), input);
  Value filterRow = k.add(k.mul(filter, shape.kernelHeight), kernelRow);
  Value weights = k.mul(filterRow, shape.kernelWidth);
  return k.reduce(
      taps.from, taps.to, 1, sum, [&](Value tap, ArrayRef<Value> before) {
        Value value =
            load(k.source, k.add(place, k.mul(tap, shape.dilationX)), isVector);
        Value weight = k.loadScalar(k.weight, k.add(weights, tap));
        if (isVector)
          weight = k.broadcast(weight);
        return SmallVector<Value>{k.fma(value, weight, before[0])};
      })[0];
}

Value PlainConv::load(Value memory, Value at, bool isVector) {
  return isVector ? k.load(memory, at) : k.loadScalar(memory, at);
}

//===----------------------------------------------------------------------===//
// The choice
//===----------------------------------------------------------------------===//

/// More than any other takes: about one product in two cycles.
void propose(gnk::KernelInterface step, const Machine &,
             SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv)
    return;
  candidates.push_back(
      {gnk::KernelAttr::get(conv.getContext(), "plain", gnk::Layout::Nchw,
                            gnk::Layout::Nchw, {}, 0),
       1e6 + 2.0 * static_cast<double>(step.getMacs())});
}

/// Each output by itself: as the tensors are.
SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &) {
  SmallVector<gnk::PackedAttr> packed;
  SmallVector<int64_t> groups(step.getDestination().getType().getChannels(), 1);
  auto form = gnk::PackedAttr::get(step.getContext(), groups, /*block=*/1,
                                   /*inputBlock=*/1, /*tapsFirst=*/false, {});
  for (Value tensor : step.getTensors())
    packed.push_back(tensor ? form : gnk::PackedAttr());
  return packed;
}

} // namespace

const KernelKind &plainConvKernel() {
  static const KernelKind kind = {
      "plain", /*isExact=*/true, propose, packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return PlainConv(cast<gnk::ConvOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet
