//===- GnkLayouts.cpp - The layouts that kernels can work on --------------===//
#include "ir/gnk/GnkDialect.h"

using namespace mlir;
using namespace gnet::gnk;

namespace {

/// Whether no group of channels of the layout has channels of two groups of
/// the convolution. In a depthwise one each channel stands for itself, also
/// those that fill up a group.
bool groupsFitBlocks(ConvOp conv, int64_t block) {
  int64_t groups = conv.getGroups();
  int64_t sources = conv.getSource().getType().getChannels();
  int64_t destinations = conv.getDestination().getType().getChannels();
  return groups == 1 || conv.isDepthwise() ||
         (sources / groups % block == 0 && destinations / groups % block == 0);
}

/// Of a padded kernel wider than 7 that does not step by one, oneDNN has
/// generated kernels for groups of 16 and for nchw, but for groups of 8 only
/// `ref`.
bool suitsBlocksOf8(ConvOp conv) {
  auto isOne = [](int64_t stride) { return stride == 1; };
  auto weight = cast<RankedTensorType>(conv.getWeight().getType());
  return weight.getDimSize(3) <= 7 || llvm::all_of(conv.getStrides(), isOne) ||
         (conv.getPadding()[0] == 0 && conv.getPadding()[1] == 0);
}

} // namespace

LayoutDemand ConvOp::getLayoutDemand(Layout blocked) {
  if (!groupsFitBlocks(*this, BufferType::blockOf(blocked)) ||
      (blocked == Layout::Nchw8c && !suitsBlocksOf8(*this)))
    return {Layout::Nchw, Layout::Nchw};
  // Fewer channels than a group, as a picture's three, are read as they come:
  // oneDNN has a generated kernel for that, but for a padded group only `ref`.
  bool isShort = getGroups() == 1 && getSource().getType().getChannels() <
                                         BufferType::blockOf(blocked);
  return {isShort ? Layout::Nchw : blocked, blocked};
}

LayoutDemand LinearOp::getLayoutDemand(Layout) { return {{}, Layout::Nchw}; }

LayoutDemand RbfOp::getLayoutDemand(Layout) {
  return {Layout::Nchw, Layout::Nchw};
}

LayoutDemand SoftmaxOp::getLayoutDemand(Layout) {
  return {Layout::Nchw, Layout::Nchw};
}

LayoutDemand ReorderOp::getLayoutDemand(Layout) { return {}; }

std::optional<Layout> gnet::gnk::findLayoutOfBlock(int64_t block) {
  for (Layout layout : {Layout::Nchw, Layout::Nchw8c, Layout::Nchw16c})
    if (BufferType::blockOf(layout) == block)
      return layout;
  return std::nullopt;
}

LayoutDemand gnet::gnk::layoutDemandOf(KernelInterface kernel, Layout blocked) {
  KernelAttr chosen = chosenKernel(kernel);
  if (chosen && (chosen.getSource() || chosen.getDestination()))
    return {chosen.getSource(), chosen.getDestination()};
  return kernel.getLayoutDemand(blocked);
}
