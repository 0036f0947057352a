#include "ir/gn/NetworkToGn.h"
#include "ir/gn/GnDialect.h"
#include "ir/gn/LayerAttributes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Verifier.h"
#include "network/LayerNames.h"
#include "network/Parameters.h"

using namespace mlir;

namespace gnet {

namespace {

class NetworkImporter {
public:
  NetworkImporter(MLIRContext &context, const Network &network, int64_t batch)
      : builder(&context), network(network), batch(batch) {}

  OwningOpRef<ModuleOp> import();

private:
  Location locationOf(StringRef path, const SourceRange &where);
  RankedTensorType imageTypeOf(LayerId id);
  RankedTensorType parameterType(const Parameter &parameter);
  LogicalResult checkSizes();
  func::FuncOp importFunction();
  void importAttributes(func::FuncOp function);
  void importLayer(LayerId id);
  Value importParameter(const Parameter &parameter, Location location);
  void importHeadsEndingAt(LayerId id);

  Value valueOf(LayerId id) { return id == networkInput ? image : values[id]; }

  OpBuilder builder;
  const Network &network;
  int64_t batch;
  Value image;
  std::vector<Value> values; ///< Results by LayerId.
};

/// The weights file has a filter for each connection, a convolution one for
/// each pair of channels.
Value connected(OpBuilder &builder, Location location, const LayerOp &op,
                Value image, Value weight) {
  const auto *conv = std::get_if<Conv>(&op);
  if (!conv || conv->connections.empty())
    return weight;
  SmallVector<Attribute> connections;
  for (ArrayRef<int64_t> seen : conv->connections)
    connections.push_back(builder.getDenseI64ArrayAttr(seen));
  auto type = cast<RankedTensorType>(image.getType());
  auto filters =
      RankedTensorType::get({conv->channels, type.getDimSize(1),
                             conv->kernel.height, conv->kernel.width},
                            type.getElementType());
  return gn::ConnectWeightOp::create(builder, location, filters, weight,
                                     builder.getArrayAttr(connections));
}

} // namespace

Location NetworkImporter::locationOf(StringRef path, const SourceRange &where) {
  auto place = FileLineColLoc::get(builder.getContext(), where.file, where.line,
                                   where.column);
  return NameLoc::get(builder.getStringAttr(path), place);
}

RankedTensorType NetworkImporter::imageTypeOf(LayerId id) {
  const Shape &shape = network.shapeOf(id);
  return RankedTensorType::get(
      {batch, shape.channels, shape.height, shape.width}, builder.getF32Type());
}

RankedTensorType NetworkImporter::parameterType(const Parameter &parameter) {
  return RankedTensorType::get(parameter.dims, builder.getF32Type());
}

OwningOpRef<ModuleOp> NetworkImporter::import() {
  if (failed(checkSizes()))
    return nullptr;
  OwningOpRef<ModuleOp> module(
      ModuleOp::create(locationOf(network.name, network.input.where)));
  builder.setInsertionPointToEnd(module->getBody());
  importAttributes(importFunction());
  return succeeded(verify(*module)) ? std::move(module) : nullptr;
}

/// The operations take tensors of bounded sizes only. A network's images keep
/// to the bound, but a batch of them or a parameter may not.
LogicalResult NetworkImporter::checkSizes() {
  if (!gn::isKnownSize(imageTypeOf(networkInput)))
    return emitError(locationOf(network.name, network.input.where))
           << "a batch of " << batch << " images does not fit";
  for (LayerId id = 0; id < LayerId(network.layers.size()); ++id) {
    const Layer &layer = network.layers[id];
    if (!gn::isKnownSize(imageTypeOf(id)))
      return emitError(locationOf(layer.path, layer.where))
             << layer.path << ": a batch of " << batch
             << " images does not fit";
    for (const Parameter &parameter : parametersOf(network, id))
      if (!gn::isKnownSize(parameterType(parameter)))
        return emitError(locationOf(layer.path, layer.where))
               << parameter.name << " is too large: over 2^38 elements";
  }
  return success();
}

func::FuncOp NetworkImporter::importFunction() {
  Location location = locationOf(network.name, network.input.where);
  SmallVector<Type> results;
  for (const Output &output : network.outputs())
    results.push_back(imageTypeOf(output.layer));
  auto type = builder.getFunctionType(imageTypeOf(networkInput), results);
  auto function = func::FuncOp::create(builder, location, network.name, type);
  OpBuilder::InsertionGuard guard(builder);
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToStart(body);
  image = body->getArgument(0);
  image.setLoc(locationOf(network.input.name, network.input.where));
  importHeadsEndingAt(networkInput);
  for (LayerId id = 0; id < LayerId(network.layers.size()); ++id) {
    importLayer(id);
    importHeadsEndingAt(id);
  }
  SmallVector<Value> given;
  for (const Output &output : network.outputs())
    given.push_back(valueOf(output.layer));
  func::ReturnOp::create(builder, location, given);
  return function;
}

/// What else a target needs to know of the network.
void NetworkImporter::importAttributes(func::FuncOp function) {
  const Input &input = network.input;
  auto attribute = [&](StringRef name, Attribute value) {
    return builder.getNamedAttr(name, value);
  };
  function->setAttr(
      gn::inputAttribute,
      builder.getDictionaryAttr(
          {attribute("order",
                     builder.getStringAttr(channelOrderName(input.order))),
           attribute("scale", builder.getF64FloatAttr(input.scale)),
           attribute("mean", builder.getDenseF64ArrayAttr(input.mean)),
           attribute("stddev", builder.getDenseF64ArrayAttr(input.stddev))}));
  if (network.labels.empty())
    return;
  SmallVector<StringRef> labels(network.labels.begin(), network.labels.end());
  function->setAttr(gn::labelsAttribute, builder.getStrArrayAttr(labels));
}

/// The operation of the layer's word, on its inputs and what it learns.
void NetworkImporter::importLayer(LayerId id) {
  const Layer &layer = network.layers[id];
  const Location location = locationOf(layer.path, layer.where);
  OperationState state(location, ("gn." + Twine(kindOf(layer.op).word)).str());
  SmallVector<int32_t> segments;
  for (LayerId input : layer.inputs) {
    state.operands.push_back(valueOf(input));
    segments.push_back(1);
  }
  const Shape &input = network.shapeOf(layer.inputs.front());
  for (const ParameterForm &form : parameterForms(layer.op, input)) {
    segments.push_back(form.isThere);
    if (form.isThere)
      state.operands.push_back(importParameter(
          {layer.path + form.suffix, form.role, form.dims}, location));
  }
  if (state.operands.size() > layer.inputs.size())
    state.operands[layer.inputs.size()] =
        connected(builder, location, layer.op, state.operands[0],
                  state.operands[layer.inputs.size()]);
  state.attributes = gn::attributesOf(builder, layer.op);
  if (state.name.getRegisteredInfo()
          ->hasTrait<OpTrait::AttrSizedOperandSegments>())
    state.addAttribute("operandSegmentSizes",
                       builder.getDenseI32ArrayAttr(segments));
  state.addTypes(imageTypeOf(id));
  values.push_back(builder.create(state)->getResult(0));
}

Value NetworkImporter::importParameter(const Parameter &parameter,
                                       Location location) {
  return gn::ParameterOp::create(builder, location, parameterType(parameter),
                                 parameter.name);
}

void NetworkImporter::importHeadsEndingAt(LayerId id) {
  for (const Head &head : network.heads)
    if (head.output == id)
      gn::HeadOp::create(builder, locationOf(head.name, head.where),
                         valueOf(id), head.name, APFloat(head.lossWeight));
}

OwningOpRef<ModuleOp> importNetwork(MLIRContext &context,
                                    const Network &network, int64_t batch) {
  context.loadDialect<func::FuncDialect, gn::GnDialect>();
  return NetworkImporter(context, network, batch).import();
}

} // namespace gnet
