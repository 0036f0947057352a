#include "language/diagnostics/ForeignWords.h"

#include <cctype>
#include <map>
#include <set>

namespace gnet {

namespace {

/// Frameworks write a word as BatchNorm2d, batch_norm or batchnorm.
std::string plain(const std::string &word) {
  std::string letters;
  for (char letter : word)
    if (letter != '_')
      letters +=
          static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  if (letters.ends_with("2d"))
    letters.resize(letters.size() - 2);
  return letters;
}

} // namespace

std::optional<std::string> ourWordFor(const std::string &word) {
  static const std::map<std::string, std::string> ours = {
      {"adaptiveavgpool", "global_avg_pool"},
      {"averagepool", "avg_pool"},
      {"averagepooling", "avg_pool"},
      {"avgpool", "avg_pool"},
      {"batchnorm", "batch_norm"},
      {"batchnormalization", "batch_norm"},
      {"bn", "batch_norm"},
      {"conv", "conv"},
      {"convolution", "conv"},
      {"dense", "linear"},
      {"elementwiseadd", "add"},
      {"eps", "epsilon"},
      {"fc", "linear"},
      {"fullyconnected", "linear"},
      {"gap", "global_avg_pool"},
      {"gemm", "linear"},
      {"globalaveragepool", "global_avg_pool"},
      {"globalaveragepooling", "global_avg_pool"},
      {"globalavgpool", "global_avg_pool"},
      {"group", "groups"},
      {"hardsigmoid", "hard_sigmoid"},
      {"hardswish", "hard_swish"},
      {"hswish", "hard_swish"},
      {"innerproduct", "linear"},
      {"leakyrelu", "leaky_relu"},
      {"localresponsenorm", "lrn"},
      {"lrelu", "leaky_relu"},
      {"maxpool", "max_pool"},
      {"maxpooling", "max_pool"},
      {"mul", "multiply"},
      {"nonlinearity", "activation"},
      {"padding", "pad"},
      {"strides", "stride"},
      {"swish", "silu"},
  };
  auto it = ours.find(plain(word));
  if (it == ours.end())
    return std::nullopt;
  return it->second;
}

bool isNotThereYet(const std::string &word) {
  static const std::set<std::string> missing = {
      // Activations.
      "celu", "elu", "glu", "hardtanh", "logsigmoid", "logsoftmax", "maxout",
      "mish", "prelu", "rrelu", "selu", "softplus", "softsign", "tanhshrink",
      "threshold",
      // Norms and layers.
      "attention", "conv1d", "conv3d", "convtranspose", "deconv", "embedding",
      "groupnorm", "gru", "instancenorm", "layernorm", "lstm", "resize",
      "upsample"};
  return missing.count(plain(word)) > 0;
}

} // namespace gnet
