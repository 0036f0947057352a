//===- Networks.cpp - GoogLeNet, and networks by a seed -------------------===//
#include "NetworkBuilder.h"
#include <random>

using namespace mlir;

namespace gnet::test {

namespace {

/// A row of the paper's table: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool.
Value inception(NetworkBuilder &net, Value from, std::array<int64_t, 6> row) {
  Value narrow = net.conv(from, row[0], 1);
  Value middle = net.conv(net.conv(from, row[1], 1), row[2], 3);
  Value wide = net.conv(net.conv(from, row[3], 1), row[4], 5);
  Value pooled = net.conv(net.maxPool(from, 3, 1), row[5], 1);
  return net.concat({narrow, middle, wide, pooled});
}

/// Adds layers that read any of those before them.
class RandomLayers {
public:
  RandomLayers(NetworkBuilder &net, unsigned seed) : net(net), random(seed) {
    values.push_back(net.input());
  }

  void add() { values.push_back(layer()); }
  Value last() const { return values.back(); }

private:
  // Standard distributions differ between libraries; this does not.
  int64_t below(int64_t bound) { return random() % bound; }

  /// Any value, but mostly a late one.
  Value any() {
    size_t back = std::min(below(values.size()), below(values.size()));
    return values[values.size() - 1 - back];
  }

  int64_t channels() {
    constexpr int64_t choices[] = {3, 8, 12, 16, 16, 24, 32, 32, 48};
    return choices[below(std::size(choices))];
  }

  Value layer();
  Value groupedConv(Value from);
  Value add(Value first);
  Value residual(Value from);
  Value gated(Value from);
  Value concat(Value first);

  NetworkBuilder &net;
  std::mt19937 random;
  std::vector<Value> values;
};

Value RandomLayers::layer() {
  Value from = any();
  switch (below(21)) {
  case 0:
  case 1:
  case 2:
    return net.conv(from, channels(), 1 + 2 * below(2), 1 + below(5) / 4);
  case 3:
    return groupedConv(from);
  case 4:
    return net.maxPool(from, 3, 1 + below(2));
  case 5:
    return net.avgPool(from, 3, 1);
  case 6:
    return net.lrn(from);
  case 7:
    return net.batchNorm(from);
  case 8:
    return net.relu(from);
  case 9:
    return below(2) ? net.flatten(from) : net.globalAvgPool(from);
  case 10:
    return below(2) ? net.linear(from, channels()) : net.softmax(from);
  case 11:
    return below(2) ? net.affine(from) : net.scale(from, 0.17);
  case 12:
    return below(3) ? net.tanh(from) : net.rbf(from, channels());
  case 13:
  case 14:
    return add(from);
  case 15:
  case 16:
    return residual(from);
  case 17:
    return gated(from);
  default:
    return concat(from);
  }
}

Value RandomLayers::groupedConv(Value from) {
  int64_t channels = cast<RankedTensorType>(from.getType()).getDimSize(1);
  int64_t groups = channels % 2 == 0 && below(2) ? 2 : channels;
  return net.conv(from, channels, 3, 1, groups);
}

/// Of two or three earlier values of one shape, also one twice.
Value RandomLayers::add(Value first) {
  std::vector<Value> inputs{first};
  std::vector<double> factors{1};
  for (int tries = 0; tries < 12 && inputs.size() < 3; ++tries)
    if (Value other = any(); other.getType() == first.getType()) {
      inputs.push_back(other);
      factors.push_back(below(2) ? 1 : 0.5);
    }
  if (inputs.size() == 1)
    return net.relu(first);
  return below(2) ? net.add(inputs) : net.add(inputs, factors);
}

/// Two convolutions beside the way past them, in either order.
Value RandomLayers::residual(Value from) {
  int64_t channels = cast<RankedTensorType>(from.getType()).getDimSize(1);
  Value branch = net.bareConv(net.conv(from, this->channels(), 3), channels, 3);
  Value past = below(3) ? from : net.bareConv(from, channels, 1);
  return below(2) ? net.add({branch, past}) : net.add({past, branch});
}

/// Times one factor a channel, or another value of the same shape.
Value RandomLayers::gated(Value from) {
  if (below(3) == 0)
    return net.multiply(from, net.tanh(from));
  int64_t channels = cast<RankedTensorType>(from.getType()).getDimSize(1);
  Value means = net.globalAvgPool(from);
  Value gate =
      below(2) ? net.bareConv(means, channels, 1) : net.linear(means, channels);
  return net.multiply(from, net.hardSigmoid(gate));
}

/// Of any earlier values of the same height and width, also one twice.
Value RandomLayers::concat(Value first) {
  auto size = [](Value image) {
    return cast<RankedTensorType>(image.getType()).getShape().drop_front(2);
  };
  std::vector<Value> inputs{first};
  for (int tries = 0; tries < 6; ++tries)
    if (Value other = any(); size(other) == size(first))
      inputs.push_back(other);
  return net.concat(inputs);
}

Value basicBlock(NetworkBuilder &net, Value from, int64_t channels,
                 int64_t stride) {
  Value branch = net.bareConv(net.conv(from, channels, 3, stride), channels, 3);
  Value past = from;
  if (stride != 1)
    past = net.bareConv(net.maxPool(from, 1, stride), channels, 1);
  return net.add({branch, past});
}

} // namespace

OwningOpRef<ModuleOp> buildResNet(MLIRContext &context, int64_t batch,
                                  int64_t side) {
  NetworkBuilder net(context, {batch, 3, side, side});
  Value value = net.maxPool(net.conv(net.input(), 64, 7, 2), 3, 2);
  for (int64_t channels : {64, 128, 256, 512}) {
    value = basicBlock(net, value, channels, channels == 64 ? 1 : 2);
    value = basicBlock(net, value, channels, 1);
  }
  value = net.linear(net.globalAvgPool(value), 1000);
  return net.finish(net.softmax(value));
}

OwningOpRef<ModuleOp> buildGoogLeNet(MLIRContext &context, int64_t batch,
                                     int64_t side) {
  NetworkBuilder net(context, {batch, 3, side, side});
  Value value = net.conv(net.input(), 64, 7, 2);
  value = net.lrn(net.maxPool(value, 3, 2));
  value = net.lrn(net.conv(net.conv(value, 64, 1), 192, 3));
  value = net.maxPool(value, 3, 2);
  value = inception(net, value, {64, 96, 128, 16, 32, 32});
  value = inception(net, value, {128, 128, 192, 32, 96, 64});
  value = net.maxPool(value, 3, 2);
  value = inception(net, value, {192, 96, 208, 16, 48, 64});
  value = inception(net, value, {160, 112, 224, 24, 64, 64});
  value = inception(net, value, {128, 128, 256, 24, 64, 64});
  value = inception(net, value, {112, 144, 288, 32, 64, 64});
  value = inception(net, value, {256, 160, 320, 32, 128, 128});
  value = net.maxPool(value, 3, 2);
  value = inception(net, value, {256, 160, 320, 32, 128, 128});
  value = inception(net, value, {384, 192, 384, 48, 128, 128});
  value = net.linear(net.globalAvgPool(value), 1000);
  return net.finish(net.softmax(value));
}

OwningOpRef<ModuleOp> buildRandomNetwork(MLIRContext &context, unsigned seed) {
  int64_t channels = seed % 3 == 0 ? 3 : seed % 3 == 1 ? 16 : 5;
  NetworkBuilder net(context, {1 + seed % 2, channels, 6, 5});
  RandomLayers layers(net, seed);
  for (unsigned count = 1 + seed % 23; count > 0; --count)
    layers.add();
  return net.finish(layers.last());
}

} // namespace gnet::test
