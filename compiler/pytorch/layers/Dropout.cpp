#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

PythonExpression writeDropout(TorchLayer &, const Dropout &dropout) {
  return pythonCall("nn.Dropout", {pythonText(pythonNumber(dropout.rate))});
}

} // namespace

void addDropout(TorchLayers &layers) { layers.add(writeDropout); }

} // namespace gnet
