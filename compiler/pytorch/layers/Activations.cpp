#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

constexpr const char *scaledTanh = R"(class ScaledTanh(nn.Module):
    """amplitude * tanh(slope * x)."""

    def __init__(self, amplitude: float, slope: float) -> None:
        super().__init__()
        self.amplitude = amplitude
        self.slope = slope

    def forward(self, x: Tensor) -> Tensor:
        return self.amplitude * torch.tanh(self.slope * x)
)";

TorchMaker makeLeakyRelu(TorchClassesUsed &, const LeakyRelu &relu) {
  return {"nn.LeakyReLU", {pythonText(pythonNumber(relu.slope))}};
}

TorchMaker makeTanh(TorchClassesUsed &used, const Tanh &tanh) {
  if (tanh == Tanh())
    return {"nn.Tanh"};
  used.need("ScaledTanh", scaledTanh);
  return {"ScaledTanh",
          {pythonText(pythonNumber(tanh.amplitude)),
           pythonText(pythonNumber(tanh.slope))}};
}

/// One without numbers, as `module` of torch.nn.
template <typename Op> void addPlain(TorchLayers &layers, const char *module) {
  layers.addMaker<Op>(
      [module](TorchClassesUsed &, const Op &) { return TorchMaker{module}; });
}

} // namespace

void addActivations(TorchLayers &layers) {
  addPlain<Relu>(layers, "nn.ReLU");
  addPlain<Relu6>(layers, "nn.ReLU6");
  addPlain<Sigmoid>(layers, "nn.Sigmoid");
  addPlain<HardSwish>(layers, "nn.Hardswish");
  addPlain<HardSigmoid>(layers, "nn.Hardsigmoid");
  addPlain<Silu>(layers, "nn.SiLU");
  addPlain<Gelu>(layers, "nn.GELU");
  layers.add(makeLeakyRelu);
  layers.add(makeTanh);
}

} // namespace gnet
