//===- LayerExports.h - How each kind of layer is written -----------------===//
#ifndef GNET_ONNX_EXPORT_LAYEREXPORTS_H
#define GNET_ONNX_EXPORT_LAYEREXPORTS_H

#include "onnx/export/ExportLayer.h"
#include <array>
#include <functional>

namespace gnet {

class LayerExports {
public:
  /// `write` adds the nodes of such a layer and gives its result.
  template <typename Op>
  void add(OnnxValue (*write)(ExportLayer &layer, const Op &op)) {
    add<Op, decltype(write)>(write);
  }
  template <typename Op, typename Write> void add(Write write) {
    writers[LayerOp(std::in_place_type<Op>).index()] =
        [write](ExportLayer &layer, const LayerOp &op) {
          return write(layer, std::get<Op>(op));
        };
  }

  bool has(const LayerOp &op) const { return bool(writers[op.index()]); }

  OnnxValue write(ExportLayer &layer, const LayerOp &op) const {
    return writers[op.index()](layer, op);
  }

private:
  using Writer = std::function<OnnxValue(ExportLayer &, const LayerOp &)>;
  std::array<Writer, std::variant_size_v<LayerOp>> writers;
};

} // namespace gnet

#endif // GNET_ONNX_EXPORT_LAYEREXPORTS_H
