#include "TestNetwork.h"
#include "weights/Weights.h"
#include <cstdio>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>

namespace gnet {
namespace {

struct LoadWeights : testing::Test {
  Network network = testNetwork();
  std::string path =
      testing::TempDir() + "gnet_load_" +
      testing::UnitTest::GetInstance()->current_test_info()->name();

  ~LoadWeights() override { std::remove(path.c_str()); }

  void write(const std::string &bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }

  /// The message of the failure to load what was written; empty if it loads.
  std::string failure() {
    llvm::Expected<Weights> weights = loadWeights(network, path);
    if (weights)
      return "";
    return llvm::toString(weights.takeError());
  }
};

/// A file with this header and that many zero bytes of data.
std::string fileOf(const std::string &header, size_t bytes) {
  std::string file(8, '\0');
  const uint64_t length = header.size();
  std::memcpy(file.data(), &length, sizeof length);
  return file + header + std::string(bytes, '\0');
}

TEST_F(LoadWeights, ReadsWhatWasWritten) {
  const Weights written = randomWeights(network, 5);
  write(safetensorsOf(written));
  llvm::Expected<Weights> read = loadWeights(network, path);
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  ASSERT_EQ(read->size(), written.size());
  for (size_t i = 0; i < written.size(); ++i) {
    EXPECT_EQ((*read)[i].parameter.name, written[i].parameter.name);
    EXPECT_EQ((*read)[i].parameter.dims, written[i].parameter.dims);
    EXPECT_EQ((*read)[i].values, written[i].values);
  }
}

TEST_F(LoadWeights, LeavesOutWhatHeadsLearn) {
  Weights weights = randomWeights(network, 5);
  for (const Parameter &parameter : parametersOf(network, 2))
    weights.push_back(
        {parameter, std::vector<float>(parameter.elements(), 1.0f)});
  write(safetensorsOf(weights));
  llvm::Expected<Weights> read = loadWeights(network, path);
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(read->size(), weights.size() - 2);
}

TEST_F(LoadWeights, ListsAllThatIsWrong) {
  Weights weights = randomWeights(network, 5);
  weights[0].parameter.dims = {4, 2, 1, 9}; // conv.weight
  weights[1].parameter.name = "conv.Bias";  // missing and unknown
  weights.erase(weights.begin() + 6);       // fc.weight
  write(safetensorsOf(weights));
  EXPECT_EQ(
      failure(),
      path +
          ": this safetensors file does not fit small by the network's own "
          "names, which places 5 of 8 parameters\n"
          "parameter    in the file  shape                       the file has  "
          "shape\n"
          "-----------  -----------  -------  -----------------  ------------  "
          "-------\n"
          "conv.weight  conv.weight  4x2x3x3  has another shape  conv.weight   "
          "4x2x1x9\n"
          "conv.bias    conv.bias    4        missing            conv.Bias     "
          "4\n"
          "fc.weight    fc.weight    3x4      missing");
}

TEST_F(LoadWeights, WidensHalfPrecision) {
  network.layers.resize(1);
  network.headOf.resize(1);
  network.output = 0;
  network.layers[0] = {
      "x", BatchNorm{1e-5, false, false}, {networkInput}, {}, {}};
  std::string file = fileOf(
      R"({"x.running_mean":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},)"
      R"("x.running_var":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}})",
      0);
  file += std::string("\x00\x3e\x00\xc0\xc0\x3f\x00\x40", 8);
  write(file);
  llvm::Expected<Weights> read = loadWeights(network, path);
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ((*read)[0].values, (std::vector<float>{1.5f, -2.0f}));
  EXPECT_EQ((*read)[1].values, (std::vector<float>{1.5f, 2.0f}));
}

TEST_F(LoadWeights, NamesAFileThatIsNotOne) {
  EXPECT_NE(failure().find("No such file"), std::string::npos);
  for (const std::string &bytes :
       {std::string(), std::string("hello"), std::string(16, '\xff'),
        fileOf("{", 0), fileOf("{}", 4), fileOf("null", 0)}) {
    write(bytes);
    EXPECT_EQ(failure().find(path + ": "), 0u) << failure();
  }
}

// Every file cut short is refused, whatever the cut falls on.
TEST_F(LoadWeights, RefusesATruncatedFile) {
  const std::string whole = safetensorsOf(randomWeights(network, 5));
  for (size_t size = 0; size < whole.size(); size += 13) {
    write(whole.substr(0, size));
    EXPECT_NE(failure(), "") << "cut to " << size;
  }
}

TEST_F(LoadWeights, RefusesAFolder) {
  llvm::Expected<Weights> weights = loadWeights(network, testing::TempDir());
  ASSERT_FALSE(weights);
  llvm::consumeError(weights.takeError());
}

} // namespace
} // namespace gnet
