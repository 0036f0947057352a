#include "pytorch/layers/Layers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

/// {0}, {1} and {2} are the usual bias, norm and activation; the others are the
/// parts of convText with pads, or empty.
constexpr const char *convText = R"(class Conv(nn.Conv2d):
    """A convolution, then its norm and its activation.{3}"""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int | tuple[int, int],
        stride: int | tuple[int, int] = 1,
        padding: int | tuple[int, int] = 0,
        dilation: int | tuple[int, int] = 1,
        groups: int = 1,
        bias: bool = {0},
        norm: Norm | None = {1},
        activation: Activation | None = {2},
{4}    ) -> None:
        super().__init__(
            inputs, outputs, kernel, stride, padding, dilation, groups, bias
        )
{5}        self.norm = norm(outputs) if norm else nn.Identity()
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
{6}        return self.activation(self.norm(super().forward(x)))
)";

constexpr const char *padDoc = R"(

    A `pad` is of the left, right, top and bottom, where these are not alike.
    )";
constexpr const char *padArgument =
    "        pad: tuple[int, int, int, int] | None = None,\n";
constexpr const char *padMember = "        self.pad = pad\n";
constexpr const char *padStep =
    "        if self.pad:\n            x = F.pad(x, self.pad)\n";

constexpr const char *connectedText = R"(class ConnectedConv(nn.Module):
    """A convolution whose outputs each see some of the inputs, and what follows it.

    The weight has a kernel for each of the connections, output by output.
    """

    def __init__(
        self,
        inputs: int,
        connections: list[list[int]],
        kernel: tuple[int, int],
        stride: tuple[int, int] = (1, 1),
        dilation: tuple[int, int] = (1, 1),
        bias: bool = True,
        norm: Norm | None = None,
        activation: Activation | None = None,
        pad: tuple[int, int, int, int] = (0, 0, 0, 0),
    ) -> None:
        super().__init__()
        outputs = len(connections)
        self.dense = (outputs, inputs, *kernel)
        self.stride, self.dilation, self.pad = stride, dilation, pad
        pairs = [(o, i) for o, seen in enumerate(connections) for i in seen]
        self.register_buffer("pairs", torch.tensor(pairs).T, persistent=False)
        self.weight = nn.Parameter(torch.empty(len(pairs), *kernel))
        for weight, (output, _) in zip(self.weight, pairs, strict=True):
            inputs_seen = len(connections[output])
            deviation = (2 / (inputs_seen * weight.numel())) ** 0.5
            nn.init.normal_(weight, std=deviation)
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None
        self.norm = norm(outputs) if norm else nn.Identity()
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        outputs, inputs = self.get_buffer("pairs")
        weight = self.weight.new_zeros(self.dense)
        weight = weight.index_put((outputs, inputs), self.weight)
        x = F.conv2d(
            F.pad(x, self.pad),
            weight,
            self.bias,
            self.stride,
            dilation=self.dilation,
        )
        return self.activation(self.norm(x))
)";

std::string pairText(Extent extent) {
  return fmt::format("({}, {})", extent.height, extent.width);
}

PythonExpression padText(const Padding &pad) {
  return withKeyword("pad",
                     pythonText(fmt::format("({}, {}, {}, {})", pad.left,
                                            pad.right, pad.top, pad.bottom)));
}

PythonExpression writeConnected(TorchLayer &layer, const Conv &conv) {
  layer.need("ConnectedConv", connectedText);
  PythonExpression connections{PythonExpression::Kind::List, ""};
  for (const std::vector<int64_t> &seen : conv.connections)
    connections.parts.push_back(
        pythonText(fmt::format("[{}]", fmt::join(seen, ", "))));
  std::vector<PythonExpression> arguments = {layer.channels(), connections,
                                             pythonText(pairText(conv.kernel))};
  if (conv.stride != Extent())
    arguments.push_back(
        withKeyword("stride", pythonText(pairText(conv.stride))));
  if (conv.dilation != Extent())
    arguments.push_back(
        withKeyword("dilation", pythonText(pairText(conv.dilation))));
  for (PythonExpression &follower : layer.followers(conv.bias)) {
    follower.fallback = follower.keyword == "bias" ? "True" : "None";
    arguments.push_back(std::move(follower));
  }
  if (conv.padding != Padding())
    arguments.push_back(padText(conv.padding));
  return pythonCall("ConnectedConv", arguments);
}

PythonExpression writeConv(TorchLayer &layer, const Conv &conv) {
  if (!conv.connections.empty())
    return writeConnected(layer, conv);
  const TorchUsual &usual = layer.usually();
  const auto padded = [&](const char *text) {
    return usual.hasPads ? text : "";
  };
  layer.need("Conv",
             fmt::format(fmt::runtime(convText), usual.bias, usual.norm,
                         usual.activation, padded(padDoc), padded(padArgument),
                         padded(padMember), padded(padStep)));
  const Padding &pad = conv.padding;
  std::vector<PythonExpression> arguments = {
      layer.channels(),
      layer.isDepthwise() ? layer.channels() : layer.outputs(conv.channels),
      layer.extent("kernel", conv.kernel, std::nullopt),
      layer.extent("stride", conv.stride, 1),
      layer.extent("padding",
                   isEven(pad) ? Extent{pad.top, pad.left} : Extent{0, 0}, 0),
      layer.extent("dilation", conv.dilation, 1),
      layer.groups(conv.groups)};
  for (PythonExpression &follower : layer.followers(conv.bias))
    arguments.push_back(std::move(follower));
  if (!isEven(pad))
    arguments.push_back(padText(pad));
  return pythonCall("Conv", arguments);
}

} // namespace

void addConv(TorchLayers &layers) { layers.add(writeConv); }

} // namespace gnet
