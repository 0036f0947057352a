#include "onnx/import/Readers.h"

#include <cmath>

namespace gnet {

namespace {

/// As the language takes them.
constexpr double minEpsilon = 1e-12;
constexpr double maxEpsilon = 1;

std::vector<ImportConstant>
channelConstants(ImportNode &node, const Shape &shape,
                 std::initializer_list<const char *> names) {
  std::vector<ImportConstant> constants;
  size_t index = 1;
  for (const char *name : names)
    if (auto constant = node.constantInput(index++, name, {shape.channels}))
      constants.push_back(*constant);
  return constants;
}

void readBatchNormalization(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  std::vector<ImportConstant> weights =
      channelConstants(node, node.shape(input),
                       {"the scale", "the shift", "the mean", "the variance"});
  BatchNorm norm;
  norm.epsilon = node.real("epsilon", norm.epsilon);
  node.ignore("momentum");
  if (node.integer("training_mode", 0) != 0)
    node.fail("it is in training mode: export the model for inference");
  if (node.integer("spatial", 1) != 1)
    node.fail("it has statistics of every element (spatial: 0), where the "
              "language has them by channel");
  if (!(norm.epsilon >= minEpsilon && norm.epsilon <= maxEpsilon))
    node.fail("its epsilon is not from 1e-12 to 1");
  node.giveLayer(norm, {input}, std::move(weights));
}

template <typename Op> void readPlain(ImportNode &node) {
  node.giveLayer(Op{}, {node.tensorInput(0)});
}

void readLeakyRelu(ImportNode &node) {
  double slope = node.real("alpha", LeakyRelu().slope);
  if (std::abs(slope) > maxFactor)
    node.fail("its alpha is over 1e6");
  node.giveLayer(LeakyRelu{slope}, {node.tensorInput(0)});
}

void readLrn(ImportNode &node) {
  Lrn lrn;
  lrn.size = node.integer("size", 0);
  lrn.alpha = node.real("alpha", 1e-4);
  lrn.beta = node.real("beta", 0.75);
  lrn.k = node.real("bias", 1);
  if (lrn.size < 1 || lrn.size > 65535 || lrn.size % 2 == 0)
    node.fail("its size must be odd, from 1 to 65535");
  if (!(lrn.alpha >= 0 && lrn.alpha <= 1e6 && lrn.beta >= 0 &&
        lrn.beta <= 100 && lrn.k >= 1e-6 && lrn.k <= 1e6))
    node.fail("its alpha, beta or bias is past what the language takes");
  node.giveLayer(lrn, {node.imageInput(0)});
}

/// Before operator set 12 the rate is an attribute.
void readDropout(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  double rate = node.real("ratio", 0.5);
  node.ignore("seed");
  if (node.hasInput(1)) {
    std::optional<ImportConstant> ratio = node.constantInput(1);
    if (ratio && ratio->elements() == 1)
      if (llvm::Expected<std::vector<float>> values = ratio->floats())
        rate = decimal(values->front());
      else
        node.fail("its ratio: " + llvm::toString(values.takeError()));
    else
      node.fail("its ratio is not one number");
  }
  if (!(rate >= 0 && rate < 1))
    node.fail("its ratio is not from 0 to less than 1");
  if (rate == 0)
    return node.give(input);
  node.giveLayer(Dropout{rate}, {input});
}

/// The axis of channels, or a failure.
void readChannelAxis(ImportNode &node, const ImportTensor &tensor,
                     int64_t otherwise) {
  int64_t axis = node.integer("axis", otherwise);
  if (axis + (axis < 0 ? tensor.rank : 0) != 1)
    node.fail("its axis is " + llvm::Twine(axis) +
              ", where only that of the channels, 1, can be said");
}

/// Before operator set 13 it goes over all that follows the axis, too.
void readSoftmax(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  const Shape &shape = node.shape(input);
  bool isFlat = node.opset() < 13;
  readChannelAxis(node, input, isFlat ? 1 : -1);
  if (isFlat && shape.elements() != shape.channels)
    node.fail("it goes over rows and columns, too (operator set " +
              llvm::Twine(node.opset()) + ")");
  node.giveLayer(Softmax{}, {input});
}

void readConcat(ImportNode &node) {
  std::vector<ImportTensor> inputs;
  for (size_t i = 0; i < node.inputs(); ++i)
    inputs.push_back(node.tensorInput(i));
  if (inputs.empty())
    return node.fail("it has no inputs");
  readChannelAxis(node, inputs.front(), 1);
  for (const ImportTensor &input : inputs)
    if (input.rank != inputs.front().rank)
      node.fail("it joins images and vectors");
  if (inputs.size() == 1)
    return node.give(inputs.front());
  node.giveLayer(Concat{}, inputs);
}

} // namespace

void addLayerReaders(ImportReaders &readers) {
  readers["BatchNormalization"] = readBatchNormalization;
  readers["Relu"] = readPlain<Relu>;
  readers["LeakyRelu"] = readLeakyRelu;
  readers["Sigmoid"] = readPlain<Sigmoid>;
  readers["Tanh"] = readPlain<Tanh>;
  readers["LRN"] = readLrn;
  readers["Dropout"] = readDropout;
  readers["Softmax"] = readSoftmax;
  readers["Concat"] = readConcat;
}

} // namespace gnet
