//===- Layers.h - What the language's layers are in PyTorch ---------------===//
//
// One file a layer or a family of alike ones. Each registers here how a layer
// is made, as `nn.MaxPool2d(3, stride=2)`, and brings the text of a class where
// PyTorch has none.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_PYTORCH_LAYERS_LAYERS_H
#define GNET_PYTORCH_LAYERS_LAYERS_H

#include "pytorch/tree/Scope.h"
#include <array>
#include <functional>

namespace gnet {

/// A class with what its instances are made with, behind what depends on the
/// place: `nn.LeakyReLU` and `0.1`.
struct TorchMaker {
  std::string callee;
  std::vector<PythonExpression> settings = {};

  PythonExpression instance(std::vector<PythonExpression> arguments = {}) const;
  /// What makes one when it is called.
  std::string factory() const;
};

class TorchLayers {
public:
  template <typename Op>
  using Write = PythonExpression (*)(TorchLayer &layer, const Op &op);
  template <typename Op>
  using Make = TorchMaker (*)(TorchClassesUsed &used, const Op &op);
  template <typename Op>
  using Join = PythonExpression (*)(const Op &op,
                                    std::vector<PythonExpression> operands);

  template <typename Op> void add(Write<Op> write) {
    writers[kindOf<Op>()] = [write](TorchLayer &layer, const LayerOp &op) {
      return write(layer, std::get<Op>(op));
    };
  }
  /// For those that also follow a layer under its path.
  template <typename Op> void add(Make<Op> make) { addMaker<Op>(make); }
  template <typename Op, typename Function> void addMaker(Function make) {
    makers[kindOf<Op>()] = [make](TorchClassesUsed &used, const LayerOp &op) {
      return make(used, std::get<Op>(op));
    };
  }
  /// For those that are no module but an expression.
  template <typename Op> void add(Join<Op> join) {
    joins[kindOf<Op>()] = [join](const LayerOp &op,
                                 std::vector<PythonExpression> operands) {
      return join(std::get<Op>(op), std::move(operands));
    };
  }

  bool isJoin(const LayerOp &op) const { return bool(joins[op.index()]); }
  /// The module that the layer is.
  PythonExpression write(TorchLayer &layer, TorchClassesUsed &used) const;
  TorchMaker make(TorchClassesUsed &used, const LayerOp &op) const {
    return makers[op.index()](used, op);
  }
  PythonExpression join(const LayerOp &op,
                        std::vector<PythonExpression> operands) const {
    return joins[op.index()](op, std::move(operands));
  }

private:
  template <typename Op> static size_t kindOf() {
    return LayerOp(std::in_place_type<Op>).index();
  }
  template <typename Function>
  using ByKind = std::array<Function, std::variant_size_v<LayerOp>>;

  ByKind<std::function<PythonExpression(TorchLayer &, const LayerOp &)>>
      writers;
  ByKind<std::function<TorchMaker(TorchClassesUsed &, const LayerOp &)>> makers;
  ByKind<std::function<PythonExpression(const LayerOp &,
                                        std::vector<PythonExpression>)>>
      joins;
};

const TorchLayers &torchLayers();

} // namespace gnet

#endif // GNET_PYTORCH_LAYERS_LAYERS_H
