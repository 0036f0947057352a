#include "passes/planning/LayoutDemand.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace gnet::gnk {

namespace {

/// Whether no group of channels of the layout has channels of two groups of
/// the convolution. In a depthwise one each channel stands for itself.
bool groupsFitBlocks(ConvOp conv, int64_t block) {
  int64_t groups = conv.getGroups();
  int64_t sources = conv.getSource().getType().getChannels();
  int64_t destinations = conv.getDestination().getType().getChannels();
  if (groups == 1)
    return true;
  if (groups == sources && groups == destinations)
    return groups % block == 0;
  return sources / groups % block == 0 && destinations / groups % block == 0;
}

LayoutDemand demandOfConv(ConvOp conv, Layout blocked) {
  if (!groupsFitBlocks(conv, BufferType::blockOf(blocked)))
    return {Layout::Nchw, Layout::Nchw};
  // Fewer channels than a group, as a picture's three, are read as they come:
  // oneDNN has a generated kernel for that, but for a padded group only `ref`.
  bool isShort =
      conv.getGroups() == 1 &&
      conv.getSource().getType().getChannels() < BufferType::blockOf(blocked);
  return {isShort ? Layout::Nchw : blocked, blocked};
}

} // namespace

LayoutDemand demandOf(KernelInterface kernel, Layout blocked) {
  return TypeSwitch<Operation *, LayoutDemand>(kernel)
      .Case([&](ConvOp conv) { return demandOfConv(conv, blocked); })
      .Case([](LinearOp) { return LayoutDemand{{}, Layout::Nchw}; })
      .Case<RbfOp, SoftmaxOp>(
          [](auto) { return LayoutDemand{Layout::Nchw, Layout::Nchw}; })
      .Case([](ReorderOp) { return LayoutDemand{}; })
      .Default([](Operation *) { return LayoutDemand{{}, {}, true}; });
}

} // namespace gnet::gnk
