//===- ConvertGnToGnk.cpp - Turn layers into kernels on buffers -----------===//
//
//   func.func @net(%x: tensor<1x3x8x8xf32>) -> tensor<1x8x8x8xf32> {
//     %w = gn.parameter "a.weight" : tensor<4x3x1x1xf32>
//     %a = gn.conv %x, %w ...
//     %b = gn.relu %a
//     %c = gn.concat %a, %b
//     return %c
//
// becomes
//
//   func.func @net(%in: !gnk.buffer<1x3x8x8, nchw>,
//                  %out: !gnk.buffer<1x8x8x8, nchw>) {
//     %w = gn.parameter "a.weight" : tensor<4x3x1x1xf32>
//     %a = gnk.alloc
//     gnk.conv %in, %w into %a
//     %b = gnk.alloc
//     gnk.activation relu %a into %b
//     %c0 = gnk.slice %out from 0
//     gnk.reorder %a into %c0
//     %c1 = gnk.slice %out from 4
//     gnk.reorder %b into %c1
//     return
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Passes.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_CONVERTGNTOGNK
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// The nchw buffer that holds a tensor of `type`; reports what has none.
BufferType bufferTypeOf(Location location, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape() || tensor.getRank() != 4 ||
      !tensor.getElementType().isF32()) {
    emitError(location) << "needs a batch of float32 images of a known size, "
                           "not "
                        << type;
    return {};
  }
  ArrayRef<int64_t> dims = tensor.getShape();
  return BufferType::getChecked([&] { return emitError(location); },
                                type.getContext(), dims[0], dims[1], dims[2],
                                dims[3], tensor.getElementType(), Layout::Nchw);
}

/// Such an nchw buffer within images of `stride` floats.
BufferType partOf(BufferType type, int64_t stride) {
  return BufferType::get(type.getContext(), type.getBatch(), type.getChannels(),
                         type.getHeight(), type.getWidth(),
                         type.getElementType(), Layout::Nchw, stride);
}

class Converter {
public:
  explicit Converter(func::FuncOp network)
      : network(network), block(network.getBody().front()),
        builder(network.getContext()) {}

  LogicalResult run();

private:
  LogicalResult convertSignature();
  LogicalResult convert(Operation &operation);
  LogicalResult convertLayer(Operation &layer);
  LogicalResult convertByName(Operation *layer, Value destination);
  BufferType outputTypeOf(TypeRange results);
  void writeOutput(func::ReturnOp end);
  void writeOutputs(func::ReturnOp end);
  void eraseLayers();

  /// A buffer of its own for `layer`'s result.
  Value allocate(Operation *layer);
  Value bufferOf(Value tensor) { return buffers.lookup(tensor); }

  void convert(gn::BatchNormOp layer, Value destination);
  void convert(gn::ScaleOp layer, Value destination);
  void convert(gn::AddOp layer, Value destination);
  void convert(gn::MaxPoolOp layer, Value destination);
  void convert(gn::AvgPoolOp layer, Value destination);
  void convert(gn::GlobalAvgPoolOp layer, Value destination);
  void activate(Operation *layer, Value destination);
  void convert(gn::ConcatOp layer, Value destination);
  Value flatten(gn::FlattenOp layer);

  func::FuncOp network;
  Block &block;
  OpBuilder builder;
  /// Where each converted tensor lies.
  DenseMap<Value, Value> buffers;
  Value output;
};

LogicalResult Converter::run() {
  if (failed(convertSignature()))
    return failure();
  for (Operation &operation : llvm::make_early_inc_range(block))
    if (failed(convert(operation)))
      return failure();
  eraseLayers();
  return success();
}

LogicalResult Converter::convertSignature() {
  FunctionType type = network.getFunctionType();
  if (!network.getBody().hasOneBlock() || type.getNumInputs() != 1 ||
      type.getNumResults() == 0)
    return network.emitOpError("needs one block, one input and an output");
  BufferType from = bufferTypeOf(network.getLoc(), type.getInput(0));
  BufferType to = outputTypeOf(type.getResults());
  if (!from || !to)
    return failure();
  Value image = block.getArgument(0);
  buffers[image] = block.addArgument(from, image.getLoc());
  output = block.addArgument(to, network.getLoc());
  network.setType(FunctionType::get(type.getContext(), {from, to}, {}));
  return success();
}

/// Several results lie one behind the other: an image's are a vector.
BufferType Converter::outputTypeOf(TypeRange results) {
  BufferType output;
  int64_t floats = 0;
  for (Type result : results) {
    output = bufferTypeOf(network.getLoc(), result);
    if (!output)
      return {};
    floats += output.getImageElements();
  }
  if (results.size() == 1)
    return output;
  return BufferType::getChecked([&] { return network.emitError(); },
                                network.getContext(), output.getBatch(), floats,
                                int64_t{1}, int64_t{1}, output.getElementType(),
                                Layout::Nchw);
}

LogicalResult Converter::convert(Operation &operation) {
  if (gn::makesTensor(&operation))
    return success();
  if (isa<gn::DropoutOp, gn::HeadOp>(operation))
    return operation.emitOpError("is for training only: run "
                                 "gn-strip-training first");
  builder.setInsertionPoint(&operation);
  if (auto end = dyn_cast<func::ReturnOp>(operation)) {
    if (end.getNumOperands() == 1)
      writeOutput(end);
    else
      writeOutputs(end);
    func::ReturnOp::create(builder, end.getLoc());
    end.erase();
    return success();
  }
  return convertLayer(operation);
}

LogicalResult Converter::convertLayer(Operation &layer) {
  if (!isa<gn::GnDialect>(layer.getDialect()))
    return layer.emitOpError("is no layer of a network");
  Value result = layer.getResult(0);
  if (!bufferTypeOf(layer.getLoc(), result.getType()))
    return failure();
  if (auto view = dyn_cast<gn::FlattenOp>(layer)) {
    buffers[result] = flatten(view);
    return success();
  }
  Value destination = allocate(&layer);
  buffers[result] = destination;
  return TypeSwitch<Operation *, LogicalResult>(&layer)
      .Case<gn::BatchNormOp, gn::ScaleOp, gn::AddOp, gn::MaxPoolOp,
            gn::AvgPoolOp, gn::GlobalAvgPoolOp, gn::ConcatOp>([&](auto op) {
        convert(op, destination);
        return success();
      })
      .Default([&](Operation *op) {
        if (!gn::activationOf(op))
          return convertByName(op, destination);
        activate(op, destination);
        return success();
      });
}

/// The kernel of the layer's name, of its images, tensors and attributes.
LogicalResult Converter::convertByName(Operation *layer, Value destination) {
  auto kernel = RegisteredOperationName::lookup(
      ("gnk." + layer->getName().stripDialect()).str(), layer->getContext());
  auto *maker = kernel ? kernel->getInterface<KernelInterface>() : nullptr;
  if (!maker)
    return layer->emitOpError("has no kernel");
  SmallVector<Value> images, tensors;
  for (Value operand : layer->getOperands()) {
    Value buffer = bufferOf(operand);
    (buffer ? images : tensors).push_back(buffer ? buffer : operand);
  }
  OperationState state(layer->getLoc(), *kernel);
  maker->addOperands(state, images.front(), tensors,
                     ArrayRef(images).drop_front(), destination);
  state.addAttributes(layer->getAttrs());
  builder.create(state);
  return success();
}

/// The last layer writes the output itself where it has a buffer of its own.
void Converter::writeOutput(func::ReturnOp end) {
  Value result = bufferOf(end.getOperand(0));
  if (auto alloc = result.getDefiningOp<AllocOp>()) {
    result.replaceAllUsesWith(output);
    alloc.erase();
  } else {
    ReorderOp::create(builder, result.getLoc(), result, output);
  }
}

void Converter::writeOutputs(func::ReturnOp end) {
  int64_t stride = cast<BufferType>(output.getType()).getImageStride();
  int64_t place = 0;
  for (Value tensor : end.getOperands()) {
    Value result = bufferOf(tensor);
    auto type = cast<BufferType>(result.getType());
    Value slice = SliceOp::create(builder, result.getLoc(),
                                  partOf(type, stride), output, place);
    ReorderOp::create(builder, result.getLoc(), result, slice);
    place += type.getImageElements();
  }
}

void Converter::eraseLayers() {
  for (Operation &operation : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isa<gn::GnDialect>(operation.getDialect()) && operation.use_empty())
      operation.erase();
  block.eraseArgument(0);
}

Value Converter::allocate(Operation *layer) {
  BufferType type =
      bufferTypeOf(layer->getLoc(), layer->getResult(0).getType());
  return AllocOp::create(builder, layer->getLoc(), type, IntegerAttr());
}

/// What no filters could take in: its parameters are folded into each other.
void Converter::convert(gn::BatchNormOp layer, Value destination) {
  Location location = layer.getLoc();
  Value scale = layer.getScale();
  auto type = cast<RankedTensorType>(layer.getMean().getType());
  if (!scale)
    scale =
        gn::ConstantOp::create(builder, location, {1.0}, type.getDimSize(0));
  Value factor =
      gn::FoldWeightOp::create(builder, location, scale, /*scale=*/Value(),
                               layer.getVariance(), layer.getEpsilonAttr());
  Value shift = gn::FoldBiasOp::create(
      builder, location, type, /*bias=*/Value(), layer.getScale(),
      layer.getShift(), layer.getMean(), layer.getVariance(),
      layer.getEpsilonAttr());
  gnk::AffineOp::create(builder, location, bufferOf(layer.getInput()), factor,
                        shift, destination, layer.getActivationAttr());
}

void Converter::convert(gn::ScaleOp layer, Value destination) {
  Location location = layer.getLoc();
  Value source = bufferOf(layer.getInput());
  int64_t channels = cast<BufferType>(source.getType()).getChannels();
  Value factors =
      gn::ConstantOp::create(builder, location, layer.getFactors(), channels);
  Value offsets =
      gn::ConstantOp::create(builder, location, layer.getOffsets(), channels);
  gnk::AffineOp::create(builder, location, source, factors, offsets,
                        destination, gn::ActivationAttr());
}

/// Two at a time, the sum so far with the next: each partial sum is a buffer,
/// but for the last, which is the destination.
void Converter::convert(gn::AddOp layer, Value destination) {
  SmallVector<double> factors(layer.getInputs().size(), 1.0);
  if (layer.getFactors())
    factors.assign(layer.getFactors()->begin(), layer.getFactors()->end());
  Value sum = bufferOf(layer.getInputs().front());
  double factor = factors.front();
  for (size_t i = 1, last = factors.size() - 1; i <= last; ++i) {
    Value into = i == last ? destination : allocate(layer);
    DenseF64ArrayAttr both;
    if (factor != 1 || factors[i] != 1)
      both = builder.getDenseF64ArrayAttr({factor, factors[i]});
    gnk::AddOp::create(
        builder, layer.getLoc(), sum, bufferOf(layer.getInputs()[i]), into,
        both, i == last ? layer.getActivationAttr() : gn::ActivationAttr());
    sum = into;
    factor = 1;
  }
}

/// How windows are rounded follows from the destination's size.
void Converter::convert(gn::MaxPoolOp layer, Value destination) {
  PoolOp::create(builder, layer.getLoc(), PoolKind::Max,
                 bufferOf(layer.getInput()), destination, layer.getKernel(),
                 layer.getStrides(), layer.getPadding());
}

void Converter::convert(gn::AvgPoolOp layer, Value destination) {
  PoolKind kind =
      layer.getCountPadding() ? PoolKind::AvgCountPadding : PoolKind::Avg;
  PoolOp::create(builder, layer.getLoc(), kind, bufferOf(layer.getInput()),
                 destination, layer.getKernel(), layer.getStrides(),
                 layer.getPadding());
}

/// One window, the whole image.
void Converter::convert(gn::GlobalAvgPoolOp layer, Value destination) {
  Value source = bufferOf(layer.getInput());
  auto image = cast<BufferType>(source.getType());
  PoolOp::create(builder, layer.getLoc(), PoolKind::Avg, source, destination,
                 {image.getHeight(), image.getWidth()}, {1, 1}, {0, 0, 0, 0});
}

void Converter::activate(Operation *layer, Value destination) {
  gnk::ActivationOp::create(builder, layer->getLoc(), gn::activationOf(layer),
                            bufferOf(layer->getOperand(0)), destination);
}

void Converter::convert(gn::ConcatOp layer, Value destination) {
  int64_t stride = cast<BufferType>(destination.getType()).getImageStride();
  int64_t channel = 0;
  for (Value input : layer.getInputs()) {
    Value source = bufferOf(input);
    auto type = cast<BufferType>(source.getType());
    Value slice = SliceOp::create(builder, layer.getLoc(), partOf(type, stride),
                                  destination, channel);
    ReorderOp::create(builder, layer.getLoc(), source, slice);
    channel += type.getChannels();
  }
}

/// Moves nothing; a vector is its own flattened form.
Value Converter::flatten(gn::FlattenOp layer) {
  Value image = bufferOf(layer.getInput());
  BufferType vector = bufferTypeOf(layer.getLoc(), layer.getOutput().getType());
  if (image.getType() == vector)
    return image;
  return gnk::FlattenOp::create(builder, layer.getLoc(), vector, image);
}

/// Readers stand after what they read, so one sweep backwards finds all.
void eraseUnread(Block &block) {
  for (Operation &operation : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isOpTriviallyDead(&operation))
      operation.erase();
}

struct ConvertGnToGnk : impl::ConvertGnToGnkBase<ConvertGnToGnk> {
  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    // A kernel writes memory: once made, an unread one would stay.
    eraseUnread(getOperation().getBody().front());
    if (failed(Converter(getOperation()).run()))
      signalPassFailure();
  }
};

} // namespace

} // namespace gnet
