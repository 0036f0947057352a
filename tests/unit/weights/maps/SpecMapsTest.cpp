// Every map of specs/weights/ is fitted to lists of what the frameworks' files
// hold, written from the frameworks' own definitions (tensor_lists.py in
// tests/weights).
#include "MemoryFile.h"
#include "language/Frontend.h"
#include "weights/maps/FindWeightMap.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace gnet {
namespace {

namespace fs = std::filesystem;

const fs::path specs = GNET_SPECS;
const fs::path lists = GNET_LISTS;

struct Fitted {
  std::string list; ///< As `torchvision/resnet18`.
  std::string format;
  std::string spec;
  std::string map; ///< As `torchvision/resnet`.
};

void PrintTo(const Fitted &fitted, std::ostream *os) {
  *os << fitted.list << " as " << fitted.spec;
}

Network networkOf(const std::string &spec) {
  LoadResult loaded = loadNetwork((specs / (spec + ".gn")).string());
  EXPECT_TRUE(loaded.network) << loaded.diagnostics.render(false);
  return loaded.network ? std::move(*loaded.network) : Network();
}

std::vector<int64_t> dimsOf(const std::string &text) {
  std::vector<int64_t> dims;
  std::istringstream stream(text);
  for (std::string dim; std::getline(stream, dim, 'x');)
    dims.push_back(std::stoll(dim));
  return dims;
}

MemoryFile fileOf(const Fitted &fitted) {
  MemoryFile file(fitted.format);
  std::ifstream stream(lists / (fitted.list + ".txt"));
  for (std::string line; std::getline(stream, line);) {
    const size_t blank = line.find(' ');
    file.add(line.substr(0, blank), blank == std::string::npos
                                        ? std::vector<int64_t>()
                                        : dimsOf(line.substr(blank + 1)));
  }
  return file;
}

struct SpecMaps : testing::TestWithParam<Fitted> {};

TEST_P(SpecMaps, PlaceEveryTensor) {
  const Fitted &fitted = GetParam();
  const Network network = networkOf(fitted.spec);
  const MemoryFile file = fileOf(fitted);
  ASSERT_FALSE(file.tensors().empty()) << fitted.list;
  llvm::Expected<Fit> fit = findWeightMap(network, file, fitted.list,
                                          {(specs / "weights").string(), ""});
  ASSERT_TRUE(static_cast<bool>(fit)) << llvm::toString(fit.takeError());
  EXPECT_EQ(fit->map.file,
            (specs / "weights" / (fitted.map + ".map")).string());
  const std::vector<Parameter> parameters = inferenceParameters(network);
  ASSERT_EQ(fit->placements.size(), parameters.size());
  for (size_t i = 0; i < parameters.size(); ++i)
    EXPECT_EQ(fit->placements[i].parameter.name, parameters[i].name);
}

// No tensor serves two parameters.
TEST_P(SpecMaps, UseNoTensorTwice) {
  const Fitted &fitted = GetParam();
  const MemoryFile file = fileOf(fitted);
  llvm::Expected<Fit> fit =
      findWeightMap(networkOf(fitted.spec), file, fitted.list,
                    {(specs / "weights").string(), ""});
  ASSERT_TRUE(static_cast<bool>(fit)) << llvm::toString(fit.takeError());
  std::set<size_t> leading;
  for (const Placement &placement : fit->placements) {
    const PlacedFactor &factor = placement.sum.front().front();
    EXPECT_TRUE(!factor.index || leading.insert(*factor.index).second)
        << placement.parameter.name;
  }
}

const Fitted fitted[] = {
    {"torchvision/alexnet", "PyTorch", "alexnet_torchvision",
     "torchvision/alexnet"},
    {"torchvision/vgg11", "PyTorch", "vgg_a", "torchvision/vgg11"},
    {"torchvision/vgg13", "PyTorch", "vgg_b", "torchvision/vgg13"},
    {"torchvision/vgg16", "PyTorch", "vgg_d", "torchvision/vgg16"},
    {"torchvision/vgg19", "PyTorch", "vgg_e", "torchvision/vgg19"},
    {"torchvision/vgg11_bn", "PyTorch", "vgg_a_bn", "torchvision/vgg11_bn"},
    {"torchvision/vgg13_bn", "PyTorch", "vgg_b_bn", "torchvision/vgg13_bn"},
    {"torchvision/vgg16_bn", "PyTorch", "vgg_d_bn", "torchvision/vgg16_bn"},
    {"torchvision/vgg19_bn", "PyTorch", "vgg_e_bn", "torchvision/vgg19_bn"},
    {"torchvision/googlenet", "PyTorch", "googlenet_torchvision",
     "torchvision/googlenet"},
    {"torchvision/inception_v3", "PyTorch", "inception_v3_torchvision",
     "torchvision/inception_v3"},
    {"torchvision/resnet18", "PyTorch", "resnet18", "torchvision/resnet"},
    {"torchvision/resnet34", "PyTorch", "resnet34", "torchvision/resnet"},
    {"torchvision/resnet50", "PyTorch", "resnet50", "torchvision/resnet"},
    {"torchvision/resnet101", "PyTorch", "resnet101", "torchvision/resnet"},
    {"torchvision/resnet152", "PyTorch", "resnet152", "torchvision/resnet"},
    {"torchvision/resnext50_32x4d", "PyTorch", "resnext50_32x4d",
     "torchvision/resnext"},
    {"torchvision/densenet121", "PyTorch", "densenet121",
     "torchvision/densenet"},
    {"torchvision/mobilenet_v2", "PyTorch", "mobilenet_v2",
     "torchvision/mobilenet_v2"},
    {"torchvision/mobilenet_v3_large", "PyTorch", "mobilenet_v3_large",
     "torchvision/mobilenet_v3"},
    {"torchvision/efficientnet_b0", "PyTorch", "efficientnet_b0",
     "torchvision/efficientnet"},
    {"timm/vgg11", "safetensors", "vgg_a", "torchvision/vgg11"},
    {"timm/vgg13", "safetensors", "vgg_b", "torchvision/vgg13"},
    {"timm/vgg16", "safetensors", "vgg_d", "torchvision/vgg16"},
    {"timm/vgg19", "safetensors", "vgg_e", "torchvision/vgg19"},
    {"timm/vgg11_bn", "safetensors", "vgg_a_bn", "torchvision/vgg11_bn"},
    {"timm/vgg13_bn", "safetensors", "vgg_b_bn", "torchvision/vgg13_bn"},
    {"timm/vgg16_bn", "safetensors", "vgg_d_bn", "torchvision/vgg16_bn"},
    {"timm/vgg19_bn", "safetensors", "vgg_e_bn", "torchvision/vgg19_bn"},
    {"timm/resnet18", "safetensors", "resnet18", "torchvision/resnet"},
    {"timm/resnet50", "safetensors", "resnet50", "torchvision/resnet"},
    {"timm/resnext50_32x4d", "safetensors", "resnext50_32x4d",
     "torchvision/resnext"},
    {"timm/densenet121", "safetensors", "densenet121", "torchvision/densenet"},
    {"timm/mobilenetv2_100", "safetensors", "mobilenet_v2",
     "timm/mobilenet_v2"},
    {"timm/mobilenetv3_large_100", "safetensors", "mobilenet_v3_large",
     "timm/mobilenet_v3"},
    {"timm/efficientnet_b0", "safetensors", "efficientnet_b0",
     "timm/efficientnet"},
    {"timm/inception_v3", "safetensors", "inception_v3_torchvision",
     "torchvision/inception_v3"},
    {"timm/inception_v4", "safetensors", "inception_v4", "timm/inception_v4"},
    {"timm/inception_resnet_v2", "safetensors", "inception_resnet_v2_timm",
     "timm/inception_resnet_v2"},
    {"pretrained_models/bninception", "PyTorch", "bn_inception",
     "pretrained_models/bn_inception"},
    {"caffe/bvlc_alexnet", "Caffe", "alexnet_caffe", "caffe/same_names"},
    {"caffe/bvlc_googlenet", "Caffe", "googlenet", "caffe/googlenet"},
    {"caffe/googlenet_bn", "Caffe", "bn_inception_576", "caffe/googlenet_bn"},
    {"caffe/tsn_bn_inception", "Caffe", "bn_inception", "caffe/bn_inception"},
    {"caffe/resnet50", "Caffe", "resnet50_caffe", "caffe/resnet"},
    {"onnx/light_bvlc_alexnet", "ONNX", "alexnet_caffe", "onnx/caffe2"},
    {"onnx/light_vgg19", "ONNX", "vgg_e", "onnx/caffe2"},
    {"onnx/light_zfnet512", "ONNX", "zfnet512", "onnx/caffe2"},
    {"onnx/light_inception_v1", "ONNX", "googlenet", "caffe/googlenet"},
    {"onnx/light_inception_v2", "ONNX", "bn_inception_576",
     "caffe/googlenet_bn"},
    {"onnx/light_resnet50", "ONNX", "resnet50", "onnx/resnet50_caffe2"},
    {"keras/vgg16", "TensorFlow.js", "vgg_d", "keras/vgg"},
    {"keras/vgg19", "TensorFlow.js", "vgg_e", "keras/vgg"},
    {"keras/inception_v3", "TensorFlow.js", "inception_v3_keras",
     "keras/inception_v3"},
};

INSTANTIATE_TEST_SUITE_P(Frameworks, SpecMaps, testing::ValuesIn(fitted),
                         [](const auto &of) {
                           std::string name = of.param.list;
                           name[name.find('/')] = '_';
                           return name;
                         });

// A list without a test would show nothing.
TEST(SpecMapLists, AreAllFitted) {
  std::set<std::string> known;
  for (const Fitted &each : fitted)
    known.insert(each.list + ".txt");
  for (const auto &entry : fs::recursive_directory_iterator(lists))
    if (entry.is_regular_file())
      EXPECT_TRUE(known.count(fs::relative(entry.path(), lists).string()))
          << entry.path();
}

// What a map says it serves is a network of specs/.
TEST(SpecMapFiles, ServeSpecs) {
  for (const auto &entry :
       fs::recursive_directory_iterator(specs / "weights")) {
    if (!entry.is_regular_file())
      continue;
    std::ifstream stream(entry.path());
    std::stringstream text;
    text << stream.rdbuf();
    llvm::Expected<WeightMap> map =
        parseWeightMap(text.str(), entry.path().string());
    ASSERT_TRUE(static_cast<bool>(map)) << llvm::toString(map.takeError());
    EXPECT_FALSE(map->networks.empty()) << entry.path();
    for (const std::string &network : map->networks)
      EXPECT_TRUE(fs::exists(specs / (network + ".gn"))) << network;
  }
}

} // namespace
} // namespace gnet
