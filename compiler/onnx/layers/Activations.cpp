#include "onnx/layers/Layers.h"

#include <cmath>
#include <numbers>

namespace gnet {

namespace {

OnnxValue exportLeakyRelu(ExportLayer &layer, const LeakyRelu &relu) {
  setAttribute(layer.last("LeakyRelu", layer.input().name), "alpha",
               relu.slope);
  return layer.ofInputRank();
}

OnnxValue exportTanh(ExportLayer &layer, const Tanh &tanh) {
  std::string current = layer.input().name;
  if (tanh.slope != 1)
    current = layer.node("Mul", "scaled",
                         {current, layer.constant("slope", tanh.slope)});
  const bool isScaled = tanh.amplitude != 1;
  current = layer.node("Tanh", isScaled ? "tanh" : "", current);
  if (isScaled)
    layer.last("Mul", {current, layer.constant("amplitude", tanh.amplitude)});
  return layer.ofInputRank();
}

OnnxValue exportRelu6(ExportLayer &layer, const Relu6 &) {
  layer.last("Clip", {layer.input().name, layer.constant("min", 0.0),
                      layer.constant("max", 6.0)});
  return layer.ofInputRank();
}

OnnxValue exportHardSigmoid(ExportLayer &layer, const HardSigmoid &) {
  onnx::NodeProto &node = layer.last("HardSigmoid", layer.input().name);
  setAttribute(node, "alpha", 1.0 / 6);
  setAttribute(node, "beta", 0.5);
  return layer.ofInputRank();
}

OnnxValue exportSilu(ExportLayer &layer, const Silu &) {
  const std::string input = layer.input().name;
  layer.last("Mul", {input, layer.node("Sigmoid", "sigmoid", input)});
  return layer.ofInputRank();
}

/// In the order in which onnxruntime knows it.
OnnxValue exportGelu(ExportLayer &layer, const Gelu &) {
  const std::string input = layer.input().name;
  std::string current = layer.node(
      "Div", "divided", {input, layer.constant("sqrt2", std::numbers::sqrt2)});
  current = layer.node("Erf", "erf", current);
  current = layer.node("Add", "sum", {current, layer.constant("one", 1.0)});
  current = layer.node("Mul", "product", {input, current});
  layer.last("Mul", {current, layer.constant("half", 0.5)});
  return layer.ofInputRank();
}

void readLeakyRelu(ImportNode &node) {
  double slope = node.real("alpha", LeakyRelu().slope);
  if (std::abs(slope) > maxFactor)
    node.fail("its alpha is over 1e6");
  node.giveLayer(LeakyRelu{slope}, {node.tensorInput(0)});
}

void readTanh(ImportNode &node) {
  node.giveLayer(Tanh{}, {node.tensorInput(0)});
}

/// Before operator set 11 the bounds are attributes.
std::optional<double> readBound(ImportNode &node, size_t index,
                                llvm::StringRef name) {
  if (node.has(name))
    return node.real(name, 0);
  if (!node.hasInput(index))
    return std::nullopt;
  std::optional<ImportConstant> bound = node.constantInput(index);
  if (!bound || bound->elements() != 1)
    return std::nullopt;
  llvm::Expected<std::vector<float>> values = bound->floats();
  if (values)
    return values->front();
  node.fail("its " + name + ": " + llvm::toString(values.takeError()));
  return std::nullopt;
}

void readClip(ImportNode &node) {
  if (readBound(node, 1, "min") != 0.0 || readBound(node, 2, "max") != 6.0)
    node.fail("the language clips from 0 to 6 only, relu6");
  node.giveLayer(Relu6{}, {node.tensorInput(0)});
}

void readHardSigmoid(ImportNode &node) {
  if (!isMeant(node.real("alpha", 0.2), 1.0 / 6) ||
      !isMeant(node.real("beta", 0.5), 0.5))
    node.fail("its alpha and beta are not 1/6 and 0.5, the only ones that the "
              "language has");
  node.giveLayer(HardSigmoid{}, {node.tensorInput(0)});
}

void readGelu(ImportNode &node) {
  if (const std::string form = node.text("approximate", "none"); form != "none")
    node.fail("it is approximated by " + printable(form) +
              ", where the language has the exact form only");
  node.giveLayer(Gelu{}, {node.tensorInput(0)});
}

/// An activation that is an operator without attributes, both ways.
template <typename Op> void addPlain(OnnxLayers &layers, const char *type) {
  layers.exports.add<Op>([type](ExportLayer &layer, const Op &) {
    layer.last(type, layer.input().name);
    return layer.ofInputRank();
  });
  layers.imports.readers[type] = [](ImportNode &node) {
    node.giveLayer(Op{}, {node.tensorInput(0)});
  };
}

/// In the spellings of PyTorch's and TensorFlow's exporters.
void addComposites(std::vector<ImportComposite> &composites) {
  const ImportPattern x;
  const ImportPattern clip{"Clip", {{"Add", {x, 3}}, 0, 6}};
  const ImportPattern hard{"HardSigmoid", {x, 1.0 / 6, 0.5}};
  const ImportPattern erf{"Erf", {{"Div", {x, std::numbers::sqrt2}}}};
  const ImportPattern twice{"Add", {erf, 1}};
  composites.insert(composites.end(),
                    {{HardSwish{}, {"Mul", {x, hard}}},
                     {HardSwish{}, {"Mul", {x, {"Div", {clip, 6}}}}},
                     {HardSwish{}, {"Div", {{"Mul", {x, clip}}, 6}}},
                     {HardSigmoid{}, {"Div", {clip, 6}}},
                     {Silu{}, {"Mul", {x, {"Sigmoid", {x}}}}},
                     {Gelu{}, {"Mul", {{"Mul", {x, twice}}, 0.5}}},
                     {Gelu{}, {"Mul", {{"Mul", {x, 0.5}}, twice}}},
                     {Gelu{}, {"Mul", {x, {"Mul", {twice, 0.5}}}}}});
}

} // namespace

void addActivations(OnnxLayers &layers) {
  addPlain<Relu>(layers, "Relu");
  addPlain<Sigmoid>(layers, "Sigmoid");
  addPlain<HardSwish>(layers, "HardSwish");
  layers.exports.add(exportLeakyRelu);
  layers.exports.add(exportTanh);
  layers.exports.add(exportRelu6);
  layers.exports.add(exportHardSigmoid);
  layers.exports.add(exportSilu);
  layers.exports.add(exportGelu);
  layers.imports.readers["LeakyRelu"] = readLeakyRelu;
  layers.imports.readers["Tanh"] = readTanh;
  layers.imports.readers["Clip"] = readClip;
  layers.imports.readers["HardSigmoid"] = readHardSigmoid;
  layers.imports.readers["Gelu"] = readGelu;
  addComposites(layers.imports.composites);
}

} // namespace gnet
