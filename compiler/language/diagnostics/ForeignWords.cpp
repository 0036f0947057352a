#include "language/diagnostics/ForeignWords.h"

#include <map>
#include <set>

namespace gnet {

std::optional<std::string> ourWordFor(const std::string &word) {
  static const std::map<std::string, std::string> ours = {
      {"averagepool", "avg_pool"},
      {"avgpool", "avg_pool"},
      {"avgpool2d", "avg_pool"},
      {"batchnorm", "batch_norm"},
      {"batchnorm2d", "batch_norm"},
      {"bn", "batch_norm"},
      {"conv2d", "conv"},
      {"convolution", "conv"},
      {"dense", "linear"},
      {"elementwise_add", "add"},
      {"eps", "epsilon"},
      {"fc", "linear"},
      {"fully_connected", "linear"},
      {"gap", "global_avg_pool"},
      {"gemm", "linear"},
      {"group", "groups"},
      {"hardsigmoid", "hard_sigmoid"},
      {"hardswish", "hard_swish"},
      {"hswish", "hard_swish"},
      {"inner_product", "linear"},
      {"leakyrelu", "leaky_relu"},
      {"local_response_norm", "lrn"},
      {"lrelu", "leaky_relu"},
      {"maxpool", "max_pool"},
      {"maxpool2d", "max_pool"},
      {"mul", "multiply"},
      {"nonlinearity", "activation"},
      {"padding", "pad"},
      {"strides", "stride"},
      {"swish", "silu"},
  };
  auto it = ours.find(word);
  if (it == ours.end())
    return std::nullopt;
  return it->second;
}

bool isNotThereYet(const std::string &word) {
  static const std::set<std::string> missing = {
      // Activations.
      "celu", "elu", "glu", "hard_tanh", "hardtanh", "log_sigmoid",
      "log_softmax", "logsigmoid", "maxout", "mish", "prelu", "rrelu", "selu",
      "softplus", "softsign", "tanhshrink", "threshold",
      // Norms and layers.
      "attention", "conv1d", "conv3d", "conv_transpose", "deconv", "embedding",
      "group_norm", "gru", "instance_norm", "layer_norm", "lstm", "resize",
      "upsample"};
  return missing.count(word) > 0;
}

} // namespace gnet
