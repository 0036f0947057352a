// QuantizeLinear and DequantizeLinear, as the quantisers of onnxruntime and
// NNCF write them: pairs behind results, whose integers are a range then; and
// around weights, which become the float32 that the integers stand for.
#include "onnx/import/Readers.h"

#include <algorithm>
#include <cmath>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

/// Of elements that no file holds: 1 GiB of them.
constexpr int64_t maxMadeElements = int64_t{1} << 28;

/// Least and largest; nothing for other types.
std::optional<std::pair<int64_t, int64_t>> limitsOf(int type) {
  switch (type) {
  case onnx::TensorProto_DataType_UINT8:
    return std::pair(0, UINT8_MAX);
  case onnx::TensorProto_DataType_INT8:
    return std::pair(INT8_MIN, INT8_MAX);
  case onnx::TensorProto_DataType_UINT16:
    return std::pair(0, UINT16_MAX);
  case onnx::TensorProto_DataType_INT16:
    return std::pair(INT16_MIN, INT16_MAX);
  case onnx::TensorProto_DataType_INT32:
    return std::pair(INT32_MIN, INT32_MAX);
  default:
    return std::nullopt;
  }
}

/// Scales and zero points of a node, one or one a place of an axis.
struct Steps {
  std::vector<float> scales;
  std::vector<int64_t> zeros;
  int64_t low = 0, high = UINT8_MAX;

  ImportIntegers at(size_t index) const {
    return {scales[index], zeros.size() > 1 ? zeros[index] : zeros[0], low,
            high};
  }
};

std::optional<Steps> readSteps(ImportNode &node) {
  node.ignore("saturate");
  node.ignore("precision");
  if (node.integer("block_size", 0) != 0)
    node.fail("its scales are of blocks, where one, or one a channel, is read");
  Steps steps;
  auto scale = node.constantInput(1);
  if (!scale)
    return std::nullopt;
  if (llvm::Expected<std::vector<float>> scales = scale->floats())
    steps.scales = std::move(*scales);
  else
    node.fail("its scale: " + llvm::toString(scales.takeError()));
  for (float each : steps.scales)
    if (!std::isnormal(each) || each < 0)
      node.fail("one of its scales is no number above 0");
  steps.zeros = {0};
  int type = static_cast<int>(
      node.integer("output_dtype", onnx::TensorProto_DataType_UINT8));
  if (node.hasInput(2)) {
    auto zero = node.constantInput(2);
    if (!zero)
      return std::nullopt;
    if (llvm::Expected<std::vector<int64_t>> zeros = zero->allIntegers())
      steps.zeros = std::move(*zeros);
    else
      node.fail("its zero point: " + llvm::toString(zeros.takeError()));
    type = zero->elementType().value_or(type);
  }
  if (auto limits = limitsOf(type))
    std::tie(steps.low, steps.high) = *limits;
  else
    node.fail("its integers are of a type that is not read");
  for (int64_t zero : steps.zeros)
    if (zero < steps.low || zero > steps.high)
      node.fail("its zero point is none of its integers");
  if (steps.zeros.size() != 1 && steps.zeros.size() != steps.scales.size())
    node.fail("it has not as many zero points as scales");
  return node.ok() ? std::optional(steps) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// Of results
//===----------------------------------------------------------------------===//

/// One for the whole tensor, or one a channel of it.
std::vector<ImportIntegers> readIntegers(ImportNode &node,
                                         const ImportTensor &tensor) {
  const int64_t axis = node.integer("axis", 1);
  const auto steps = readSteps(node);
  if (!steps || !node.ok())
    return {};
  const size_t count = steps->scales.size();
  const auto channels = static_cast<size_t>(node.shape(tensor).channels);
  if (count != 1 && (axis != 1 || count != channels)) {
    node.fail("its scales are neither one nor one a channel");
    return {};
  }
  std::vector<ImportIntegers> integers;
  for (size_t i = 0; i < count; ++i)
    integers.push_back(steps->at(i));
  return integers;
}

/// Of all channels: a result has one range.
Calibration::Range rangeOf(ImportNode &node,
                           llvm::ArrayRef<ImportIntegers> integers) {
  if (integers.size() > 1)
    node.note("results that the file rounds by channels have one range, which "
              "is that of all their channels");
  if (integers.front().high - integers.front().low > UINT8_MAX)
    node.note("the file rounds results to more than 8 bits; an int8 package "
              "rounds them to 8");
  Calibration::Range all = integers.front().range();
  for (const ImportIntegers &each : integers.drop_front()) {
    all.min = std::min(all.min, each.range().min);
    all.max = std::max(all.max, each.range().max);
  }
  return all;
}

/// What cuts off all below 0 is a relu, which quantisers leave out then.
void readQuantize(ImportNode &node) {
  ImportTensor tensor = node.tensorInput(0);
  const std::vector<ImportIntegers> integers = readIntegers(node, tensor);
  if (!node.ok())
    return;
  const bool cutsOff = llvm::all_of(
      integers, [](const ImportIntegers &of) { return of.zero == of.low; });
  if (cutsOff && !node.isNonNegative(tensor))
    tensor = node.addLayer(Relu{}, {tensor});
  if (!node.ok())
    return;
  node.setRange(tensor, rangeOf(node, integers));
  tensor.integers = integers;
  node.give(tensor);
}

void readDequantize(ImportNode &node) {
  ImportTensor tensor = node.integersOfTensor(0);
  const std::vector<ImportIntegers> integers = readIntegers(node, tensor);
  if (!node.ok())
    return;
  if (tensor.integers != integers)
    return node.fail("its scale or zero point is not that of the "
                     "QuantizeLinear before it");
  tensor.integers.clear();
  node.give(tensor);
}

/// Other forms of quantised models.
void refuseIntegerOperator(ImportNode &node) {
  node.fail("the model is in onnxruntime's QOperator form; one in QDQ form is "
            "read, of quantize_static with quant_format=QuantFormat.QDQ");
}

void refuseDynamic(ImportNode &node) {
  node.fail("the model finds its ranges anew in each run; one that has them is "
            "read, of quantize_static with quant_format=QuantFormat.QDQ");
}

//===----------------------------------------------------------------------===//
// Of constants
//===----------------------------------------------------------------------===//

/// How many elements share a scale, one behind the other; 0 if they do not fit.
int64_t elementsOfStep(ImportNode &node, const ImportConstant &constant,
                       const Steps &steps) {
  const std::vector<int64_t> &dims = constant.dims();
  const auto rank = static_cast<int64_t>(dims.size());
  int64_t axis = node.integer("axis", 1);
  if (steps.scales.size() == 1)
    return std::max<int64_t>(constant.elements(), 1);
  axis += axis < 0 ? rank : 0;
  if (axis < 0 || axis >= rank ||
      dims[axis] != static_cast<int64_t>(steps.scales.size())) {
    node.fail("its scales are not one a place of its axis");
    return 0;
  }
  int64_t inner = 1;
  for (int64_t i = axis + 1; i < rank; ++i)
    inner *= dims[i];
  return inner;
}

/// The constant with each value through `function`, which gets its integers.
template <typename Number, typename Function>
auto mapped(const std::vector<Number> &values, const Steps &steps,
            int64_t elementsOfStep, Function function) {
  std::vector<decltype(function(values[0], steps.at(0)))> result;
  result.reserve(values.size());
  for (size_t i = 0; i < values.size(); ++i)
    result.push_back(function(
        values[i], steps.at(i / elementsOfStep % steps.scales.size())));
  return result;
}

std::optional<ImportConstant> heldConstant(ImportNode &node) {
  auto constant = node.constantInput(0);
  if (constant && constant->everywhere() &&
      constant->elements() > maxMadeElements)
    node.fail("its input has more elements than the file holds");
  return node.ok() ? constant : std::nullopt;
}

/// The file's own name of a weight: onnxruntime's quantiser adds to it, and
/// NNCF, as in `q_output_conv1.weight_1`.
std::string nameOf(const ImportConstant &constant) {
  llvm::StringRef name = constant.name();
  name.consume_back("_quantized");
  if (name.consume_front("q_output_"))
    name = name.rtrim("0123456789").rtrim('_');
  return name.str();
}

void readQuantizedConstant(ImportNode &node) {
  auto constant = heldConstant(node);
  auto steps = readSteps(node);
  if (!constant || !steps)
    return;
  llvm::Expected<std::vector<float>> values = constant->floats();
  if (!values)
    return node.fail("its input: " + llvm::toString(values.takeError()));
  const int64_t together = elementsOfStep(node, *constant, *steps);
  if (!node.ok())
    return;
  auto integers = mapped(
      *values, *steps, together, [](float value, const ImportIntegers &of) {
        const double q =
            std::nearbyint(value / of.scale) + static_cast<double>(of.zero);
        return static_cast<int64_t>(
            std::isnan(q) ? static_cast<double>(of.zero)
                          : std::clamp(q, static_cast<double>(of.low),
                                       static_cast<double>(of.high)));
      });
  ImportConstant result =
      ImportConstant::ofIntegers(constant->dims(), std::move(integers));
  result.setName(nameOf(*constant));
  node.give(result);
}

void readDequantizedConstant(ImportNode &node) {
  auto constant = heldConstant(node);
  auto steps = readSteps(node);
  if (!constant || !steps)
    return;
  llvm::Expected<std::vector<int64_t>> values = constant->allIntegers();
  if (!values)
    return node.fail("its input: " + llvm::toString(values.takeError()));
  const int64_t together = elementsOfStep(node, *constant, *steps);
  if (!node.ok())
    return;
  auto floats = mapped(*values, *steps, together,
                       [](int64_t value, const ImportIntegers &of) {
                         return static_cast<float>(
                             static_cast<double>(value - of.zero) * of.scale);
                       });
  ImportConstant result =
      ImportConstant::ofFloats(constant->dims(), std::move(floats));
  result.setName(nameOf(*constant));
  node.give(result);
}

} // namespace

void addQuantizationReaders(ImportReaders &readers) {
  readers["QuantizeLinear"] = readQuantize;
  readers["DequantizeLinear"] = readDequantize;
  for (const char *op : {"QLinearConv", "QLinearMatMul", "QGemm", "QLinearAdd",
                         "QLinearConcat", "QLinearAveragePool"})
    readers[op] = refuseIntegerOperator;
  for (const char *op :
       {"DynamicQuantizeLinear", "ConvInteger", "MatMulInteger"})
    readers[op] = refuseDynamic;
}

void addQuantizedConstantReaders(ImportReaders &readers) {
  readers["QuantizeLinear"] = readQuantizedConstant;
  readers["DequantizeLinear"] = readDequantizedConstant;
}

} // namespace gnet
