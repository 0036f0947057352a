#include "onnx/layers/Layers.h"

namespace gnet {

#define LAYERS(Name) void add##Name(OnnxLayers &layers);
#include "network/layers/Files.def"

namespace {

OnnxLayers allLayers() {
  OnnxLayers layers;
#define LAYERS(Name) add##Name(layers);
#include "network/layers/Files.def"
  return layers;
}

} // namespace

const OnnxLayers &onnxLayers() {
  static const OnnxLayers layers = allLayers();
  return layers;
}

} // namespace gnet
