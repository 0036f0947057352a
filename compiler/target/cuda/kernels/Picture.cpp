//===- Picture.cpp - A network's input from a picture on the GPU ----------===//
//
// A thread makes a pixel of the input, of all channels. It reads the picture's
// pixels under a triangle along each axis, as runtime/core/preprocess.c does.
//
// A pixel of the input is `step` = a / b pixels of the picture, and all places
// are multiples of 1 / 2b: so weights are whole numbers, which 2s times that of
// a triangle of height 1 are, where s / b = max(a / b, 1) is half its width.
// Sums are divided by the sum of their weights.
//
//===----------------------------------------------------------------------===//
#include "target/cuda/kernels/Picture.h"
#include "ir/gn/GnDialect.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr int64_t pixelsOfBlock = 128;
constexpr int64_t mostColours = 3;

/// How a picture becomes an input, as gnetrt_preprocessing says it.
struct PictureForm {
  StringRef order;
  double scale;
  SmallVector<double> mean, stddev;

  static std::optional<PictureForm> of(func::FuncOp network);
};

std::optional<PictureForm> PictureForm::of(func::FuncOp network) {
  auto input = network->getAttrOfType<DictionaryAttr>(gn::inputAttribute);
  auto order = input ? input.getAs<StringAttr>("order") : StringAttr();
  auto scale = input ? input.getAs<FloatAttr>("scale") : FloatAttr();
  if (!order || !scale)
    return std::nullopt;
  PictureForm form{order.getValue(), scale.getValueAsDouble(), {}, {}};
  auto take = [&](StringRef name, double missing, SmallVector<double> &to) {
    if (auto given = input.getAs<DenseF64ArrayAttr>(name))
      to.append(given.asArrayRef().begin(), given.asArrayRef().end());
    to.resize(mostColours, missing);
  };
  take("mean", 0, form.mean);
  take("stddev", 1, form.stddev);
  return form;
}

class Picture {
public:
  Picture(const PictureForm &form, gnk::BufferType input)
      : form(form), input(input) {}

  Launch launch() const {
    return {.blocksOfImage = int64_t(llvm::divideCeil(pixels(), pixelsOfBlock)),
            .threads = pixelsOfBlock};
  }
  void emit(KernelBuilder &k);

private:
  /// The pixels of the picture that one of the input is made of, along an axis.
  struct Taps {
    Value from, to;
    Value centre; ///< In 1 / 2b.
  };

  int64_t pixels() const { return input.getHeight() * input.getWidth(); }
  void readArguments(KernelBuilder &k);
  Taps tapsOf(KernelBuilder &k, Value number, int64_t count, Value size);
  Value weightOf(KernelBuilder &k, const Taps &taps, Value tap);
  /// The sums of a row's pixels, by their weights, and that of the weights.
  SmallVector<Value> sumsOfRow(KernelBuilder &k, Value row, const Taps &taps);
  SmallVector<Value> coloursAt(KernelBuilder &k, Value pixel);
  void store(KernelBuilder &k, Value pixel, ArrayRef<Value> colours);
  Value channelOf(KernelBuilder &k, ArrayRef<Value> colours, int64_t channel);

  const PictureForm &form;
  gnk::BufferType input;
  Memory picture, destination;
  Value rowBytes; ///< Of 64 bits, as places in the picture.
  Value width, height, channels;
  Value isGray;           ///< The picture has one channel.
  Value isAcross;         ///< The step is that of columns, else of rows.
  Value stepOver, stepBy; ///< Numerator and denominator: a, b.
  Value support;          ///< s.
};

void Picture::readArguments(KernelBuilder &k) {
  OpBuilder &builder = k.operations();
  Type byte = builder.getI8Type(), single = builder.getF32Type();
  picture = {k.argument(0), byte};
  rowBytes = k.argument(1);
  destination = {k.argument(2), single};
  auto narrow = [&](unsigned argument) -> Value {
    return arith::TruncIOp::create(builder, k.location(), builder.getI32Type(),
                                   k.argument(argument));
  };
  width = narrow(3);
  height = narrow(4);
  channels = narrow(5);
  isGray = k.isEqual(channels, 1);
  Value columns = k.index(input.getWidth()), rows = k.index(input.getHeight());
  isAcross = k.isLess(k.mul(width, rows), k.mul(height, columns));
  stepOver = k.select(isAcross, width, height);
  stepBy = k.select(isAcross, columns, rows);
  support = k.largest(stepOver, stepBy);
}

/// The middle `count` * step of the picture's `size` pixels are seen.
Picture::Taps Picture::tapsOf(KernelBuilder &k, Value number, int64_t count,
                              Value size) {
  Taps taps;
  Value place = k.add(k.mul(number, 2), 1 - count);
  taps.centre = k.add(k.mul(size, stepBy), k.mul(place, stepOver));
  Value middle = k.add(taps.centre, stepBy), reach = k.mul(support, 2);
  auto pixelAt = [&](Value place) {
    return k.select(isAcross, k.div(place, 2 * input.getWidth()),
                    k.div(place, 2 * input.getHeight()));
  };
  taps.from = pixelAt(k.largest(k.sub(middle, reach), k.index(0)));
  taps.to = k.least(pixelAt(k.add(middle, reach)), size);
  return taps;
}

Value Picture::weightOf(KernelBuilder &k, const Taps &taps, Value tap) {
  Value place = k.mul(k.add(k.mul(tap, 2), 1), stepBy);
  Value distance =
      k.largest(k.sub(place, taps.centre), k.sub(taps.centre, place));
  return k.toFloat(k.largest(k.sub(k.mul(support, 2), distance), k.index(0)));
}

/// A gray pixel is its own red, green and blue.
SmallVector<Value> Picture::coloursAt(KernelBuilder &k, Value pixel) {
  Value first = k.mul(pixel, channels);
  SmallVector<Value> colours;
  for (int64_t i = 0; i < mostColours; ++i)
    colours.push_back(k.loadByte(
        picture, k.add(first, k.select(isGray, k.index(0), k.index(i)))));
  return colours;
}

SmallVector<Value> Picture::sumsOfRow(KernelBuilder &k, Value row,
                                      const Taps &taps) {
  const Memory whole = picture;
  picture = k.place(whole, k.wideMul(row, rowBytes));
  SmallVector<Value> none(mostColours + 1, k.number(0));
  SmallVector<Value> sums = k.reduce(
      taps.from, taps.to, 1, none, [&](Value column, ArrayRef<Value> before) {
        Value weight = weightOf(k, taps, column);
        SmallVector<Value> after;
        for (auto [colour, sum] :
             llvm::zip(coloursAt(k, column), before.drop_back()))
          after.push_back(k.fma(weight, colour, sum));
        after.push_back(k.addf(before.back(), weight));
        return after;
      });
  picture = whole;
  return sums;
}

/// The input's channel of a colour. Gray is ITU-R BT.601's luma.
Value Picture::channelOf(KernelBuilder &k, ArrayRef<Value> colours,
                         int64_t channel) {
  if (form.order != "gray")
    return colours[form.order == "bgr" ? 2 - channel : channel];
  Value luma = k.mulf(colours[0], k.number(0.299));
  luma = k.fma(colours[1], k.number(0.587), luma);
  luma = k.fma(colours[2], k.number(0.114), luma);
  return k.select(isGray, colours[0], luma);
}

void Picture::store(KernelBuilder &k, Value pixel, ArrayRef<Value> colours) {
  for (int64_t i = 0; i < input.getChannels(); ++i) {
    Value scaled = k.mulf(channelOf(k, colours, i), k.number(form.scale));
    Value centred = k.subf(scaled, k.number(form.mean[i]));
    k.store(k.divf(centred, k.number(form.stddev[i])), destination,
            k.add(pixel, i * pixels()));
  }
}

void Picture::emit(KernelBuilder &k) {
  readArguments(k);
  Value pixel =
      k.add(k.mul(k.blockNumber(gpu::Dimension::x), pixelsOfBlock), k.thread);
  k.when(k.isLess(pixel, pixels()), [&] {
    SmallVector<Value> place = k.digits(pixel, {input.getWidth()});
    Taps rows = tapsOf(k, place[0], input.getHeight(), height);
    Taps columns = tapsOf(k, place[1], input.getWidth(), width);
    SmallVector<Value> none(mostColours + 1, k.number(0));
    SmallVector<Value> sums = k.reduce(
        rows.from, rows.to, 1, none, [&](Value row, ArrayRef<Value> before) {
          SmallVector<Value> ofRow = sumsOfRow(k, row, columns), after;
          Value weight = weightOf(k, rows, row);
          for (auto [colour, sum] : llvm::zip(
                   ArrayRef<Value>(ofRow).drop_back(), before.drop_back()))
            after.push_back(k.fma(weight, k.divf(colour, ofRow.back()), sum));
          after.push_back(k.addf(before.back(), weight));
          return after;
        });
    SmallVector<Value> colours;
    for (Value sum : ArrayRef<Value>(sums).drop_back())
      colours.push_back(k.divf(sum, sums.back()));
    store(k, pixel, colours);
  });
}

} // namespace

gnk::LaunchAttr emitPicture(func::FuncOp network, KernelFunctions &functions) {
  std::optional<PictureForm> form = PictureForm::of(network);
  auto input = cast<gnk::BufferType>(network.getArgument(0).getType());
  if (!form || input.getChannels() != (form->order == "gray" ? 1 : mostColours))
    return {};
  Picture picture(*form, input);
  KernelBuilder k = functions.beginPicture(network.getLoc(), picture.launch());
  picture.emit(k);
  return k.launchAttr(/*images=*/std::nullopt);
}

} // namespace gnet::cuda
