#include "onnx/import/Graph.h"

#include "network/Shapes.h"
#include "onnx/import/Readers.h"

#include <algorithm>
#include <fmt/format.h>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

/// As many as a spec can have layers.
constexpr int maxNodes = 20000;
/// Where operators took their present form (broadcasting, no is_test).
constexpr int64_t oldestOpset = 7;

llvm::Error failure(const llvm::Twine &message) {
  return llvm::createStringError(message);
}

template <typename... Add> ImportReaders readersOf(Add... add) {
  ImportReaders readers;
  (add(readers), ...);
  return readers;
}

bool isFolded(const ImportNode &node) {
  for (size_t i = 0; i < node.inputs(); ++i)
    if (node.hasInput(i) && !node.isConstant(i))
      return node.op() == "Shape";
  return true;
}

bool hasConstant(const ImportNode &node) {
  for (size_t i = 0; i < node.inputs(); ++i)
    if (node.isConstant(i))
      return true;
  return false;
}

bool hasChannel(const ImportNode &node) {
  for (size_t i = 0; i < node.inputs(); ++i)
    if (node.channelInput(i))
      return true;
  return false;
}

} // namespace

ImportGraph::ImportGraph(const onnx::ModelProto &model,
                         const OpenBeside &openBeside,
                         const ImportLayers &layers)
    : model(model), graph(model.graph()), openBeside(openBeside),
      layers(layers) {}

llvm::Expected<ImportedNetwork> ImportGraph::read() {
  if (graph.node_size() > maxNodes)
    return failure(fmt::format("the graph has {} nodes, where {} are allowed",
                               graph.node_size(), maxNodes));
  if (llvm::Error error = readOpset())
    return std::move(error);
  if (llvm::Error error = readInitializers())
    return std::move(error);
  if (llvm::Error error = readInput())
    return std::move(error);
  if (llvm::Error error = readConstants(graph))
    return std::move(error);
  if (llvm::Error error = readNodes())
    return std::move(error);
  if (llvm::Error error = readOutput())
    return std::move(error);
  return std::move(result);
}

llvm::Error ImportGraph::readOpset() {
  for (const auto &opset : model.opset_import())
    if (opset.domain().empty() || opset.domain() == "ai.onnx")
      opsetVersion = opset.version();
  if (opsetVersion >= oldestOpset)
    return llvm::Error::success();
  if (opsetVersion == 0)
    return failure("the file names no ONNX operator set: it is no ONNX model, "
                   "or a damaged one");
  return failure(
      fmt::format("the model's operator set is {}, where {} or later "
                  "is needed: onnx.version_converter makes it newer",
                  opsetVersion, oldestOpset));
}

llvm::Error ImportGraph::readInitializers() {
  for (const onnx::TensorProto &tensor : graph.initializer()) {
    llvm::Expected<ImportConstant> constant =
        ImportConstant::stored(tensor, openBeside);
    llvm::Error error = constant ? define(tensor.name(), std::move(*constant))
                                 : constant.takeError();
    if (error)
      return failure("initialiser '" + printable(tensor.name()) +
                     "': " + llvm::toString(std::move(error)));
  }
  return llvm::Error::success();
}

llvm::Error ImportGraph::readInput() {
  std::vector<const onnx::ValueInfoProto *> inputs;
  for (const onnx::ValueInfoProto &input : graph.input())
    if (!find(input.name()))
      inputs.push_back(&input);
  if (inputs.size() == 1)
    return readInput(*inputs.front());
  std::string names;
  for (const auto *input : llvm::ArrayRef(inputs).take_front(8))
    names += (names.empty() ? ": " : ", ") + printable(input->name());
  return failure(fmt::format("the graph has {} inputs{}; a network has one",
                             inputs.size(), names));
}

llvm::Error ImportGraph::readInput(const onnx::ValueInfoProto &input) {
  std::string called = "input '" + printable(input.name()) + "'";
  const auto &type = input.type().tensor_type();
  if (type.elem_type() != onnx::TensorProto_DataType_FLOAT &&
      type.elem_type() != onnx::TensorProto_DataType_FLOAT16 &&
      type.elem_type() != onnx::TensorProto_DataType_DOUBLE)
    return failure(called + " is no tensor of floating-point numbers");
  int rank = type.shape().dim_size();
  if (rank != 4 && rank != 2)
    return failure(called + fmt::format(" has {} dimensions, where an image "
                                        "[N, C, H, W] or vector [N, C] is "
                                        "needed",
                                        rank));
  int64_t batch = type.shape().dim(0).dim_value();
  if (batch > 1)
    return failure(called + fmt::format(" is of batch {}: it must be 1 or free "
                                        "(gnetc --batch chooses it)",
                                        batch));
  Shape shape{1, 1, 1};
  int64_t *const sides[] = {&shape.channels, &shape.height, &shape.width};
  for (int i = 1; i < rank; ++i) {
    const auto &dim = type.shape().dim(i);
    int64_t most = i == 1 ? channelRange.high : maxSide;
    if (dim.dim_value() < 1 || dim.dim_value() > most)
      return failure(called + fmt::format(": its dimension {} must be a number "
                                          "from 1 to {}: "
                                          "onnx.tools.update_model_dims can "
                                          "fix it",
                                          i, most));
    *sides[i - 1] = dim.dim_value();
  }
  result.network.input.name = input.name();
  result.network.input.shape = shape;
  return define(input.name(), ImportTensor{networkInput, rank, {}});
}

llvm::Error ImportGraph::readConstants(const onnx::GraphProto &of) {
  for (const onnx::NodeProto &node : of.node()) {
    if (node.op_type() == "Constant")
      if (llvm::Error error = readNode(node))
        return error;
    if (node.op_type() != "If" || &of != &graph)
      continue;
    for (const onnx::AttributeProto &branch : node.attribute())
      if (llvm::Error error = readConstants(branch.g()))
        return error;
  }
  return llvm::Error::success();
}

llvm::Error ImportGraph::readNodes() {
  composites.emplace(
      graph, [this](llvm::StringRef name) { return numberOf(name); },
      layers.composites);
  for (const onnx::NodeProto &node : graph.node())
    if (node.op_type() != "Constant" && !composites->isPart(node))
      if (llvm::Error error = readNode(node))
        return error;
  return llvm::Error::success();
}

/// Of a constant that makes no tensor of another rank than it is combined with.
std::optional<double> ImportGraph::numberOf(llvm::StringRef name) const {
  const ImportValue *value = find(name);
  const auto *constant = value ? std::get_if<ImportConstant>(value) : nullptr;
  if (!constant || constant->elements() != 1 || constant->dims().size() > 1)
    return std::nullopt;
  llvm::Expected<std::vector<float>> values = constant->floats();
  if (values)
    return values->front();
  llvm::consumeError(values.takeError());
  return std::nullopt;
}

/// As ONNX's own, for types of integers that older versions of that lack.
static bool isRoundingOfOnnxRuntime(const onnx::NodeProto &node) {
  return node.domain() == "com.microsoft" &&
         (node.op_type() == "QuantizeLinear" ||
          node.op_type() == "DequantizeLinear");
}

llvm::Error ImportGraph::readNode(const onnx::NodeProto &proto) {
  ImportNode node(proto, *this);
  if (!proto.domain().empty() && proto.domain() != "ai.onnx" &&
      !isRoundingOfOnnxRuntime(proto)) {
    node.fail("its operator is of '" + printable(proto.domain()) +
              "', not of ONNX");
    return node.finish();
  }
  const CompositeFinder::Found *composite =
      composites ? composites->endingIn(proto) : nullptr;
  if (composite)
    return readComposite(node, *composite);
  if (ImportReader read = readerOf(node))
    read(node);
  else
    node.fail("the language has no layer for it");
  return node.finish();
}

llvm::Error ImportGraph::readComposite(ImportNode &last,
                                       const CompositeFinder::Found &found) {
  const ImportParts &parts = found.parts;
  std::vector<ImportNode> row;
  for (const onnx::NodeProto *node : parts.row)
    row.emplace_back(*node, *this);
  if (found.composite->read)
    found.composite->read(last, parts, row);
  else
    last.giveLayer(found.composite->layer, {last.tensorNamed(parts.input)});
  for (ImportNode &node : row)
    if (llvm::Error error = node.finish())
      return error;
  return last.finish();
}

ImportReader ImportGraph::readerOf(const ImportNode &node) const {
  static const ImportReaders folding =
      readersOf(addFoldingReaders, addQuantizedConstantReaders);
  static const ImportReaders ofChannels = readersOf(addChannelReaders);
  static const ImportReaders arithmetic = readersOf(addArithmeticReaders);
  static const ImportReaders others =
      readersOf(addPassingReaders, addGatherReader, addQuantizationReaders);
  if (ImportReader read = folding.lookup(node.op()); read && isFolded(node))
    return read;
  if (hasChannel(node))
    return ofChannels.lookup(node.op());
  ImportReader ofConstants = arithmetic.lookup(node.op());
  if (ofConstants && hasConstant(node))
    return ofConstants;
  for (const ImportReaders *readers : {&layers.readers, &others})
    if (ImportReader read = readers->lookup(node.op()))
      return read;
  return ofConstants;
}

llvm::Error ImportGraph::readOutput() {
  if (graph.output_size() != 1)
    return failure(fmt::format("the graph has {} outputs; a network has one: "
                               "onnx.utils.extract_model can cut it",
                               graph.output_size()));
  const std::string &name = graph.output(0).name();
  const ImportValue *value = find(name);
  const auto *tensor = value ? std::get_if<ImportTensor>(value) : nullptr;
  if (!tensor)
    return failure("output '" + printable(name) + "' is given by no node");
  if (tensor->layer == networkInput)
    return failure("the graph has no layers: its output is its input");
  if (tensor->padding != Padding())
    return failure("output '" + printable(name) +
                   "' is padded by a node of "
                   "its own");
  if (!tensor->integers.empty())
    return failure("output '" + printable(name) + "' is of integers");
  result.network.output = tensor->layer;
  return llvm::Error::success();
}

const ImportValue *ImportGraph::find(llvm::StringRef name) const {
  auto it = values.find(name);
  return it == values.end() ? nullptr : &it->second;
}

llvm::Error ImportGraph::define(const std::string &name, ImportValue value) {
  if (name.empty())
    return failure("it gives a value without a name");
  if (auto *constant = std::get_if<ImportConstant>(&value))
    constant->setName(name);
  if (values.try_emplace(name, std::move(value)).second)
    return llvm::Error::success();
  return failure("the name '" + printable(name) + "' is given a second time");
}

void ImportGraph::setRange(LayerId id, const Calibration::Range &range) {
  if (id == networkInput)
    result.inputRange = range;
  else
    result.origins[id].range = range;
}

void ImportGraph::note(const std::string &what) {
  if (!llvm::is_contained(result.notes, what))
    result.notes.push_back(what);
}

bool ImportGraph::isNonNegative(LayerId id) const {
  if (id == networkInput)
    return true;
  const Layer &layer = network().layers[id];
  const LayerKind &kind = kindOf(layer.op);
  if (std::holds_alternative<Relu>(layer.op) ||
      std::holds_alternative<Relu6>(layer.op) ||
      std::holds_alternative<Sigmoid>(layer.op) ||
      std::holds_alternative<HardSigmoid>(layer.op) ||
      std::holds_alternative<Softmax>(layer.op))
    return true;
  const bool passesOn = kind.family == LayerFamily::Pool ||
                        kind.family == LayerFamily::Join ||
                        std::holds_alternative<Flatten>(layer.op);
  return passesOn && llvm::all_of(layer.inputs, [&](LayerId input) {
           return isNonNegative(input);
         });
}

llvm::Expected<LayerId> ImportGraph::add(LayerOp op,
                                         const std::vector<LayerId> &inputs,
                                         LayerOrigin origin) {
  std::vector<Shape> shapes;
  for (LayerId input : inputs)
    shapes.push_back(shapeOf(input));
  ShapeOrError shape = inferShape(op, shapes);
  if (const auto *error = std::get_if<ShapeError>(&shape))
    return failure(error->message);
  Layer layer;
  layer.op = std::move(op);
  layer.inputs = inputs;
  layer.output = std::get<Shape>(shape);
  result.network.layers.push_back(std::move(layer));
  result.network.headOf.push_back(-1);
  result.origins.push_back(std::move(origin));
  return static_cast<LayerId>(result.network.layers.size()) - 1;
}

} // namespace gnet
