//===- WeightsTest.cpp - Weights that are packed when a model opens, or were
//-------===//
#include "TemporaryFile.h"
#include "TwoSteps.h"

#include <cstring>
#include <gtest/gtest.h>
#include <memory>

using namespace gnet::test;

namespace {

/// Where a model's weights come from.
enum class From { Data, File, Program };

/// A copy of a file's bytes, aligned to 64.
class Aligned {
public:
  explicit Aligned(const std::string &bytes)
      : memory(static_cast<char *>(
            std::aligned_alloc(64, (bytes.size() + 63) / 64 * 64))) {
    std::memcpy(memory, bytes.data(), bytes.size());
  }
  ~Aligned() { std::free(memory); }
  Aligned(const Aligned &) = delete;
  Aligned &operator=(const Aligned &) = delete;
  char *const memory;
};

class PackedWeights : public testing::Test {
protected:
  TwoSteps test;
  gnet_options options;
  gnet_error error{};
  std::unique_ptr<Aligned> memory; ///< What `weights` points into.

  PackedWeights() { gnet_options_init(&options); }

  void embed(const std::string &file) {
    memory = std::make_unique<Aligned>(file);
    test.program.weights = memory->memory;
    test.program.weights_size = static_cast<int64_t>(file.size());
  }

  /// The bytes that a model computes with, once whatever it was opened with is
  /// gone.
  std::string packedOf(const std::string &file, From from) {
    Model model;
    {
      Aligned bytes(file);
      TemporaryFile onDisk(file);
      gnet_options_init(&options);
      if (from == From::File)
        options.weights_path = onDisk.path.c_str();
      if (from == From::Data) {
        options.weights_data = bytes.memory;
        options.weights_size = file.size();
      }
      if (from == From::Program)
        embed(file);
      EXPECT_EQ(test.open(&options, model, &error), GNET_OK) << error.message;
      std::memset(bytes.memory, 0xFF, file.size());
    }
    Context context = createContext(model);
    std::vector<float> input(TwoSteps::batch * TwoSteps::inputs, 1);
    std::vector<float> output(TwoSteps::batch * TwoSteps::outputs);
    EXPECT_EQ(gnet_run(context.get(), input.data(), output.data(), &error),
              GNET_OK);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(TwoSteps::lastPacked()) % 64, 0u);
    return {TwoSteps::lastPacked(), TwoSteps::packedFloats * sizeof(float)};
  }

  /// Expects that a file is refused as packed for something else.
  void expectForeign(const std::string &file) {
    options.weights_data = file.data();
    options.weights_size = file.size();
    Model model;
    EXPECT_EQ(test.open(&options, model, &error), GNET_BAD_WEIGHTS);
    std::string message = error.message;
    EXPECT_NE(message.find("packed for another package"), std::string::npos)
        << message;
    EXPECT_NE(message.find("give the network's own weights"),
              std::string::npos);
  }
};

} // namespace

TEST_F(PackedWeights, AreTheSameHoweverTheyCome) {
  std::string expected = test.packedFile().substr(
      test.packedFile().size() - TwoSteps::packedFloats * sizeof(float));
  for (From from : {From::Data, From::File, From::Program}) {
    int before = TwoSteps::prepareCount();
    EXPECT_EQ(packedOf(test.file(), from), expected);
    EXPECT_EQ(TwoSteps::prepareCount(), before + 1);
    for (int shift : {0, 1, 4, 32}) {
      EXPECT_EQ(packedOf(test.packedFile(shift), from), expected);
      EXPECT_EQ(TwoSteps::prepareCount(), before + 1)
          << "nothing is computed at open";
    }
  }
}

TEST_F(PackedWeights, EmbeddedOnesStayWhereTheyAre) {
  auto isInPlace = [&](int shift) {
    std::string file = test.packedFile(shift);
    packedOf(file, From::Program);
    return TwoSteps::lastPacked() == memory->memory + file.size() -
                                         TwoSteps::packedFloats * sizeof(float);
  };
  EXPECT_TRUE(isInPlace(0));
  EXPECT_FALSE(isInPlace(4));
}

TEST_F(PackedWeights, OfOtherPackages) {
  std::vector<float> values(TwoSteps::packedFloats);
  expectForeign(packedFileOf("gnet.packed.other", values));
  values.pop_back();
  expectForeign(packedFileOf(test.program.packed_name, values));
  std::string file = test.packedFile();
  expectForeign(file.replace(file.find("F32"), 3, "I32"));
  file = test.packedFile();
  test.program.packed_bytes = 0;
  expectForeign(file);
}

TEST_F(PackedWeights, AreAFilesOnlyTensor) {
  std::vector<float> values(TwoSteps::packedFloats);
  std::string file =
      fileOf({{test.program.packed_name, {TwoSteps::packedFloats}, values},
              {"weight", {1}, {0}}});
  options.weights_data = file.data();
  options.weights_size = file.size();
  Model model;
  EXPECT_EQ(test.open(&options, model, &error), GNET_BAD_WEIGHTS);
  EXPECT_NE(std::string(error.message).find("extra: gnet.packed.two-steps"),
            std::string::npos)
      << error.message;
}

TEST_F(PackedWeights, HaveZerosWhereNothingIsPacked) {
  test.program.packed_bytes += 256;
  std::string file = test.file();
  options.weights_data = file.data();
  options.weights_size = file.size();
  Model model;
  ASSERT_EQ(test.open(&options, model, &error), GNET_OK);
  Context context = createContext(model);
  std::vector<float> input(TwoSteps::batch * TwoSteps::inputs, 1);
  std::vector<float> output(TwoSteps::batch * TwoSteps::outputs);
  EXPECT_EQ(gnet_run(context.get(), input.data(), output.data(), &error),
            GNET_OK);
  for (int i = 0; i < 256; ++i)
    EXPECT_EQ(
        TwoSteps::lastPacked()[TwoSteps::packedFloats * sizeof(float) + i], 0);
}
