#include "ir/gn/NetworkToGn.h"
#include "ir/gn/GnDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Verifier.h"
#include "network/LayerNames.h"
#include "network/Parameters.h"
#include <map>

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
  void importHeadsEndingAt(LayerId id);

  Value valueOf(LayerId id) { return id == networkInput ? image : values[id]; }

  OpBuilder builder;
  const Network &network;
  int64_t batch;
  Value image;
  std::vector<Value> values; ///< Results by LayerId.
};

/// Makes the operation of one layer, whose parameters are there already.
struct LayerImporter {
  OpBuilder &builder;
  Location location;
  SmallVector<Value> inputs;
  std::map<ParameterRole, Value> parameters;

  Value input() const { return inputs.front(); }

  /// Null where the layer has no such parameter.
  Value parameter(ParameterRole role) const {
    auto found = parameters.find(role);
    return found == parameters.end() ? Value() : found->second;
  }

  /// A spec's activations are layers of their own.
  static gn::ActivationAttr noActivation() { return {}; }

  template <typename Op, typename... Args> Value make(Args &&...args) {
    return Op::create(builder, location, std::forward<Args>(args)...);
  }

  static std::array<int64_t, 2> pair(const Extent &extent) {
    return {extent.height, extent.width};
  }
  static std::array<int64_t, 4> sides(const Padding &padding) {
    return {padding.top, padding.left, padding.bottom, padding.right};
  }

  /// The weights file has a filter for each connection, a convolution one for
  /// each pair of channels.
  Value filters(const Conv &conv) {
    Value weight = parameter(ParameterRole::Weight);
    if (conv.connections.empty())
      return weight;
    SmallVector<Attribute> connections;
    for (ArrayRef<int64_t> seen : conv.connections)
      connections.push_back(builder.getDenseI64ArrayAttr(seen));
    auto image = cast<RankedTensorType>(input().getType());
    auto type = RankedTensorType::get({conv.channels, image.getDimSize(1),
                                       conv.kernel.height, conv.kernel.width},
                                      image.getElementType());
    return make<gn::ConnectWeightOp>(type, weight,
                                     builder.getArrayAttr(connections));
  }

  Value operator()(const Conv &conv) {
    return make<gn::ConvOp>(input(), filters(conv),
                            parameter(ParameterRole::Bias), pair(conv.stride),
                            sides(conv.padding), pair(conv.dilation),
                            conv.groups, noActivation());
  }
  Value operator()(const MaxPool &pool) {
    return make<gn::MaxPoolOp>(input(), pair(pool.kernel), pair(pool.stride),
                               sides(pool.padding),
                               pool.rounding == Rounding::Ceil);
  }
  Value operator()(const AvgPool &pool) {
    return make<gn::AvgPoolOp>(
        input(), pair(pool.kernel), pair(pool.stride), sides(pool.padding),
        pool.rounding == Rounding::Ceil, pool.countPadding);
  }
  Value operator()(const GlobalAvgPool &) {
    return make<gn::GlobalAvgPoolOp>(input());
  }
  Value operator()(const Lrn &lrn) {
    double size = static_cast<double>(lrn.size);
    double alpha = lrn.alphaOverSize ? lrn.alpha : lrn.alpha * size;
    return make<gn::LrnOp>(input(), lrn.size, APFloat(alpha), APFloat(lrn.beta),
                           APFloat(lrn.k));
  }
  Value operator()(const BatchNorm &norm) {
    return make<gn::BatchNormOp>(input(), parameter(ParameterRole::Scale),
                                 parameter(ParameterRole::Shift),
                                 parameter(ParameterRole::Mean),
                                 parameter(ParameterRole::Variance),
                                 APFloat(norm.epsilon), noActivation());
  }
  Value operator()(const Affine &) {
    return make<gn::AffineOp>(input(), parameter(ParameterRole::Scale),
                              parameter(ParameterRole::Shift), noActivation());
  }
  Value operator()(const Scale &scale) {
    return make<gn::ScaleOp>(input(), scale.factors, scale.offsets);
  }
  Value operator()(const Relu &) { return make<gn::ReluOp>(input()); }
  Value operator()(const LeakyRelu &relu) {
    return make<gn::LeakyReluOp>(input(), APFloat(relu.slope));
  }
  Value operator()(const Sigmoid &) { return make<gn::SigmoidOp>(input()); }
  Value operator()(const Tanh &tanh) {
    return make<gn::TanhOp>(input(), APFloat(tanh.amplitude),
                            APFloat(tanh.slope));
  }
  /// A sum of one is that one.
  Value operator()(const Add &) {
    return inputs.size() == 1
               ? input()
               : make<gn::AddOp>(inputs, DenseF64ArrayAttr(), noActivation());
  }
  Value operator()(const Concat &) { return make<gn::ConcatOp>(inputs); }
  Value operator()(const Dropout &dropout) {
    return make<gn::DropoutOp>(input(), APFloat(dropout.rate));
  }
  Value operator()(const Linear &) {
    return make<gn::LinearOp>(input(), parameter(ParameterRole::Weight),
                              parameter(ParameterRole::Bias), noActivation());
  }
  Value operator()(const Rbf &) {
    return make<gn::RbfOp>(input(), parameter(ParameterRole::Centres));
  }
  Value operator()(const Softmax &) { return make<gn::SoftmaxOp>(input()); }
  Value operator()(const Flatten &) { return make<gn::FlattenOp>(input()); }
};

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
  auto type = builder.getFunctionType(imageTypeOf(networkInput),
                                      imageTypeOf(network.output));
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
  func::ReturnOp::create(builder, location, valueOf(network.output));
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

void NetworkImporter::importLayer(LayerId id) {
  const Layer &layer = network.layers[id];
  LayerImporter importer{builder, locationOf(layer.path, layer.where), {}, {}};
  for (LayerId input : layer.inputs)
    importer.inputs.push_back(valueOf(input));
  for (const Parameter &parameter : parametersOf(network, id))
    importer.parameters[parameter.role] = gn::ParameterOp::create(
        builder, importer.location, parameterType(parameter), parameter.name);
  values.push_back(std::visit(importer, layer.op));
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
