#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

constexpr const char *affine = R"(class Affine(nn.Module):
    """weight * x + bias by channel, then its activation."""

    def __init__(
        self, channels: int, bias: bool = True, activation: Activation | None = None
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels)) if bias else None
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        x = x * self.weight[:, None, None]
        if self.bias is not None:
            x = x + self.bias[:, None, None]
        return self.activation(x)
)";

constexpr const char *scale = R"(class Scale(nn.Module):
    """factor * x + offset, constants: one number, or one a channel."""

    def __init__(
        self, factor: float | list[float], offset: float | list[float] = 0.0
    ) -> None:
        super().__init__()
        for name, values in (("factor", factor), ("offset", offset)):
            constant = torch.tensor(values, dtype=torch.float).reshape(-1, 1, 1)
            self.register_buffer(name, constant, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.get_buffer("factor") * x + self.get_buffer("offset")
)";

PythonExpression writeAffine(TorchLayer &layer, const Affine &op) {
  layer.need("Affine", affine);
  return pythonCall("Affine",
                    {layer.channels(), layer.flag("bias", op.bias, true),
                     layer.followingActivation()});
}

PythonExpression values(const std::vector<double> &numbers) {
  if (numbers.size() == 1)
    return pythonText(pythonNumber(numbers.front()));
  PythonExpression list{PythonExpression::Kind::List, ""};
  for (double number : numbers)
    list.parts.push_back(pythonText(pythonNumber(number)));
  return list;
}

PythonExpression writeScale(TorchLayer &layer, const Scale &op) {
  layer.need("Scale", scale);
  std::vector<PythonExpression> arguments = {values(op.factors)};
  if (op.offsets != Scale().offsets)
    arguments.push_back(withKeyword("offset", values(op.offsets)));
  return pythonCall("Scale", arguments);
}

} // namespace

void addChannel(TorchLayers &layers) {
  layers.add(writeAffine);
  layers.add(writeScale);
}

} // namespace gnet
