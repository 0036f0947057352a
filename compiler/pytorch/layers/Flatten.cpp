#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

constexpr const char *flattenText = R"(class Flatten(nn.Module):
    """The image as a vector, which is an image of one pixel here."""

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1)[:, :, None, None]
)";

PythonExpression writeFlatten(TorchLayer &layer, const Flatten &) {
  layer.need("Flatten", flattenText);
  return pythonCall("Flatten", {});
}

} // namespace

void addFlatten(TorchLayers &layers) { layers.add(writeFlatten); }

} // namespace gnet
