#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

constexpr const char *batchNorm = R"(class BatchNorm(nn.BatchNorm2d):
    """A batch norm that may lack its scale or its shift, and its activation."""

    def __init__(
        self,
        channels: int,
        eps: float = 1e-05,
        scale: bool = True,
        shift: bool = True,
        activation: Activation | None = None,
    ) -> None:
        super().__init__(channels, eps)
        if not scale:
            self.register_parameter("weight", None)
        if not shift:
            self.register_parameter("bias", None)
        self.activation = activation() if activation else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(super().forward(x))
)";

/// A setting that is left out where it is the default.
PythonExpression setting(const char *keyword, std::string text,
                         std::string fallback) {
  PythonExpression expression = pythonText(std::move(text));
  expression.keyword = keyword;
  expression.fallback = std::move(fallback);
  return expression;
}

TorchMaker makeBatchNorm(TorchClassesUsed &used, const BatchNorm &norm) {
  TorchMaker maker{"nn.BatchNorm2d",
                   {setting("eps", pythonNumber(norm.epsilon),
                            pythonNumber(BatchNorm().epsilon))}};
  if (norm.scale && norm.shift)
    return maker;
  used.need("BatchNorm", batchNorm);
  maker.callee = "BatchNorm";
  maker.settings.push_back(
      setting("scale", norm.scale ? "True" : "False", "True"));
  maker.settings.push_back(
      setting("shift", norm.shift ? "True" : "False", "True"));
  return maker;
}

PythonExpression writeBatchNorm(TorchLayer &layer, const BatchNorm &norm) {
  std::vector<PythonExpression> arguments = {
      layer.channels(), layer.option("eps", norm.epsilon, BatchNorm().epsilon)};
  const PythonExpression activation = layer.followingActivation();
  if (norm.scale && norm.shift && activation.text == "None")
    return pythonCall("nn.BatchNorm2d", arguments);
  arguments.push_back(layer.flag("scale", norm.scale, true));
  arguments.push_back(layer.flag("shift", norm.shift, true));
  arguments.push_back(activation);
  layer.need("BatchNorm", batchNorm);
  return pythonCall("BatchNorm", arguments);
}

PythonExpression writeLrn(TorchLayer &, const Lrn &given) {
  const Lrn lrn = given.canonical();
  const auto setting = [](const char *keyword, double value) {
    return withKeyword(keyword, pythonText(pythonNumber(value)));
  };
  return pythonCall("nn.LocalResponseNorm",
                    {pythonText(std::to_string(lrn.size)),
                     setting("alpha", lrn.alpha), setting("beta", lrn.beta),
                     setting("k", lrn.k)});
}

} // namespace

void addNorm(TorchLayers &layers) {
  layers.add(makeBatchNorm);
  layers.add(writeBatchNorm);
  layers.add(writeLrn);
}

} // namespace gnet
