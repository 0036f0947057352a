#include "network/LayerNames.h"

namespace gnet {

namespace {
struct NameOf {
  const char *operator()(const Conv &) const { return "conv"; }
  const char *operator()(const MaxPool &) const { return "max_pool"; }
  const char *operator()(const AvgPool &) const { return "avg_pool"; }
  const char *operator()(const GlobalAvgPool &) const {
    return "global_avg_pool";
  }
  const char *operator()(const Lrn &) const { return "lrn"; }
  const char *operator()(const BatchNorm &) const { return "batch_norm"; }
  const char *operator()(const Affine &) const { return "affine"; }
  const char *operator()(const Scale &) const { return "scale"; }
  const char *operator()(const Relu &) const { return "relu"; }
  const char *operator()(const LeakyRelu &) const { return "leaky_relu"; }
  const char *operator()(const Sigmoid &) const { return "sigmoid"; }
  const char *operator()(const Tanh &) const { return "tanh"; }
  const char *operator()(const Concat &) const { return "concat"; }
  const char *operator()(const Add &) const { return "add"; }
  const char *operator()(const Dropout &) const { return "dropout"; }
  const char *operator()(const Linear &) const { return "linear"; }
  const char *operator()(const Rbf &) const { return "rbf"; }
  const char *operator()(const Softmax &) const { return "softmax"; }
  const char *operator()(const Flatten &) const { return "flatten"; }
};
} // namespace

const char *layerName(const LayerOp &op) { return std::visit(NameOf{}, op); }

const char *channelOrderName(ChannelOrder order) {
  switch (order) {
  case ChannelOrder::Gray:
    return "gray";
  case ChannelOrder::Rgb:
    return "rgb";
  case ChannelOrder::Bgr:
    return "bgr";
  }
  return "";
}

} // namespace gnet
