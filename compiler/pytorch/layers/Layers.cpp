#include "pytorch/layers/Layers.h"

namespace gnet {

#define LAYERS(Name) void add##Name(TorchLayers &layers);
#include "network/layers/Files.def"

namespace {

TorchLayers allLayers() {
  TorchLayers layers;
#define LAYERS(Name) add##Name(layers);
#include "network/layers/Files.def"
  return layers;
}

} // namespace

PythonExpression
TorchMaker::instance(std::vector<PythonExpression> arguments) const {
  arguments.insert(arguments.end(), settings.begin(), settings.end());
  return pythonCall(callee, std::move(arguments));
}

std::string TorchMaker::factory() const {
  std::vector<PythonExpression> arguments = {pythonText(callee)};
  arguments.insert(arguments.end(), settings.begin(), settings.end());
  const std::string text = oneLine(pythonCall("partial", std::move(arguments)));
  return text == "partial(" + callee + ")" ? callee : text;
}

PythonExpression TorchLayers::write(TorchLayer &layer,
                                    TorchClassesUsed &used) const {
  const size_t kind = layer.op().index();
  if (writers[kind])
    return writers[kind](layer, layer.op());
  return makers[kind](used, layer.op()).instance();
}

const TorchLayers &torchLayers() {
  static const TorchLayers layers = allLayers();
  return layers;
}

} // namespace gnet
