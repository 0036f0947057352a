//===- Digests.cpp - Which network and weights a calibration is of --------===//
#include "quantization/Digests.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {
namespace {

std::string hexadecimal(llvm::SHA256 &hash) {
  return llvm::toHex(hash.final(), /*LowerCase=*/true);
}

std::string inputText(const Input &input) {
  return fmt::format("{} {}x{}x{} order {} scale {} mean {} stddev {}\n",
                     input.name, input.shape.channels, input.shape.height,
                     input.shape.width, static_cast<int>(input.order),
                     input.scale, input.mean, input.stddev);
}

/// A layer with every attribute, in all its digits.
class OpText {
public:
  std::string text;

  void kernel(const Field &, const Extent &kernel, const Extent &stride) {
    add("kernel", kernel);
    add("stride", stride);
  }
  void padding(const Padding &pad) {
    text += fmt::format(" pad {} {} {} {}", pad.top, pad.left, pad.bottom,
                        pad.right);
  }
  template <typename Value, typename Range>
  void argument(const Field &field, const Value &value, Range) {
    add(field.word, value);
  }
  void rate(const Field &field, double value) { add(field.word, value); }
  template <typename Value, typename... Range>
  void key(const Field &field, const Value &value, Range...) {
    add(field.word, value);
  }
  void flag(const Flag &flag, bool value) { add(flag.word, value); }
  void flagOfPadding(const Flag &flag, bool value, const char *) {
    add(flag.word, value);
  }
  template <typename Message> void check(bool, Message) {}

private:
  void add(const char *word, const Extent &extent) {
    text += fmt::format(" {} {}x{}", word, extent.height, extent.width);
  }
  void add(const char *word, Rounding rounding) {
    add(word, static_cast<int>(rounding));
  }
  template <typename Value> void add(const char *word, const Value &value) {
    text += fmt::format(" {} {}", word, value);
  }
};

std::string opText(const LayerOp &op) {
  OpText fields;
  fields.text = kindOf(op).word;
  describe(op, fields);
  return std::move(fields.text);
}

} // namespace

std::string networkDigest(const Network &network) {
  llvm::SHA256 hash;
  hash.update(inputText(network.input));
  for (size_t id = 0; id < network.layers.size(); ++id) {
    if (network.headOf[id] >= 0)
      continue;
    const Layer &layer = network.layers[id];
    std::string text = layer.path + ": " + opText(layer.op) + " of";
    for (LayerId from : layer.inputs)
      text += " " + (from == networkInput ? network.input.name
                                          : network.layers[from].path);
    hash.update(text + "\n");
  }
  return hexadecimal(hash);
}

std::string importDigest(Network network) {
  Input bare;
  bare.name = network.input.name;
  bare.shape = network.input.shape;
  network.input = std::move(bare);
  return networkDigest(network);
}

std::string weightsDigest(const Weights &weights) {
  llvm::SHA256 hash;
  for (const WeightTensor &tensor : weights) {
    hash.update(
        fmt::format("{} {}\n", tensor.parameter.name, tensor.parameter.dims));
    hash.update(
        llvm::ArrayRef(reinterpret_cast<const uint8_t *>(tensor.values.data()),
                       tensor.values.size() * sizeof(float)));
  }
  return hexadecimal(hash);
}

llvm::Error checkDigests(const Calibration &calibration, const Network &network,
                         const Weights *weights) {
  const std::string digest = calibration.method == importedMethod
                                 ? importDigest(network)
                                 : networkDigest(network);
  if (calibration.networkDigest != digest)
    return llvm::createStringError(
        "the calibration is of another network, '" + calibration.network +
        "', or of '" + network.name +
        "' before it was changed: make one with gnetc calibrate");
  if (weights && calibration.weightsDigest != weightsDigest(*weights))
    return llvm::createStringError(
        "the calibration of '" + network.name +
        "' is of other weights: make one with gnetc calibrate and these");
  return llvm::Error::success();
}

} // namespace gnet
