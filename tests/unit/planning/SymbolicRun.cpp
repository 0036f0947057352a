#include "SymbolicRun.h"
#include "dialect/gnk/GnkDialect.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace gnet::test {

namespace {

/// What fills up a group of channels.
constexpr uint64_t zero = 0;
/// Memory that no kernel wrote.
constexpr uint64_t unwritten = 1;

uint64_t inputSymbol(size_t index) { return llvm::hash_combine(2, index); }

/// Tells a learned tensor from others by how it is computed.
uint64_t identity(Value parameter) {
  if (!parameter)
    return 0;
  Operation *operation = parameter.getDefiningOp();
  if (auto leaf = dyn_cast<gn::ParameterOp>(operation))
    return llvm::hash_value(leaf.getName());
  llvm::hash_code hash = llvm::hash_value(operation->getName().getStringRef());
  for (Value operand : operation->getOperands())
    hash = llvm::hash_combine(hash, identity(operand));
  return hash;
}

std::string text(ArrayRef<int64_t> values) {
  std::string result;
  for (int64_t value : values)
    result += std::to_string(value) + ",";
  return result;
}

//===----------------------------------------------------------------------===//
// What a layer and the kernel for it compute, in the same words
//===----------------------------------------------------------------------===//

template <typename Conv> std::string describeConv(Conv op) {
  return llvm::formatv("conv {0} {1} {2} {3} {4} {5} {6}",
                       text(op.getStrides()), text(op.getPadding()),
                       text(op.getDilations()), op.getGroups(),
                       static_cast<int>(op.getActivation()),
                       identity(op.getWeight()), identity(op.getBias()));
}

template <typename Linear> std::string describeLinear(Linear op) {
  return llvm::formatv("linear {0} {1} {2}",
                       static_cast<int>(op.getActivation()),
                       identity(op.getWeight()), identity(op.getBias()));
}

template <typename Norm> std::string describeNorm(Norm op) {
  return llvm::formatv("norm {0} {1} {2} {3} {4} {5}", identity(op.getScale()),
                       identity(op.getShift()), identity(op.getMean()),
                       identity(op.getVariance()),
                       op.getEpsilon().convertToDouble(),
                       static_cast<int>(op.getActivation()));
}

template <typename Lrn> std::string describeLrn(Lrn op) {
  return llvm::formatv(
      "lrn {0} {1} {2} {3}", op.getSize(), op.getAlpha().convertToDouble(),
      op.getBeta().convertToDouble(), op.getK().convertToDouble());
}

std::string describePool(StringRef kind, ArrayRef<int64_t> kernel,
                         ArrayRef<int64_t> strides, ArrayRef<int64_t> padding) {
  return llvm::formatv("pool {0} {1} {2} {3}", kind, text(kernel),
                       text(strides), text(padding));
}

std::string describeLayer(Operation *layer) {
  return llvm::TypeSwitch<Operation *, std::string>(layer)
      .Case([](gn::ConvOp op) { return describeConv(op); })
      .Case([](gn::LinearOp op) { return describeLinear(op); })
      .Case([](gn::BatchNormOp op) { return describeNorm(op); })
      .Case([](gn::LrnOp op) { return describeLrn(op); })
      .Case([](gn::MaxPoolOp op) {
        return describePool("max", op.getKernel(), op.getStrides(),
                            op.getPadding());
      })
      .Case([](gn::AvgPoolOp op) {
        return describePool(op.getCountPadding() ? "avg_count_padding" : "avg",
                            op.getKernel(), op.getStrides(), op.getPadding());
      })
      .Case([](gn::GlobalAvgPoolOp op) {
        auto image = cast<RankedTensorType>(op.getInput().getType());
        return describePool("avg", image.getShape().drop_front(2), {1, 1},
                            {0, 0, 0, 0});
      })
      .Case([](gn::ReluOp) { return "relu"; })
      .Case([](gn::SoftmaxOp) { return "softmax"; });
}

std::string describeKernel(Operation *kernel) {
  return llvm::TypeSwitch<Operation *, std::string>(kernel)
      .Case([](gnk::ConvOp op) { return describeConv(op); })
      .Case([](gnk::LinearOp op) { return describeLinear(op); })
      .Case([](gnk::BatchNormOp op) { return describeNorm(op); })
      .Case([](gnk::LrnOp op) { return describeLrn(op); })
      .Case([](gnk::PoolOp op) {
        return describePool(stringifyPoolKind(op.getKind()), op.getKernel(),
                            op.getStrides(), op.getPadding());
      })
      .Case([](gnk::ReluOp) { return "relu"; })
      .Case([](gnk::SoftmaxOp) { return "softmax"; });
}

Symbols compute(const std::string &description, const Symbols &source,
                size_t count) {
  uint64_t all = llvm::hash_combine(
      description, llvm::hash_combine_range(source.begin(), source.end()));
  Symbols result(count);
  for (size_t i = 0; i < count; ++i)
    result[i] = llvm::hash_combine(all, i);
  return result;
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

Symbols joinChannels(ArrayRef<Symbols> images, size_t batch) {
  Symbols joined;
  for (size_t n = 0; n < batch; ++n)
    for (const Symbols &image : images) {
      size_t size = image.size() / batch;
      joined.insert(joined.end(), image.begin() + n * size,
                    image.begin() + (n + 1) * size);
    }
  return joined;
}

} // namespace

Symbols runLayers(func::FuncOp network) {
  llvm::DenseMap<Value, Symbols> values;
  auto sizeOf = [](Value image) {
    return cast<RankedTensorType>(image.getType()).getNumElements();
  };
  Value image = network.getArgument(0);
  for (int64_t i = 0; i < sizeOf(image); ++i)
    values[image].push_back(inputSymbol(i));
  for (Operation &layer : network.getBody().front().without_terminator()) {
    if (isa<gn::ParameterOp, gn::FoldWeightOp, gn::FoldBiasOp>(layer))
      continue;
    Value result = layer.getResult(0);
    Symbols symbols;
    if (isa<gn::FlattenOp>(layer)) {
      symbols = values[layer.getOperand(0)];
    } else if (isa<gn::ConcatOp>(layer)) {
      SmallVector<Symbols> inputs;
      for (Value input : layer.getOperands())
        inputs.push_back(values[input]);
      symbols = joinChannels(
          inputs, cast<RankedTensorType>(result.getType()).getDimSize(0));
    } else {
      symbols = compute(describeLayer(&layer), values[layer.getOperand(0)],
                        sizeOf(result));
    }
    values[result] = std::move(symbols);
  }
  return values[network.getBody().front().getTerminator()->getOperand(0)];
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

namespace {

/// Memory as a run has it: input, output and arena, a symbol a float.
class Machine {
public:
  Machine(func::FuncOp program, std::vector<std::string> &errors);

  void run(gnk::KernelInterface kernel);
  Symbols read(Value buffer) { return readAt(addressesOf(buffer)); }

private:
  using Addresses = std::vector<size_t>;

  size_t addressOf(Value buffer, int64_t n, int64_t c, int64_t h, int64_t w);
  size_t baseOf(Value root);
  Addresses addressesOf(Value buffer);
  Addresses fillingOf(Value buffer);
  Symbols readAt(const Addresses &addresses);
  void error(Operation *operation, StringRef what) {
    errors.push_back(
        llvm::formatv("{0}: {1}", operation->getName().getStringRef(), what));
  }

  func::FuncOp program;
  std::vector<std::string> &errors;
  size_t arenaBase = 0;
  Symbols memory;
};

size_t floatsOf(Value buffer) {
  return cast<gnk::BufferType>(buffer.getType()).getBytes() / sizeof(float);
}

Machine::Machine(func::FuncOp program, std::vector<std::string> &errors)
    : program(program), errors(errors) {
  arenaBase =
      floatsOf(program.getArgument(0)) + floatsOf(program.getArgument(1));
  auto arena = program->getAttrOfType<IntegerAttr>("gnk.arena_bytes");
  memory.assign(arenaBase + arena.getInt() / sizeof(float), unwritten);
  for (size_t i = 0; i < floatsOf(program.getArgument(0)); ++i)
    memory[i] = inputSymbol(i);
}

size_t Machine::baseOf(Value root) {
  if (auto alloc = root.getDefiningOp<gnk::AllocOp>())
    return arenaBase + *alloc.getOffset() / sizeof(float);
  return root == program.getArgument(0) ? 0 : floatsOf(program.getArgument(0));
}

/// Of one element, by the definition of views and layouts; channels past the
/// last are what fills up its group.
size_t Machine::addressOf(Value buffer, int64_t n, int64_t c, int64_t h,
                          int64_t w) {
  if (auto slice = buffer.getDefiningOp<gnk::SliceOp>())
    return addressOf(slice.getBuffer(), n, c + slice.getChannel(), h, w);
  if (auto flatten = buffer.getDefiningOp<gnk::FlattenOp>()) {
    gnk::BufferType image = flatten.getBuffer().getType();
    int64_t row = c / image.getWidth();
    return addressOf(flatten.getBuffer(), n, row / image.getHeight(),
                     row % image.getHeight(), c % image.getWidth());
  }
  auto type = cast<gnk::BufferType>(buffer.getType());
  int64_t block = type.getLayout() == gnk::Layout::Nchw16c  ? 16
                  : type.getLayout() == gnk::Layout::Nchw8c ? 8
                                                            : 1;
  int64_t groups = (type.getChannels() + block - 1) / block;
  int64_t row = (n * groups + c / block) * type.getHeight() + h;
  return baseOf(buffer) + (row * type.getWidth() + w) * block + c % block;
}

Machine::Addresses Machine::addressesOf(Value buffer) {
  auto type = cast<gnk::BufferType>(buffer.getType());
  Addresses addresses;
  for (int64_t n = 0; n < type.getBatch(); ++n)
    for (int64_t c = 0; c < type.getChannels(); ++c)
      for (int64_t h = 0; h < type.getHeight(); ++h)
        for (int64_t w = 0; w < type.getWidth(); ++w)
          addresses.push_back(addressOf(buffer, n, c, h, w));
  return addresses;
}

/// What fills up the last group of channels.
Machine::Addresses Machine::fillingOf(Value buffer) {
  auto type = cast<gnk::BufferType>(buffer.getType());
  Addresses addresses;
  for (int64_t n = 0; n < type.getBatch(); ++n)
    for (int64_t c = type.getChannels(); c % type.getBlock() != 0; ++c)
      for (int64_t h = 0; h < type.getHeight(); ++h)
        for (int64_t w = 0; w < type.getWidth(); ++w)
          addresses.push_back(addressOf(buffer, n, c, h, w));
  return addresses;
}

Symbols Machine::readAt(const Addresses &addresses) {
  Symbols symbols;
  for (size_t address : addresses)
    symbols.push_back(memory.at(address));
  return symbols;
}

void Machine::run(gnk::KernelInterface kernel) {
  Addresses from = addressesOf(kernel.getSource());
  Addresses to = addressesOf(kernel.getDestination());
  Addresses filling = fillingOf(kernel.getDestination());
  Symbols source = readAt(from);
  if (llvm::is_contained(source, unwritten))
    error(kernel, "reads what was not written");
  for (uint64_t symbol : readAt(fillingOf(kernel.getSource())))
    if (symbol != zero)
      error(kernel, "reads a group of channels not filled up with zeros");

  Symbols result = isa<gnk::ReorderOp>(kernel)
                       ? source
                       : compute(describeKernel(kernel), source, to.size());
  std::vector<size_t> read(from);
  llvm::sort(read);
  for (const Addresses &written : {to, filling})
    for (size_t address : written)
      if (std::binary_search(read.begin(), read.end(), address))
        return error(kernel, "writes into its own source");
  for (auto [address, symbol] : llvm::zip_equal(to, result))
    memory.at(address) = symbol;
  for (size_t address : filling)
    memory.at(address) = zero;
}

} // namespace

Symbols runKernels(func::FuncOp program, std::vector<std::string> &errors) {
  Machine machine(program, errors);
  for (auto kernel : program.getBody().front().getOps<gnk::KernelInterface>())
    machine.run(kernel);
  return machine.read(program.getArgument(1));
}

} // namespace gnet::test
