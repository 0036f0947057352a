#include "pytorch/layers/Layers.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

constexpr const char *maxPoolText = R"(class PaddedMaxPool(nn.MaxPool2d):
    """The largest element of each window, where the sides are padded unlike.

    A `pad` is of the left, right, top and bottom.
    """

    def __init__(
        self,
        kernel: int | tuple[int, int],
        stride: int | tuple[int, int],
        pad: tuple[int, int, int, int],
    ) -> None:
        super().__init__(kernel, stride)
        self.pad = pad

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(F.pad(x, self.pad, value=-torch.inf))
)";

constexpr const char *avgPoolText = R"(class PaddedAvgPool(nn.Module):
    """The mean of each window, where the sides are padded unlike.

    A `pad` is of the left, right, top and bottom, and `counted` if the divisor
    counts it; what hangs over it never is.
    """

    def __init__(
        self,
        kernel: int | tuple[int, int],
        stride: int | tuple[int, int],
        pad: tuple[int, int, int, int],
        counted: bool = False,
        overhang: tuple[int, int, int, int] = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        self.kernel, self.stride = kernel, stride
        self.pad, self.counted, self.overhang = pad, counted, overhang

    def sums(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(
            F.pad(x, self.overhang), self.kernel, self.stride, divisor_override=1
        )

    def forward(self, x: Tensor) -> Tensor:
        ones = torch.ones_like(x[:1, :1])
        ones = F.pad(ones, self.pad, value=1.0 if self.counted else 0.0)
        return self.sums(F.pad(x, self.pad)) / self.sums(ones)
)";

/// PyTorch pads both sides alike, by half a window at most.
template <typename Pool> bool isPlain(const Pool &pool) {
  const Padding &pad = pool.padding;
  return isEven(pad) && 2 * pad.top <= pool.kernel.height &&
         2 * pad.left <= pool.kernel.width;
}

/// How far the last window reaches past the input and its padding.
template <typename Pool>
Padding overhangOf(const TorchLayer &layer, const Pool &pool) {
  const auto past = [](int64_t count, int64_t stride, int64_t kernel,
                       int64_t padded) {
    return std::max<int64_t>(0, (count - 1) * stride + kernel - padded);
  };
  const Padding &pad = pool.padding;
  const Shape &input = layer.input(), &output = layer.output();
  return {0, 0,
          past(output.height, pool.stride.height, pool.kernel.height,
               pad.top + input.height + pad.bottom),
          past(output.width, pool.stride.width, pool.kernel.width,
               pad.left + input.width + pad.right)};
}

std::string sides(const Padding &pad) {
  return fmt::format("({}, {}, {}, {})", pad.left, pad.right, pad.top,
                     pad.bottom);
}

template <typename Pool>
std::vector<PythonExpression> windowOf(const TorchLayer &layer,
                                       const Pool &pool) {
  // PyTorch's own default is the kernel.
  PythonExpression stride = layer.extent("stride", pool.stride, 1);
  stride.fallback = "";
  return {layer.extent("kernel", pool.kernel, std::nullopt), stride};
}

template <typename Pool>
std::vector<PythonExpression> plainArguments(const TorchLayer &layer,
                                             const Pool &pool) {
  std::vector<PythonExpression> arguments = windowOf(layer, pool);
  arguments.push_back(
      layer.extent("padding", {pool.padding.top, pool.padding.left}, 0));
  arguments.push_back(
      layer.flag("ceil_mode", pool.rounding == Rounding::Ceil, false));
  return arguments;
}

PythonExpression writeMaxPool(TorchLayer &layer, const MaxPool &pool) {
  if (isPlain(pool))
    return pythonCall("nn.MaxPool2d", plainArguments(layer, pool));
  layer.need("PaddedMaxPool", maxPoolText);
  const Padding overhang = overhangOf(layer, pool);
  Padding pad = pool.padding;
  pad.bottom += overhang.bottom;
  pad.right += overhang.right;
  std::vector<PythonExpression> arguments = windowOf(layer, pool);
  arguments.push_back(withKeyword("pad", pythonText(sides(pad))));
  return pythonCall("PaddedMaxPool", arguments);
}

PythonExpression writeAvgPool(TorchLayer &layer, const AvgPool &pool) {
  if (isPlain(pool)) {
    std::vector<PythonExpression> arguments = plainArguments(layer, pool);
    const bool isCounted = pool.countPadding || pool.padding == Padding();
    arguments.push_back(layer.flag("count_include_pad", isCounted, true));
    return pythonCall("nn.AvgPool2d", arguments);
  }
  layer.need("PaddedAvgPool", avgPoolText);
  std::vector<PythonExpression> arguments = windowOf(layer, pool);
  arguments.push_back(withKeyword("pad", pythonText(sides(pool.padding))));
  arguments.push_back(layer.flag("counted", pool.countPadding, false));
  if (const Padding overhang = overhangOf(layer, pool); overhang != Padding())
    arguments.push_back(withKeyword("overhang", pythonText(sides(overhang))));
  return pythonCall("PaddedAvgPool", arguments);
}

PythonExpression writeGlobalAvgPool(TorchLayer &, const GlobalAvgPool &) {
  return pythonCall("nn.AdaptiveAvgPool2d", {pythonText("1")});
}

} // namespace

void addPool(TorchLayers &layers) {
  layers.add(writeMaxPool);
  layers.add(writeAvgPool);
  layers.add(writeGlobalAvgPool);
}

} // namespace gnet
