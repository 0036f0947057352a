#include "TestNetwork.h"
#include "weights/Weights.h"
#include "llvm/Support/JSON.h"
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace gnet {
namespace {

namespace fs = std::filesystem;

struct WriteWeights : testing::Test {
  fs::path folder =
      fs::path(testing::TempDir()) /
      (std::string("gnet_write_") +
       testing::UnitTest::GetInstance()->current_test_info()->name());

  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
};

std::string bytesOf(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(SafetensorsOf, FollowsTheFormat) {
  const Weights weights = randomWeights(testNetwork(), 3);
  const std::string file = safetensorsOf(weights);
  uint64_t length;
  std::memcpy(&length, file.data(), sizeof length);
  ASSERT_EQ((8 + length) % 64, 0u);
  auto header = llvm::json::parse(llvm::StringRef(file).substr(8, length));
  ASSERT_TRUE(static_cast<bool>(header)) << llvm::toString(header.takeError());
  int64_t offset = 0;
  for (const WeightTensor &tensor : weights) {
    const llvm::json::Object *entry =
        header->getAsObject()->getObject(tensor.parameter.name);
    ASSERT_TRUE(entry) << tensor.parameter.name;
    EXPECT_EQ(entry->getString("dtype"), "F32");
    EXPECT_EQ(*entry->get("shape"),
              llvm::json::Value(llvm::json::Array(tensor.parameter.dims)));
    const int64_t end = offset + 4 * tensor.parameter.elements();
    EXPECT_EQ(*entry->get("data_offsets"),
              llvm::json::Value(llvm::json::Array{offset, end}));
    EXPECT_EQ(std::memcmp(&file[8 + length + offset], tensor.values.data(),
                          end - offset),
              0);
    offset = end;
  }
  EXPECT_EQ(file.size(), 8 + length + offset);
  EXPECT_EQ(header->getAsObject()->size(), weights.size());
}

TEST_F(WriteWeights, LeavesOnlyTheFile) {
  const Weights weights = randomWeights(testNetwork(), 3);
  const fs::path path = folder / "w.safetensors";
  for (int time = 0; time < 2; ++time) // also over an old file
    ASSERT_FALSE(writeWeights(weights, path.string()));
  EXPECT_EQ(bytesOf(path), safetensorsOf(weights));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

TEST_F(WriteWeights, SaysWhyItCannot) {
  const fs::path path = folder / "missing" / "w.safetensors";
  const std::string message = llvm::toString(
      writeWeights(randomWeights(testNetwork(), 3), path.string()));
  EXPECT_NE(message.find(path.string()), std::string::npos) << message;
  EXPECT_NE(message.find("No such file"), std::string::npos) << message;
}

TEST_F(WriteWeights, NeverReplacesAFolder) {
  ASSERT_FALSE(llvm::toString(writeWeights(randomWeights(testNetwork(), 3),
                                           folder.string()))
                   .empty());
  EXPECT_TRUE(fs::is_directory(folder));
}

} // namespace
} // namespace gnet
