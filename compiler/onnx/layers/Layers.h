//===- Layers.h - What the language's layers are in ONNX, both ways -------===//
//
// One file a layer or a family of alike ones: how it is written, and how the
// operators of ONNX that say it are read. Each registers what it has here.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_LAYERS_LAYERS_H
#define GNET_ONNX_LAYERS_LAYERS_H

#include "onnx/export/LayerExports.h"
#include "onnx/import/Readers.h"

namespace gnet {

struct OnnxLayers {
  LayerExports exports; ///< By kind of layer.
  ImportLayers imports; ///< By operator, or by a pattern of several.
};

const OnnxLayers &onnxLayers();

} // namespace gnet

#endif // GNET_ONNX_LAYERS_LAYERS_H
