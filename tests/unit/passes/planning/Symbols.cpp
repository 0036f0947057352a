#include "Symbols.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace gnet::test {

namespace {

uint64_t bits(double number) { return llvm::bit_cast<uint64_t>(number); }

uint64_t constantIdentity(ArrayRef<float> values) {
  uint64_t hash = llvm::hash_value(StringRef("constant"));
  for (float value : values)
    hash = llvm::hash_combine(hash, bits(value));
  return hash;
}

} // namespace

uint64_t constantIdentity(ArrayRef<double> numbers, int64_t channels) {
  std::vector<float> values(numbers.begin(), numbers.end());
  values.resize(channels, values.front());
  return constantIdentity(values);
}

uint64_t foldIdentity(StringRef name, ArrayRef<uint64_t> tensors,
                      double epsilon) {
  return llvm::hash_combine(
      name, llvm::hash_combine_range(tensors.begin(), tensors.end()),
      bits(epsilon));
}

uint64_t identity(Value tensor) {
  if (!tensor)
    return 0;
  Operation *operation = tensor.getDefiningOp();
  if (auto leaf = dyn_cast<gn::ParameterOp>(operation))
    return llvm::hash_value(leaf.getName());
  if (auto constant = dyn_cast<gn::ConstantOp>(operation)) {
    auto values = cast<DenseElementsAttr>(constant.getValues());
    return constantIdentity(llvm::to_vector(values.getValues<float>()));
  }
  if (auto fold = dyn_cast<gn::FoldWeightOp>(operation))
    return foldIdentity("weight",
                        {identity(fold.getWeight()), identity(fold.getScale()),
                         identity(fold.getVariance())},
                        fold.getEpsilon()->convertToDouble());
  auto fold = cast<gn::FoldBiasOp>(operation);
  return foldIdentity("bias",
                      {identity(fold.getBias()), identity(fold.getScale()),
                       identity(fold.getShift()), identity(fold.getMean()),
                       identity(fold.getVariance())},
                      fold.getEpsilon()->convertToDouble());
}

namespace {

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
  return llvm::formatv("conv {0} {1} {2} {3} {4} {5}", text(op.getStrides()),
                       text(op.getPadding()), text(op.getDilations()),
                       op.getGroups(), identity(op.getWeight()),
                       identity(op.getBias()));
}

template <typename Linear> std::string describeLinear(Linear op) {
  return llvm::formatv("linear {0} {1}", identity(op.getWeight()),
                       identity(op.getBias()));
}

template <typename Lrn> std::string describeLrn(Lrn op) {
  return llvm::formatv(
      "lrn {0} {1} {2} {3}", op.getSize(), op.getAlpha().convertToDouble(),
      op.getBeta().convertToDouble(), op.getK().convertToDouble());
}

template <typename Rbf> std::string describeRbf(Rbf op) {
  return llvm::formatv("rbf {0}", identity(op.getWeight()));
}

std::string describePool(StringRef kind, ArrayRef<int64_t> kernel,
                         ArrayRef<int64_t> strides, ArrayRef<int64_t> padding) {
  return llvm::formatv("pool {0} {1} {2} {3}", kind, text(kernel),
                       text(strides), text(padding));
}

} // namespace

std::string describeLayer(Operation *layer) {
  return llvm::TypeSwitch<Operation *, std::string>(layer)
      .Case([](gn::ConvOp op) { return describeConv(op); })
      .Case([](gn::LinearOp op) { return describeLinear(op); })
      .Case([](gn::RbfOp op) { return describeRbf(op); })
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
      .Case([](gn::SoftmaxOp) { return "softmax"; });
}

std::string describeKernel(Operation *kernel) {
  return llvm::TypeSwitch<Operation *, std::string>(kernel)
      .Case([](gnk::ConvOp op) { return describeConv(op); })
      .Case([](gnk::LinearOp op) { return describeLinear(op); })
      .Case([](gnk::RbfOp op) { return describeRbf(op); })
      .Case([](gnk::LrnOp op) { return describeLrn(op); })
      .Case([](gnk::PoolOp op) {
        return describePool(stringifyPoolKind(op.getKind()), op.getKernel(),
                            op.getStrides(), op.getPadding());
      })
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
// What is computed element by element
//===----------------------------------------------------------------------===//

Symbols activate(Symbols symbols, gn::ActivationAttr activation) {
  if (activation)
    for (uint64_t &symbol : symbols)
      symbol =
          llvm::hash_combine(symbol, activation.getKind(),
                             activation.getAmplitude(), activation.getSlope());
  return symbols;
}

namespace {

uint64_t times(double factor, uint64_t symbol) {
  return factor == 1 ? symbol
                     : uint64_t(llvm::hash_combine(bits(factor), symbol));
}

} // namespace

Symbols sum(const Symbols &a, const Symbols &b, ArrayRef<double> factors) {
  Symbols result;
  for (auto [left, right] : llvm::zip_equal(a, b)) {
    auto both =
        std::minmax({times(factors[0], left), times(factors[1], right)});
    result.push_back(
        llvm::hash_combine(StringRef("sum"), both.first, both.second));
  }
  return result;
}

Symbols product(const Symbols &a, const Symbols &b, size_t each) {
  Symbols result;
  for (size_t i = 0; i < a.size(); ++i)
    result.push_back(
        llvm::hash_combine(StringRef("product"), a[i], b[i / each]));
  return result;
}

Symbols byChannel(Symbols symbols, uint64_t scale, uint64_t shift) {
  for (uint64_t &symbol : symbols)
    symbol = llvm::hash_combine(StringRef("affine"), symbol, scale, shift);
  return symbols;
}

gn::ActivationAttr ownActivation(Operation *operation) {
  return operation->getAttrOfType<gn::ActivationAttr>("activation");
}

} // namespace gnet::test
