#include "pytorch/layers/Layers.h"

namespace gnet {

// In the file of that name.
void addActivations(TorchLayers &layers);
void addChannel(TorchLayers &layers);
void addConv(TorchLayers &layers);
void addDropout(TorchLayers &layers);
void addFlatten(TorchLayers &layers);
void addJoins(TorchLayers &layers);
void addLinear(TorchLayers &layers);
void addNorm(TorchLayers &layers);
void addPool(TorchLayers &layers);
void addRbf(TorchLayers &layers);
void addSoftmax(TorchLayers &layers);

namespace {

TorchLayers allLayers() {
  TorchLayers layers;
  for (auto *add : {addActivations, addChannel, addConv, addDropout, addFlatten,
                    addJoins, addLinear, addNorm, addPool, addRbf, addSoftmax})
    add(layers);
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
