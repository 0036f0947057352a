#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

constexpr const char *rbfText = R"(class Rbf(nn.Module):
    """Squared distances of all of its input to centres, which are not trained."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        signs = torch.randint(0, 2, (outputs, inputs)) * 2.0 - 1.0
        self.register_buffer("weight", signs)

    def forward(self, x: Tensor) -> Tensor:
        distances = x.flatten(1)[:, None] - self.get_buffer("weight")
        return distances.square().sum(2)[:, :, None, None]
)";

PythonExpression writeRbf(TorchLayer &layer, const Rbf &rbf) {
  layer.need("Rbf", rbfText);
  return pythonCall("Rbf", {layer.elements(), layer.outputs(rbf.features)});
}

} // namespace

void addRbf(TorchLayers &layers) { layers.add(writeRbf); }

} // namespace gnet
