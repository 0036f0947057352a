#include "pytorch/layers/Layers.h"

namespace gnet {

namespace {

PythonExpression writeSoftmax(TorchLayer &, const Softmax &) {
  return pythonCall("nn.Softmax", {withKeyword("dim", pythonText("1"))});
}

} // namespace

void addSoftmax(TorchLayers &layers) { layers.add(writeSoftmax); }

} // namespace gnet
