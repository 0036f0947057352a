#include "onnx/import/Readers.h"

#include <cmath>

namespace gnet {

namespace {

/// A list of the language has no more values.
constexpr size_t maxListed = 64;

/// One channel of an image; more than one is no layer.
void readGather(ImportNode &node) {
  ImportTensor image = node.imageInput(0);
  std::vector<int64_t> picked = node.integersInput(1);
  int64_t axis = node.integer("axis", 0);
  std::optional<ImportConstant> index = node.constantInput(1);
  if (!node.ok())
    return;
  bool isChannel = (axis == 1 || axis == -3) && picked.size() == 1 &&
                   picked[0] >= 0 && picked[0] < node.shape(image).channels;
  if (!isChannel)
    return node.fail("only single channels can be taken out, to be scaled and "
                     "joined again");
  node.give(ImportChannel{image, picked[0], !index->dims().empty(), 1, 0});
}

void readUnsqueeze(ImportNode &node) {
  const ImportChannel *channel = node.channelInput(0);
  std::vector<int64_t> axes = node.integersInput(1, "axes");
  if (!channel || !node.ok())
    return node.fail("its input is no channel");
  if (channel->isImage ||
      (axes != std::vector<int64_t>{1} && axes != std::vector<int64_t>{-3}))
    return node.fail("a channel becomes an image by axis 1");
  ImportChannel image = *channel;
  image.isImage = true;
  node.give(image);
}

/// The channel among the two inputs and the number beside it.
struct Operands {
  ImportChannel channel;
  double number = 0;
};

std::optional<Operands> readOperands(ImportNode &node) {
  size_t at = node.channelInput(0) ? 0 : 1;
  const ImportChannel *channel = node.channelInput(at);
  std::optional<ImportConstant> constant = node.constantInput(1 - at);
  if (!channel || !constant || !node.ok())
    return std::nullopt;
  if (constant->elements() != 1 || constant->dims().size() > 3) {
    node.fail("a channel is scaled by one number");
    return std::nullopt;
  }
  llvm::Expected<std::vector<float>> value = constant->floats();
  if (!value) {
    node.fail("its constant: " + llvm::toString(value.takeError()));
    return std::nullopt;
  }
  if (!(std::abs(value->front()) <= maxFactor)) {
    node.fail("its constant is not from -1e6 to 1e6");
    return std::nullopt;
  }
  return Operands{*channel, decimal(value->front())};
}

void readMul(ImportNode &node) {
  std::optional<Operands> operands = readOperands(node);
  if (!operands)
    return;
  operands->channel.factor *= operands->number;
  operands->channel.offset *= operands->number;
  node.give(operands->channel);
}

void readAdd(ImportNode &node) {
  std::optional<Operands> operands = readOperands(node);
  if (!operands)
    return;
  operands->channel.offset += operands->number;
  node.give(operands->channel);
}

/// All channels in their order.
void readConcat(ImportNode &node) {
  Scale scale{{}, {}};
  std::optional<ImportTensor> image;
  bool isWhole = node.integer("axis", 1) == 1;
  for (size_t i = 0; i < node.inputs() && isWhole; ++i) {
    const ImportChannel *channel = node.channelInput(i);
    isWhole = channel && channel->isImage &&
              channel->index == static_cast<int64_t>(i) &&
              (!image || image->layer == channel->image.layer) &&
              std::abs(channel->factor) <= maxFactor &&
              std::abs(channel->offset) <= maxFactor;
    if (!isWhole)
      break;
    image = channel->image;
    scale.factors.push_back(channel->factor);
    scale.offsets.push_back(channel->offset);
  }
  if (!isWhole || !image || scale.factors.size() > maxListed ||
      node.shape(*image).channels != static_cast<int64_t>(scale.factors.size()))
    return node.fail("it joins channels otherwise than they were in one image");
  node.giveLayer(std::move(scale), {*image});
}

} // namespace

void addGatherReader(ImportReaders &readers) { readers["Gather"] = readGather; }

void addChannelReaders(ImportReaders &readers) {
  readers["Unsqueeze"] = readUnsqueeze;
  readers["Mul"] = readMul;
  readers["Add"] = readAdd;
  readers["Concat"] = readConcat;
}

} // namespace gnet
