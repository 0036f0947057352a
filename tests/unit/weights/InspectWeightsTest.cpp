#include "TestNetwork.h"
#include "weights/Weights.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// Tests run side by side: each has a file of its own.
std::string inspect(const Weights &weights) {
  const std::string path =
      testing::TempDir() + "gnet_inspect_" +
      testing::UnitTest::GetInstance()->current_test_info()->name() +
      ".safetensors";
  EXPECT_FALSE(writeWeights(weights, path));
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::Error failed = inspectWeights(path, stream);
  EXPECT_FALSE(failed);
  llvm::consumeError(std::move(failed));
  std::remove(path.c_str());
  return text;
}

TEST(InspectWeights, ListsEveryTensor) {
  EXPECT_EQ(inspect({{{"conv.weight", ParameterRole::Weight, {1, 2, 1, 2}},
                      {-1, 0.5, 2, 0}},
                     {{"d", ParameterRole::Bias, {1}}, {0.25}},
                     {{"none", ParameterRole::Bias, {0}}, {}}}),
            "safetensors\n"
            "\n"
            "name         type     shape     min   mean   max\n"
            "-----------  -------  -------  ----  -----  ----\n"
            "conv.weight  float32  1x2x1x2    -1  0.375     2\n"
            "d            float32  1        0.25   0.25  0.25\n"
            "none         float32  0\n"
            "\n"
            "3 tensors, 5 numbers\n");
}

TEST(InspectWeights, ShowsWhatIsNoNumber) {
  const std::string text =
      inspect({{{"x", ParameterRole::Bias, {3}}, {1, NAN, 2}}});
  EXPECT_NE(text.find("nan"), std::string::npos) << text;
}

TEST(InspectWeights, NamesAFileThatIsNotOne) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  const std::string message =
      llvm::toString(inspectWeights("/missing/w.npz", stream));
  EXPECT_NE(message.find("/missing/w.npz"), std::string::npos) << message;
  EXPECT_EQ(text, "");
}

} // namespace
} // namespace gnet
