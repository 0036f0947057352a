#include "pytorch/layers/Layers.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// {0}, {1} and {2} are the usual bias, norm and activation.
constexpr const char *linearText = R"(class Linear(nn.Linear):
    """A linear layer over all of its input, then its norm and its activation.

    Vectors are images of one pixel, here as in the spec.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        bias: bool = {0},
        norm: Norm | None = {1},
        activation: Activation | None = {2},
    ) -> None:
        super().__init__(inputs, outputs, bias)
        self.norm = norm(outputs) if norm else nn.Identity()
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        x = super().forward(x.flatten(1))[:, :, None, None]
        return self.activation(self.norm(x))
)";

PythonExpression writeLinear(TorchLayer &layer, const Linear &linear) {
  const TorchUsual &usual = layer.usually();
  layer.need("Linear", fmt::format(fmt::runtime(linearText), usual.bias,
                                   usual.norm, usual.activation));
  std::vector<PythonExpression> arguments = {layer.elements(),
                                             layer.outputs(linear.features)};
  for (PythonExpression &follower : layer.followers(linear.bias))
    arguments.push_back(std::move(follower));
  return pythonCall("Linear", arguments);
}

} // namespace

void addLinear(TorchLayers &layers) { layers.add(writeLinear); }

} // namespace gnet
