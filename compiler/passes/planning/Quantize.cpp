//===- Quantize.cpp - Give buffers bytes, by the ranges of what they hold -===//
//
//   func @net(%in: nchw, %out: nchw)        func @net(%in: nchw, %out: nchw)
//   %a = alloc nchw                         %i = alloc nchw, u8 of a scale
//   conv %in, %w into %a                    reorder %in into %i
//   %b = alloc nchw                         %a = alloc nchw, u8 of another
//   conv %a, %v into %b                ==>  conv %i, %w into %a
//                                               {gnk.weight_type = i8}
//                                           %b = alloc nchw, u8 of a third
//                                           conv %a, %v into %b
//                                               {gnk.weight_type = i8}
//
// Ranges are a calibration's, by the paths of layers. A buffer that several
// kernels write has one that holds all of theirs. What only moves or chooses
// elements, as a max pool does, gives them on in the range that they come in.
//
// Kernels convert where they read and write, but sums of products are of
// integers only where what is read is bytes: the application's input is copied.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/KeptLayers.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"
#include "quantization/Quantization.h"
#include "llvm/ADT/EquivalenceClasses.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_QUANTIZE
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

using Range = Calibration::Range;

Value rootOf(Value buffer) { return placeOf(buffer).root; }

/// Whether its result has no numbers that its source has not.
bool givesOn(KernelInterface kernel) {
  auto pool = dyn_cast<PoolOp>(*kernel);
  return isa<ReorderOp>(*kernel) || (pool && pool.getKind() == PoolKind::Max);
}

Range hullOf(const Range &a, const Range &b) {
  return {std::min(a.min, b.min), std::max(a.max, b.max)};
}

class Quantizing {
public:
  Quantizing(func::FuncOp network, const Calibration &calibration,
             const KeptLayers &layers)
      : program(network.getBody().front()), calibration(calibration),
        layers(layers), builder(network.getContext()) {}

  LogicalResult run();

private:
  void findRanges();
  void addResult(KernelInterface kernel);
  const Range *rangeOf(KernelInterface kernel) const;
  void joinRanges();
  quant::UniformQuantizedType bytesOf(const Range &range);
  void retype(AllocOp alloc);
  void readBytes(KernelInterface kernel);
  LogicalResult quantizeWeights(KernelInterface kernel);
  LogicalResult correctBias(KernelInterface kernel);
  void keep(KernelInterface kernel, StringRef reason);

  bool isQuantized(Value root) const { return ranges.contains(root); }

  Block &program;
  const Calibration &calibration;
  const KeptLayers &layers;
  OpBuilder builder;
  /// Why roots of buffers stay float32,
  DenseMap<Value, StringRef> kept;
  /// and what the others hold.
  DenseMap<Value, Range> ranges;
  /// The input's copy in bytes, once there is one.
  Value inputBytes;
  /// The last kernel of each layer, which writes its result.
  llvm::StringMap<Operation *> last;
};

LogicalResult Quantizing::run() {
  kept = layers.keepBuffers(program);
  findRanges();
  joinRanges();
  for (auto alloc : program.getOps<AllocOp>())
    retype(alloc);
  for (auto kernel : llvm::to_vector(program.getOps<KernelInterface>()))
    if (hasWeights(kernel) && failed(quantizeWeights(kernel)))
      return failure();
  return success();
}

void Quantizing::findRanges() {
  auto kernels = program.getOps<KernelInterface>();
  for (auto kernel : kernels)
    // What the application gets beside is a copy.
    if (!isa<ReorderOp>(*kernel) ||
        !isa<BlockArgument>(rootOf(kernel.getDestination())))
      last[layerPath(kernel.getLoc())] = kernel;
  for (auto kernel : kernels)
    addResult(kernel);
}

/// In the order of the program: what a kernel reads has its range.
void Quantizing::addResult(KernelInterface kernel) {
  Value root = rootOf(kernel.getDestination());
  if (!kept.lookup(root).empty())
    return;
  const Range *range = rangeOf(kernel);
  if (!range) {
    const StringRef reason = "the calibration has no range of it";
    kept[root] = reason;
    ranges.erase(root);
    return keep(kernel, reason);
  }
  // It may be an element of `ranges`.
  const Range own = *range;
  auto [place, isNew] = ranges.try_emplace(root, own);
  if (!isNew)
    place->second = hullOf(place->second, own);
}

/// Null where it has none.
const Range *Quantizing::rangeOf(KernelInterface kernel) const {
  auto source = ranges.find(rootOf(kernel.getSource()));
  if (givesOn(kernel) && source != ranges.end())
    return &source->second;
  StringRef path = layerPath(kernel.getLoc());
  auto own = calibration.ranges.find(path);
  bool isResult = last.lookup(path) == kernel;
  return own != calibration.ranges.end() && isResult ? &own->second : nullptr;
}

/// Of buffers between which numbers are given on.
void Quantizing::joinRanges() {
  llvm::EquivalenceClasses<Value> joined;
  for (auto kernel : program.getOps<KernelInterface>()) {
    Value from = rootOf(kernel.getSource());
    Value to = rootOf(kernel.getDestination());
    if (givesOn(kernel) && isQuantized(from) && isQuantized(to))
      joined.unionSets(from, to);
  }
  for (const auto *each : joined) {
    if (!each->isLeader())
      continue;
    Range all = ranges[each->getData()];
    for (Value root : joined.members(*each))
      all = hullOf(all, ranges[root]);
    for (Value root : joined.members(*each))
      ranges[root] = all;
  }
}

quant::UniformQuantizedType Quantizing::bytesOf(const Range &range) {
  const Quantization bytes = quantizationOf(range);
  return quant::UniformQuantizedType::get(
      /*flags=*/0, builder.getIntegerType(8), builder.getF32Type(), bytes.scale,
      bytes.zeroPoint, /*storageTypeMin=*/0, /*storageTypeMax=*/255);
}

void Quantizing::retype(AllocOp alloc) {
  Value buffer = alloc.getBuffer();
  auto range = ranges.find(buffer);
  if (range == ranges.end())
    return;
  buffer.setType(
      alloc.getBuffer().getType().withElementType(bytesOf(range->second)));
  retypeViewsOf(buffer);
}

/// Lets `kernel`, which reads the input, read it as bytes, if it has a range.
void Quantizing::readBytes(KernelInterface kernel) {
  TypedValue<BufferType> input = kernel.getSource();
  auto range = calibration.ranges.find(layerPath(input.getLoc()));
  if (!isa<BlockArgument>(input) || range == calibration.ranges.end())
    return;
  if (!inputBytes) {
    builder.setInsertionPoint(kernel);
    BufferType type = input.getType().withElementType(bytesOf(range->second));
    inputBytes = AllocOp::create(builder, kernel.getLoc(), type, IntegerAttr());
    ReorderOp::create(builder, kernel.getLoc(), input, inputBytes);
    ranges[inputBytes] = range->second;
  }
  kernel.getSourceMutable().set(inputBytes);
}

LogicalResult Quantizing::quantizeWeights(KernelInterface kernel) {
  if (layers.names(kernel) || isa<RbfOp>(*kernel))
    return success();
  readBytes(kernel);
  Value source = rootOf(kernel.getSource());
  if (!isQuantized(source)) {
    keep(kernel, isa<BlockArgument>(source) ? "it reads the input"
                                            : "what it reads stays fp32");
    return success();
  }
  kernel->setAttr(weightTypeAttribute, TypeAttr::get(builder.getI8Type()));
  return correctBias(kernel);
}

/// Whose weights have been rounded to bytes: on the average that adds
/// something.
LogicalResult Quantizing::correctBias(KernelInterface kernel) {
  auto found = calibration.biasCorrections.find(layerPath(kernel.getLoc()));
  if (found == calibration.biasCorrections.end())
    return success();
  ArrayRef<double> corrections = found->second;
  int64_t channels = kernel.getDestination().getType().getChannels();
  if (static_cast<int64_t>(corrections.size()) != channels)
    return kernel->emitError()
           << "the calibration corrects " << corrections.size()
           << " biases of '" << found->first() << "', which has " << channels;
  auto set = [&](auto op) {
    builder.setInsertionPoint(op);
    Value shift =
        gn::ConstantOp::create(builder, op.getLoc(), corrections, channels);
    auto type = cast<RankedTensorType>(shift.getType());
    Value sum = gn::FoldBiasOp::create(builder, op.getLoc(), type, op.getBias(),
                                       /*scale=*/Value(), shift,
                                       /*mean=*/Value(), /*variance=*/Value(),
                                       /*epsilon=*/FloatAttr());
    op.getBiasMutable().assign(sum);
  };
  if (auto conv = dyn_cast<ConvOp>(*kernel))
    set(conv);
  else if (auto linear = dyn_cast<LinearOp>(*kernel))
    set(linear);
  return success();
}

/// Says why, unless its result's buffer has a reason.
void Quantizing::keep(KernelInterface kernel, StringRef reason) {
  if (!kernel->hasAttr(keptAttribute))
    kernel->setAttr(keptAttribute, builder.getStringAttr(reason));
}

struct Quantize : impl::QuantizeBase<Quantize> {
  using QuantizeBase::QuantizeBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    auto read = Calibration::read(calibration);
    if (!read) {
      function.emitError() << llvm::toString(read.takeError());
      return signalPassFailure();
    }
    const KeptLayers layers(keep);
    if (failed(verifyProgram(function)) || failed(layers.check(function)) ||
        failed(Quantizing(function, *read, layers).run()))
      signalPassFailure();
  }
};

} // namespace

} // namespace gnet
