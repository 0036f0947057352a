#include "onnx/import/Readers.h"

#include <cmath>

namespace gnet {

namespace {

/// Channels of an input whose values are written in the spec itself, as the
/// colours of a picture are; more are weights.
constexpr int64_t maxWritten = 4;

/// Aligned from the last dimension, as ONNX broadcasts.
bool isByChannel(const std::vector<int64_t> &dims, const ImportTensor &tensor,
                 int64_t channels) {
  if (static_cast<int>(dims.size()) > tensor.rank)
    return false;
  for (size_t i = 0; i < dims.size(); ++i) {
    size_t axis = static_cast<size_t>(tensor.rank) - dims.size() + i;
    if (dims[i] != (axis == 1 ? channels : 1) && dims[i] != 1)
      return false;
  }
  return true;
}

/// One number, or one a channel.
std::optional<ImportConstant> readFactors(ImportNode &node, size_t index,
                                          const ImportTensor &tensor) {
  std::optional<ImportConstant> constant = node.constantInput(index);
  if (!constant || !node.ok())
    return std::nullopt;
  if (!isByChannel(constant->dims(), tensor, node.shape(tensor).channels)) {
    node.fail("its constant " + shapeText(constant->dims()) +
              " is neither one number nor one a channel");
    return std::nullopt;
  }
  llvm::Expected<ImportConstant> row =
      constant->reshaped({constant->elements()});
  if (row)
    return *row;
  node.fail("its constant: " + llvm::toString(row.takeError()));
  return std::nullopt;
}

std::vector<double> written(ImportNode &node, const ImportConstant &factors) {
  llvm::Expected<std::vector<float>> floats = factors.floats();
  if (!floats) {
    node.fail("its constant: " + llvm::toString(floats.takeError()));
    return {};
  }
  std::vector<double> values;
  for (float factor : *floats) {
    if (!(std::abs(factor) <= maxFactor))
      node.fail("its constant is not from -1e6 to 1e6");
    values.push_back(node.ok() ? decimal(factor) : 0);
  }
  return values;
}

bool isWritten(const ImportConstant &factors, const ImportTensor &tensor) {
  return factors.elements() == 1 ||
         (tensor.layer == networkInput && factors.elements() <= maxWritten);
}

void giveProduct(ImportNode &node, const ImportTensor &tensor,
                 const ImportConstant &factors) {
  if (isWritten(factors, tensor))
    return node.giveLayer(Scale{written(node, factors), {0.0}}, {tensor});
  node.giveLayer(Affine{/*bias=*/false}, {tensor}, {factors});
}

void giveSum(ImportNode &node, const ImportTensor &tensor,
             const ImportConstant &offsets) {
  if (isWritten(offsets, tensor))
    return node.giveLayer(Scale{{1.0}, written(node, offsets)}, {tensor});
  llvm::Expected<ImportConstant> ones =
      ImportConstant::filled(offsets.dims(), 1);
  if (!ones)
    return node.fail(llvm::toString(ones.takeError()));
  node.giveLayer(Affine{}, {tensor}, {*ones, offsets});
}

/// Of `factors` through `function`.
std::optional<ImportConstant> mapped(ImportNode &node,
                                     const ImportConstant &factors,
                                     float (*function)(float)) {
  llvm::Expected<ImportConstant> result = factors.mapped(function);
  if (result)
    return *result;
  node.fail("its constant: " + llvm::toString(result.takeError()));
  return std::nullopt;
}

void readAdd(ImportNode &node) {
  size_t constant = node.isConstant(0) ? 0 : 1;
  ImportTensor tensor = node.tensorInput(1 - constant);
  if (auto offsets = readFactors(node, constant, tensor))
    giveSum(node, tensor, *offsets);
}

void readMul(ImportNode &node) {
  size_t constant = node.isConstant(0) ? 0 : 1;
  ImportTensor tensor = node.tensorInput(1 - constant);
  if (auto factors = readFactors(node, constant, tensor))
    giveProduct(node, tensor, *factors);
}

void readSub(ImportNode &node) {
  if (!node.isConstant(1))
    return node.fail("the language subtracts constants only");
  ImportTensor tensor = node.tensorInput(0);
  std::optional<ImportConstant> offsets = readFactors(node, 1, tensor);
  if (offsets)
    offsets = mapped(node, *offsets, [](float value) { return -value; });
  if (offsets)
    giveSum(node, tensor, *offsets);
}

void readDiv(ImportNode &node) {
  if (!node.isConstant(1))
    return node.fail("the language divides by constants only");
  ImportTensor tensor = node.tensorInput(0);
  std::optional<ImportConstant> factors = readFactors(node, 1, tensor);
  if (factors)
    factors = mapped(node, *factors, [](float value) { return 1 / value; });
  if (factors)
    giveProduct(node, tensor, *factors);
}

} // namespace

void addArithmeticReaders(ImportReaders &readers) {
  readers["Add"] = readAdd;
  readers["Mul"] = readMul;
  readers["Sub"] = readSub;
  readers["Div"] = readDiv;
}

} // namespace gnet
