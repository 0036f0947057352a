#include "SymbolicRun.h"
#include "Symbols.h"
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

Symbols sumOf(gn::AddOp add, ArrayRef<Symbols> inputs) {
  SmallVector<double> factors(inputs.size(), 1.0);
  if (add.getFactors())
    factors.assign(add.getFactors()->begin(), add.getFactors()->end());
  Symbols result =
      sum(inputs[0], inputs[1], ArrayRef<double>(factors).take_front(2));
  for (size_t i = 2; i < inputs.size(); ++i) {
    const double others[] = {1.0, factors[i]};
    result = sum(result, inputs[i], others);
  }
  return result;
}

Symbols normalised(gn::BatchNormOp norm, const Symbols &input) {
  int64_t channels =
      cast<RankedTensorType>(norm.getMean().getType()).getDimSize(0);
  uint64_t factor = norm.getScale() ? identity(norm.getScale())
                                    : constantIdentity({1.0}, channels);
  uint64_t variance = identity(norm.getVariance());
  double epsilon = norm.getEpsilon().convertToDouble();
  return byChannel(
      input, foldIdentity("weight", {factor, 0, variance}, epsilon),
      foldIdentity("bias",
                   {0, identity(norm.getScale()), identity(norm.getShift()),
                    identity(norm.getMean()), variance},
                   epsilon));
}

/// `inputs` are a layer's operands as far as they are images.
Symbols run(Operation *layer, ArrayRef<Symbols> inputs) {
  const Symbols &input = inputs.front();
  auto type = cast<RankedTensorType>(layer->getResult(0).getType());
  if (gn::ActivationAttr activation = gn::activationOf(layer))
    return activate(input, activation);
  return llvm::TypeSwitch<Operation *, Symbols>(layer)
      .Case([&](gn::FlattenOp) { return input; })
      .Case([&](gn::ConcatOp) {
        return joinChannels(inputs, type.getDimSize(0));
      })
      .Case([&](gn::AddOp op) { return sumOf(op, inputs); })
      .Case([&](gn::MultiplyOp) {
        return product(input, inputs[1], input.size() / inputs[1].size());
      })
      .Case([&](gn::BatchNormOp op) { return normalised(op, input); })
      .Case([&](gn::AffineOp op) {
        return byChannel(input, identity(op.getScale()),
                         identity(op.getShift()));
      })
      .Case([&](gn::ScaleOp op) {
        return byChannel(input,
                         constantIdentity(op.getFactors(), type.getDimSize(1)),
                         constantIdentity(op.getOffsets(), type.getDimSize(1)));
      })
      .Default([&](Operation *op) {
        return compute(describeLayer(op), input, type.getNumElements());
      });
}

} // namespace

Symbols runLayers(func::FuncOp network) {
  llvm::DenseMap<Value, Symbols> values;
  Value image = network.getArgument(0);
  int64_t size = cast<RankedTensorType>(image.getType()).getNumElements();
  for (int64_t i = 0; i < size; ++i)
    values[image].push_back(inputSymbol(i));
  for (Operation &layer : network.getBody().front().without_terminator()) {
    if (gn::makesTensor(&layer))
      continue;
    SmallVector<Symbols> inputs;
    for (Value operand : layer.getOperands())
      if (values.contains(operand))
        inputs.push_back(values[operand]);
    values[layer.getResult(0)] =
        activate(run(&layer, inputs), ownActivation(&layer));
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
  Symbols readChecked(gnk::KernelInterface kernel, Value buffer);
  void checkApart(gnk::KernelInterface kernel);
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

/// What comes before a kernel's activation. `reads` are its buffers' symbols.
Symbols result(gnk::KernelInterface kernel, ArrayRef<Symbols> reads,
               size_t count) {
  const Symbols &source = reads.front();
  return llvm::TypeSwitch<Operation *, Symbols>(kernel)
      .Case<gnk::ReorderOp, gnk::ActivationOp>([&](auto) { return source; })
      .Case([&](gnk::AddOp op) {
        return sum(source, reads[1],
                   op.getFactors().value_or(ArrayRef<double>{1.0, 1.0}));
      })
      .Case([&](gnk::MultiplyOp) {
        return product(source, reads[1], source.size() / reads[1].size());
      })
      .Case([&](gnk::AffineOp op) {
        return byChannel(source, identity(op.getScale()),
                         identity(op.getShift()));
      })
      .Default([&](Operation *op) {
        Symbols made = compute(describeKernel(op), source, count);
        return reads.size() > 1 ? sum(made, reads[1], {1.0, 1.0}) : made;
      });
}

/// Whether each element is only read for the result in its own place.
bool isElementwise(gnk::KernelInterface kernel, size_t read) {
  return isa<gnk::AddOp, gnk::MultiplyOp, gnk::AffineOp, gnk::ActivationOp>(
             kernel) ||
         (isa<gnk::ConvOp>(kernel) && read == 1);
}

Symbols Machine::readChecked(gnk::KernelInterface kernel, Value buffer) {
  Symbols symbols = readAt(addressesOf(buffer));
  if (llvm::is_contained(symbols, unwritten))
    error(kernel, "reads what was not written");
  for (uint64_t symbol : readAt(fillingOf(buffer)))
    if (symbol != zero)
      error(kernel, "reads a group of channels not filled up with zeros");
  return symbols;
}

void Machine::checkApart(gnk::KernelInterface kernel) {
  Addresses to = addressesOf(kernel.getDestination());
  for (auto [index, operand] : llvm::enumerate(kernel.getReads())) {
    Addresses from = addressesOf(operand->get());
    if (from == to && isElementwise(kernel, index))
      continue;
    llvm::sort(from);
    for (const Addresses &written : {to, fillingOf(kernel.getDestination())})
      for (size_t address : written)
        if (std::binary_search(from.begin(), from.end(), address))
          return error(kernel, "writes into its own source");
  }
}

void Machine::run(gnk::KernelInterface kernel) {
  checkApart(kernel);
  SmallVector<Symbols> reads;
  for (OpOperand *operand : kernel.getReads())
    reads.push_back(readChecked(kernel, operand->get()));
  Addresses to = addressesOf(kernel.getDestination());
  Symbols written =
      activate(result(kernel, reads, to.size()), ownActivation(kernel));
  for (auto [address, symbol] : llvm::zip_equal(to, written))
    memory.at(address) = symbol;
  for (size_t address : fillingOf(kernel.getDestination()))
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
