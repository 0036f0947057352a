//===- GroupedConv.cpp - Convolution of groups that divide a block --------===//
//
// Where a group has as many inputs as outputs, and fewer than a block, a block
// of outputs is made of the same block of inputs alone: of input number i of
// its lanes' groups, for each i, times a vector of weights. A depthwise
// convolution is one of groups of one channel.
//
// For each row of the result and each tile of it: for some of the inputs and
// each row of the kernel, the weights are kept in registers, and each column of
// the source that the tile reads is loaded once for all pixels that read it.
//
// Bytes and their weights are multiplied as floats, whose sums are exact as
// long as they are of few products.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/Epilogue.h"
#include "target/cpu/kernels/IntegerSums.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/Window.h"
#include "target/program/PackTensors.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Products of a byte and a weight whose sum is below 2^24.
constexpr int64_t mostExactProducts = (1 << 24) / (255 * 127);

/// What is at work at once.
struct Tile {
  int64_t pixels, inputs;
};

/// Half of the registers for weights, the rest for sums: with a spare one for
/// a column and one for its lanes as a group's input has them.
Tile tileOf(const ConvShape &shape, const Machine &machine) {
  constexpr int64_t leastPixels = 4, spare = 2;
  int64_t channels = shape.inputs / shape.groups, vectors = 1;
  while (machine.canHold(vectors + 1))
    ++vectors;
  int64_t inputs = channels;
  while (inputs > 1 && 2 * inputs * shape.kernelWidth > vectors)
    inputs /= 2;
  int64_t left = vectors - spare - inputs * shape.kernelWidth;
  return {std::max(leastPixels, left), inputs};
}

class GroupedConv {
public:
  GroupedConv(gnk::ConvOp conv, KernelBuilder &k)
      : conv(conv), k(k), shape(conv, k.lanes(), /*isBlocked=*/true),
        rows(WindowAxis::rowsOf(shape)), columns(WindowAxis::columnsOf(shape)),
        inputs(shape.inputs / shape.groups), tile(tileOf(shape, k.machine)),
        integers(k, conv.getWeight()) {}

  Work emit();

private:
  /// A pixel of a tile reads a column at a tap.
  struct Use {
    int64_t tap, pixel;
  };

  void emitTile(Value x, int64_t first, int64_t pixels);
  SmallVector<Value> emitInputs(int64_t firstInput, ArrayRef<Value> sums,
                                Value x, int64_t first, int64_t pixels);
  SmallVector<Value> emitKernelRow(Value kernelRow, int64_t firstInput,
                                   ArrayRef<Value> before, Value x,
                                   int64_t first, int64_t pixels);
  SmallVector<Value> weightsOf(Value kernelRow, int64_t firstInput);
  SmallVector<Use> usesOf(int64_t column, int64_t pixels) const;
  void emitEpilogue(ArrayRef<Value> sums, Value x);
  Value lanesOfInput(Value column, int64_t input);
  bool isInside(int64_t first, int64_t column) const;

  gnk::ConvOp conv;
  KernelBuilder &k;
  ConvShape shape;
  WindowAxis rows, columns;
  int64_t inputs; ///< Of a group.
  Tile tile;
  IntegerSums integers;

  // Of the row at work.
  Value image, block, row;
  Range kernelRows;
};

Work GroupedConv::emit() {
  k.forItems([&](Value item) {
    SmallVector<Value> digits =
        k.digits(item, {shape.outputBlocks, shape.outHeight});
    image = digits[0];
    block = digits[1];
    row = digits[2];
    kernelRows = tapsInside(k, rows, row);
    forTiles(k, columns, tile.pixels,
             [&](Value x, int64_t first, int64_t pixels) {
               emitTile(x, first, pixels);
             });
  });
  return {0, shape.outputBlocks * shape.outHeight};
}

void GroupedConv::emitTile(Value x, int64_t first, int64_t pixels) {
  Value initial = conv.getBias() && !integers.areUsed()
                      ? k.load(k.bias, k.mul(block, k.lanes()))
                      : k.splat(0);
  SmallVector<Value> sums(pixels, initial);
  for (int64_t input = 0; input < inputs; input += tile.inputs)
    sums = emitInputs(input, sums, x, first, pixels);
  emitEpilogue(sums, x);
}

/// Adds `tile.inputs` inputs of each group.
SmallVector<Value> GroupedConv::emitInputs(int64_t firstInput,
                                           ArrayRef<Value> sums, Value x,
                                           int64_t first, int64_t pixels) {
  return k.reduce(kernelRows.from, kernelRows.to, 1, sums,
                  [&](Value kernelRow, ArrayRef<Value> before) {
                    return emitKernelRow(kernelRow, firstInput, before, x,
                                         first, pixels);
                  });
}

SmallVector<Value> GroupedConv::emitKernelRow(Value kernelRow,
                                              int64_t firstInput,
                                              ArrayRef<Value> before, Value x,
                                              int64_t first, int64_t pixels) {
  SmallVector<Value> weights = weightsOf(kernelRow, firstInput);
  Value sourceRow =
      k.add(rows.start(k, row), k.mul(kernelRow, shape.dilationY));
  Value pixel = k.add(k.mul(sourceRow, shape.width), columns.start(k, x));
  Value place = k.add(
      k.add(k.mul(image, shape.sourceImage), k.mul(block, shape.blockStep)),
      k.mul(pixel, k.lanes()));
  SmallVector<Value> sums(before);
  for (int64_t column = 0; column < columns.span(pixels); ++column) {
    SmallVector<Use> uses = usesOf(column, pixels);
    if (uses.empty() || !isInside(first, column))
      continue;
    Value at = k.add(place, column * k.lanes());
    Value source = integers.areUsed() ? k.loadSteps(k.source, at, k.lanes())
                                      : k.load(k.source, at);
    for (int64_t input = 0; input < tile.inputs; ++input) {
      Value lanes = lanesOfInput(source, firstInput + input);
      for (auto [tap, p] : uses)
        sums[p] = k.fma(lanes, weights[tap * tile.inputs + input], sums[p]);
    }
  }
  return sums;
}

/// By taps of a row of the kernel, for each the inputs from `firstInput` on.
SmallVector<Value> GroupedConv::weightsOf(Value kernelRow, int64_t firstInput) {
  Value line = k.add(k.mul(block, shape.kernelHeight), kernelRow);
  Value at = k.add(k.mul(line, shape.kernelWidth * inputs * k.lanes()),
                   integers.weightsBegin());
  SmallVector<Value> weights;
  for (int64_t tap = 0; tap < shape.kernelWidth; ++tap)
    for (int64_t input = 0; input < tile.inputs; ++input) {
      int64_t vector = tap * inputs + firstInput + input;
      weights.push_back(k.load(k.weight, k.add(at, vector * k.lanes())));
    }
  return weights;
}

/// Of a column, counted from the first one that the tile reads.
SmallVector<GroupedConv::Use> GroupedConv::usesOf(int64_t column,
                                                  int64_t pixels) const {
  SmallVector<Use> uses;
  for (int64_t tap = 0; tap < shape.kernelWidth; ++tap) {
    int64_t left = column - tap * shape.dilationX;
    if (left >= 0 && left % shape.strideX == 0 && left / shape.strideX < pixels)
      uses.push_back({tap, left / shape.strideX});
  }
  return uses;
}

/// Each lane has the input number `input` of its group.
Value GroupedConv::lanesOfInput(Value column, int64_t input) {
  if (inputs == 1)
    return column;
  SmallVector<int64_t> lanes;
  for (int64_t lane = 0; lane < k.lanes(); ++lane)
    lanes.push_back(lane / inputs * inputs + input);
  return k.shuffle(column, column, lanes);
}

bool GroupedConv::isInside(int64_t first, int64_t column) const {
  int64_t place = columns.start(first) + column;
  return place >= 0 && place < shape.width;
}

void GroupedConv::emitEpilogue(ArrayRef<Value> sums, Value x) {
  Value line = k.add(k.mul(block, shape.outHeight), row);
  Value pixel = k.add(k.mul(line, shape.outWidth), x);
  Value to =
      k.add(k.mul(image, shape.destinationImage), k.mul(pixel, k.lanes()));
  Value other = k.add(k.mul(image, shape.otherImage), k.mul(pixel, k.lanes()));
  IntegerSums::Meaning meaning;
  if (integers.areUsed())
    meaning = integers.meaningOf(block, bool(conv.getBias()));
  for (auto [p, sum] : llvm::enumerate(sums)) {
    int64_t distance = static_cast<int64_t>(p) * k.lanes();
    Value value = integers.areUsed() ? integers.numberOf(sum, meaning) : sum;
    if (conv.getAddend())
      value = k.addf(value, k.load(k.other, k.add(other, distance)));
    value = activateBlock(k, conv.getActivationAttr(),
                          conv.getDestination().getType(), block, value);
    k.store(value, k.destination, k.add(to, distance));
  }
}

//===----------------------------------------------------------------------===//
// The choice
//===----------------------------------------------------------------------===//

void propose(gnk::KernelInterface step, const Machine &machine,
             SmallVectorImpl<Candidate> &candidates) {
  auto conv = dyn_cast<gnk::ConvOp>(*step);
  if (!conv || conv.getGroups() == 1)
    return;
  ConvShape shape(conv, machine.lanes, /*isBlocked=*/true);
  int64_t channels = shape.inputs / shape.groups;
  if (shape.inputs != shape.outputs || channels >= machine.lanes ||
      machine.lanes % channels != 0)
    return;
  if (gnk::weightTypeOf(conv).isInteger(8) &&
      shape.kernelHeight * shape.kernelWidth * channels > mostExactProducts)
    return;
  int64_t products = shape.outputBlocks * shape.outHeight * shape.outWidth *
                     shape.kernelHeight * shape.kernelWidth * channels;
  int64_t batch = conv.getDestination().getType().getBatch();
  int64_t bytes = conv.getSource().getType().getBytes() +
                  conv.getDestination().getType().getBytes();
  gnk::Layout blocked = gnk::layoutOfBlock(machine.lanes);
  candidates.push_back(
      {gnk::KernelAttr::get(conv.getContext(), "grouped", blocked, blocked, {},
                            0),
       std::max(static_cast<double>(products * batch) /
                    machine.vectorFmasPerCycle,
                static_cast<double>(bytes) / machine.memoryBytesPerCycle)});
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  auto conv = cast<gnk::ConvOp>(*step);
  ConvShape shape(conv, machine.lanes, /*isBlocked=*/true);
  SmallVector<int64_t> groups(shape.outputBlocks, 1);
  auto weight = gnk::PackedAttr::get(conv.getContext(), groups, machine.lanes,
                                     shape.inputs / shape.groups,
                                     /*tapsFirst=*/false, {});
  return {weight, packedByChannel(conv.getBias(), machine.lanes)};
}

} // namespace

const KernelKind &groupedConvKernel() {
  static const KernelKind kind = {
      "grouped",
      /*isExact=*/true,
      propose,
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return GroupedConv(cast<gnk::ConvOp>(*step), kernel).emit();
      },
      /*emitBefore=*/nullptr,
      /*error=*/nullptr,
      /*keepsFloat32Weights=*/nullptr,
      /*takesBytes=*/true};
  return kind;
}

} // namespace gnet
