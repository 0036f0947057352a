#include "NetworkBuilder.h"

using namespace mlir;

namespace gnet::test {

namespace {
int64_t channelsOf(Value image) {
  return cast<RankedTensorType>(image.getType()).getDimSize(1);
}
} // namespace

NetworkBuilder::NetworkBuilder(MLIRContext &context,
                               std::array<int64_t, 4> input)
    : builder(&context), location(builder.getUnknownLoc()),
      module(ModuleOp::create(location)) {
  context.loadDialect<gn::GnDialect, func::FuncDialect>();
  builder.setInsertionPointToEnd(module->getBody());
  Type type = RankedTensorType::get(input, builder.getF32Type());
  function = func::FuncOp::create(builder, location, "net",
                                  builder.getFunctionType(type, {}));
  builder.setInsertionPointToEnd(function.addEntryBlock());
  image = function.getArgument(0);
}

Value NetworkBuilder::parameter(ArrayRef<int64_t> shape) {
  std::string name = "p" + std::to_string(parameters++);
  return gn::ParameterOp::create(
      builder, location, RankedTensorType::get(shape, builder.getF32Type()),
      name);
}

gn::ActivationAttr NetworkBuilder::reluAttribute() {
  return gn::ActivationAttr::get(builder.getContext(), "relu");
}

Value NetworkBuilder::convolve(Value from, int64_t channels, int64_t kernel,
                               int64_t stride, int64_t groups,
                               gn::ActivationAttr activation) {
  Value weight =
      parameter({channels, channelsOf(from) / groups, kernel, kernel});
  int64_t half = kernel / 2;
  return gn::ConvOp::create(
      builder, location, from, weight, parameter({channels}), {stride, stride},
      {half, half, half, half}, {1, 1}, groups, activation);
}

Value NetworkBuilder::conv(Value from, int64_t channels, int64_t kernel,
                           int64_t stride, int64_t groups) {
  return convolve(from, channels, kernel, stride, groups, reluAttribute());
}

Value NetworkBuilder::bareConv(Value from, int64_t channels, int64_t kernel) {
  return convolve(from, channels, kernel, 1, 1, gn::ActivationAttr());
}

Value NetworkBuilder::avgPool(Value from, int64_t kernel, int64_t stride) {
  int64_t half = kernel / 2;
  return gn::AvgPoolOp::create(builder, location, from, {kernel, kernel},
                               {stride, stride}, {half, half, half, half},
                               /*ceil=*/false, /*count_padding=*/false);
}

Value NetworkBuilder::maxPool(Value from, int64_t kernel, int64_t stride) {
  int64_t half = kernel / 2;
  return gn::MaxPoolOp::create(builder, location, from, {kernel, kernel},
                               {stride, stride}, {half, half, half, half},
                               /*ceil=*/true);
}

Value NetworkBuilder::globalAvgPool(Value from) {
  return gn::GlobalAvgPoolOp::create(builder, location, from);
}

Value NetworkBuilder::lrn(Value from) {
  return gn::LrnOp::create(builder, location, from, 5, APFloat(1e-4),
                           APFloat(0.75), APFloat(1.0));
}

Value NetworkBuilder::batchNorm(Value from) {
  int64_t channels = channelsOf(from);
  Value scale = parameter({channels}), shift = parameter({channels});
  Value mean = parameter({channels}), variance = parameter({channels});
  return gn::BatchNormOp::create(builder, location, from, scale, shift, mean,
                                 variance, APFloat(1e-5), gn::ActivationAttr());
}

Value NetworkBuilder::affine(Value from) {
  int64_t channels = channelsOf(from);
  Value scale = parameter({channels}), shift = parameter({channels});
  return gn::AffineOp::create(builder, location, from, scale, shift,
                              reluAttribute());
}

Value NetworkBuilder::scale(Value from, double factor) {
  return gn::ScaleOp::create(builder, location, from, {factor}, {0.5});
}

Value NetworkBuilder::tanh(Value from) {
  return gn::TanhOp::create(builder, location, from, APFloat(1.7159),
                            APFloat(0.5));
}

Value NetworkBuilder::add(ArrayRef<Value> inputs, ArrayRef<double> factors) {
  DenseF64ArrayAttr attribute;
  if (!factors.empty())
    attribute = builder.getDenseF64ArrayAttr(factors);
  return gn::AddOp::create(builder, location, inputs, attribute,
                           reluAttribute());
}

Value NetworkBuilder::multiply(Value from, Value gate) {
  return gn::MultiplyOp::create(builder, location, from, gate,
                                gn::ActivationAttr());
}

Value NetworkBuilder::hardSigmoid(Value from) {
  return gn::HardSigmoidOp::create(builder, location, from);
}

Value NetworkBuilder::rbf(Value from, int64_t features) {
  auto type = cast<RankedTensorType>(from.getType());
  int64_t elements = type.getNumElements() / type.getDimSize(0);
  return gn::RbfOp::create(builder, location, from,
                           parameter({features, elements}));
}

Value NetworkBuilder::relu(Value from) {
  return gn::ReluOp::create(builder, location, from);
}

Value NetworkBuilder::linear(Value from, int64_t features) {
  auto type = cast<RankedTensorType>(from.getType());
  int64_t elements = type.getNumElements() / type.getDimSize(0);
  Value weight = parameter({features, elements});
  return gn::LinearOp::create(builder, location, from, weight,
                              parameter({features}), gn::ActivationAttr());
}

Value NetworkBuilder::softmax(Value from) {
  return gn::SoftmaxOp::create(builder, location, from);
}

Value NetworkBuilder::flatten(Value from) {
  return gn::FlattenOp::create(builder, location, from);
}

Value NetworkBuilder::concat(ArrayRef<Value> inputs) {
  return gn::ConcatOp::create(builder, location, inputs);
}

OwningOpRef<ModuleOp> NetworkBuilder::finish(Value result) {
  func::ReturnOp::create(builder, location, result);
  function.setType(builder.getFunctionType(image.getType(), result.getType()));
  return std::move(module);
}

} // namespace gnet::test
