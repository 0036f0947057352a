#include "onnx/layers/Layers.h"

namespace gnet {

// In the file of that name.
void addActivations(OnnxLayers &layers);
void addChannel(OnnxLayers &layers);
void addConv(OnnxLayers &layers);
void addDropout(OnnxLayers &layers);
void addFlatten(OnnxLayers &layers);
void addJoins(OnnxLayers &layers);
void addLinear(OnnxLayers &layers);
void addNorm(OnnxLayers &layers);
void addPool(OnnxLayers &layers);
void addRbf(OnnxLayers &layers);
void addSoftmax(OnnxLayers &layers);

namespace {

OnnxLayers allLayers() {
  OnnxLayers layers;
  for (auto *add : {addActivations, addChannel, addConv, addDropout, addFlatten,
                    addJoins, addLinear, addNorm, addPool, addRbf, addSoftmax})
    add(layers);
  return layers;
}

} // namespace

const OnnxLayers &onnxLayers() {
  static const OnnxLayers layers = allLayers();
  return layers;
}

} // namespace gnet
