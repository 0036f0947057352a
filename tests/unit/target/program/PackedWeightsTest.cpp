//===- PackedWeightsTest.cpp - Weights packed by gnetc --------------------===//
#include "target/program/PackedWeights.h"
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "passes/planning/Passes.h"
#include "target/cpu/Passes.h"
#include "target/program/WinogradTransform.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/JSON.h"
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace mlir;

namespace gnet {
namespace {

using Floats = std::vector<float>;

/// 20 filters of 3 channels whose norm is folded into them, and 40 of 20 that
/// are transformed; `%` is the second one's kernel.
constexpr llvm::StringLiteral network = R"mlir(
func.func @net(%input: !gnk.buffer<1x3x6x6, nchw>,
               %output: !gnk.buffer<1x40x6x6, nchw>) {
  %w = gn.parameter "a.weight" : tensor<20x3x3x3xf32>
  %v = gn.parameter "a.norm.running_var" : tensor<20xf32>
  %f = gn.fold_weight %w variance %v epsilon 1.0e-3 : tensor<20x3x3x3xf32>
  %c = gn.constant dense<0.5> : tensor<20xf32>
  %a = gnk.alloc : <1x20x6x6, nchw>
  gnk.conv %input, %f bias %c into %a strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.weight_type = TYPE,
                        gnk.kernel = #gnk.kernel<"direct", nchw to nChw16c,
                                                 {tile = array<i64: 3, 1>}>}
      : <1x3x6x6, nchw>, tensor<20x3x3x3xf32>, tensor<20xf32>
      into <1x20x6x6, nchw>
  %x = gn.parameter "b.weight" : tensor<40x20x3x3xf32>
  gnk.conv %a, %x into %output strides [1, 1] padding [1, 1, 1, 1]
      dilations [1, 1] {gnk.kernel = #gnk.kernel<"winograd", nChw16c to nChw16c,
          {form = array<i64: 4, FORM>, rows = array<i64: 1>,
           tile = array<i64: 2, 2>}, scratch 100000>}
      : <1x20x6x6, nchw>, tensor<40x20x3x3xf32> into <1x40x6x6, nchw>
  return
}
)mlir";

/// The tensors of a weights file, by name.
struct Weights {
  std::map<std::string, Floats> tensors;

  std::string file() const {
    llvm::json::Object header;
    std::string data;
    for (const auto &[name, values] : tensors) {
      llvm::json::Array shape{static_cast<int64_t>(values.size())};
      if (name == "a.weight")
        shape = llvm::json::Array{20, 3, 3, 3};
      if (name == "b.weight")
        shape = llvm::json::Array{40, 20, 3, 3};
      auto begin = static_cast<int64_t>(data.size());
      data.append(reinterpret_cast<const char *>(values.data()),
                  values.size() * sizeof(float));
      header[name] = llvm::json::Object{
          {"dtype", "F32"},
          {"shape", std::move(shape)},
          {"data_offsets",
           llvm::json::Array{begin, static_cast<int64_t>(data.size())}}};
    }
    std::string text;
    llvm::raw_string_ostream(text) << llvm::json::Value(std::move(header));
    char size[8];
    llvm::support::endian::write64le(size, text.size());
    return std::string(size, sizeof(size)) + text + data;
  }
};

class PackedWeightsTest : public testing::Test {
protected:
  PackedWeightsTest() {
    context.loadDialect<func::FuncDialect, gnk::GnkDialect>();
    auto randomFloats = [&](size_t count) {
      Floats values(count);
      for (float &value : values)
        value = distribution(random);
      return values;
    };
    weights.tensors["a.weight"] = randomFloats(20 * 3 * 3 * 3);
    weights.tensors["b.weight"] = randomFloats(40 * 20 * 3 * 3);
    weights.tensors["a.norm.running_var"] = randomFloats(20);
    for (float &value : weights.tensors["a.norm.running_var"])
      value = std::fabs(value);
  }

  /// The network, planned, with its winograd kernel for 4 x `form` results, and
  /// its first filters packed as `type`.
  func::FuncOp plan(llvm::StringRef form = "2", llvm::StringRef type = "f32") {
    auto [before, after] = network.split("FORM");
    auto [start, rest] = before.split("TYPE");
    module = parseSourceString<ModuleOp>(
        (start + type + rest + form + after).str(), &context);
    PassManager passes(&context);
    OpPassManager &function = passes.nest<func::FuncOp>();
    function.addPass(createAssignLayouts());
    function.addPass(createPlanMemory());
    function.addPass(createChooseKernels());
    function.addPass(createPackWeights());
    EXPECT_TRUE(succeeded(passes.run(*module)));
    return *module->getOps<func::FuncOp>().begin();
  }

  /// The floats of the only tensor of a packed file.
  Floats floatsOf(llvm::StringRef file) {
    uint64_t size = llvm::support::endian::read64le(file.data());
    llvm::StringRef data = file.substr(8 + size);
    Floats values(data.size() / sizeof(float));
    std::memcpy(values.data(), data.data(), data.size());
    return values;
  }

  float foldedWeight(size_t output, size_t rest) {
    double variance = weights.tensors["a.norm.running_var"][output];
    return static_cast<float>(weights.tensors["a.weight"][output * 27 + rest] /
                              std::sqrt(variance + 1e-3));
  }

  /// Of weights that are not there yet.
  std::string nameOf(func::FuncOp network) {
    auto packed = packWeights(network, "");
    EXPECT_TRUE(static_cast<bool>(packed));
    EXPECT_EQ(packed->file, "");
    return packed->name;
  }

  std::string errorWith(llvm::StringRef file) {
    auto packed = packWeights(plan(), file);
    return packed ? "" : llvm::toString(packed.takeError());
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  Weights weights;
  std::mt19937 random;
  std::uniform_real_distribution<float> distribution{-1, 1};
};

/// Groups of one block of 16 outputs each; taps, inputs, outputs.
Floats packDirect(llvm::function_ref<float(size_t, size_t)> weight) {
  Floats packed;
  for (size_t group = 0; group < 2; ++group)
    for (size_t tap = 0; tap < 9; ++tap)
      for (size_t input = 0; input < 3; ++input)
        for (size_t lane = 0; lane < 16; ++lane) {
          size_t output = group * 16 + lane;
          packed.push_back(output < 20 ? weight(output, input * 9 + tap) : 0);
        }
  return packed;
}

/// G w H^T.
std::vector<double> transformed(const WinogradTransform &y,
                                const WinogradTransform &x,
                                const float *filter) {
  std::vector<double> result(static_cast<size_t>(y.size * x.size));
  for (int64_t i = 0; i < y.size; ++i)
    for (int64_t j = 0; j < x.size; ++j)
      for (int64_t k = 0; k < 9; ++k)
        result[i * x.size + j] +=
            y.filter[i * 3 + k / 3] * filter[k] * x.filter[j * 3 + k % 3];
  return result;
}

/// Groups of two blocks and of one; products, inputs filled up to 32, outputs.
Floats packWinograd(const WinogradTransform &y, const WinogradTransform &x,
                    const Floats &weights) {
  Floats packed;
  for (size_t first : {0, 32})
    for (size_t product = 0; product < size_t(y.size * x.size); ++product)
      for (size_t input = 0; input < 32; ++input)
        for (size_t lane = 0; lane < (first == 0 ? 32 : 16); ++lane) {
          size_t output = first + lane;
          bool isThere = output < 40 && input < 20;
          const float *filter = weights.data() + (output * 20 + input) * 9;
          packed.push_back(
              isThere ? static_cast<float>(transformed(y, x, filter)[product])
                      : 0);
        }
  return packed;
}

TEST_F(PackedWeightsTest, AreThoseOfTheNetwork) {
  func::FuncOp network = plan();
  auto packed = packWeights(network, weights.file());
  ASSERT_TRUE(static_cast<bool>(packed)) << llvm::toString(packed.takeError());
  Floats expected = packDirect(
      [&](size_t output, size_t rest) { return foldedWeight(output, rest); });
  for (size_t output = 0; output < 32; ++output)
    expected.push_back(output < 20 ? 0.5F : 0.0F);
  Floats filters = packWinograd({4, 3}, {2, 3}, weights.tensors["b.weight"]);
  expected.insert(expected.end(), filters.begin(), filters.end());

  Floats computed = floatsOf(packed->file);
  ASSERT_EQ(computed.size(), expected.size());
  // A rounding more or less.
  for (size_t i = 0; i < computed.size(); ++i)
    ASSERT_NEAR(computed[i], expected[i], 1e-6 * std::fabs(expected[i]))
        << "at " << i;
  EXPECT_EQ(
      network->getAttrOfType<IntegerAttr>(gnk::packedBytesAttribute).getInt(),
      static_cast<int64_t>(computed.size() * sizeof(float)));
}

TEST_F(PackedWeightsTest, LieAtAMultipleOf64UnderTheirName) {
  func::FuncOp network = plan();
  auto packed = packWeights(network, weights.file());
  ASSERT_TRUE(static_cast<bool>(packed)) << llvm::toString(packed.takeError());
  uint64_t size = llvm::support::endian::read64le(packed->file.data());
  EXPECT_EQ((8 + size) % 64, 0u);
  auto header =
      llvm::json::parse(llvm::StringRef(packed->file).substr(8, size));
  ASSERT_TRUE(static_cast<bool>(header)) << llvm::toString(header.takeError());
  EXPECT_EQ(header->getAsObject()->size(), 1u);
  EXPECT_NE(header->getAsObject()->getObject(packed->name), nullptr);
}

/// Then the file says nothing of floats.
TEST_F(PackedWeightsTest, CanBeOf16Bits) {
  auto packed = packWeights(plan("2", "bf16"), weights.file());
  ASSERT_TRUE(static_cast<bool>(packed)) << llvm::toString(packed.takeError());
  uint64_t size = llvm::support::endian::read64le(packed->file.data());
  llvm::StringRef file = packed->file;
  EXPECT_TRUE(file.substr(8, size).contains("\"dtype\":\"U8\",\"shape\":["));
  const char *data = file.data() + 8 + size;
  Floats expected = packDirect(
      [&](size_t output, size_t rest) { return foldedWeight(output, rest); });
  for (size_t i = 0; i < expected.size(); ++i) {
    uint32_t bits = llvm::support::endian::read16le(data + 2 * i) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    ASSERT_LE(std::fabs(value - expected[i]),
              0x1.01p-8 * std::fabs(expected[i]))
        << "at " << i;
  }
  EXPECT_NE(packed->name, nameOf(plan()));
}

TEST_F(PackedWeightsTest, HaveANameOfTheirPacking) {
  std::string name = nameOf(plan());
  EXPECT_EQ(name.substr(0, 12), "gnet.packed.");
  EXPECT_EQ(name, nameOf(plan()));
  EXPECT_NE(name, nameOf(plan("4")));
}

TEST_F(PackedWeightsTest, NeedTheNetworksParameters) {
  EXPECT_EQ(errorWith(weights.file()), "");
  Weights fewer = weights;
  fewer.tensors.erase("b.weight");
  EXPECT_NE(errorWith(fewer.file()).find("b.weight"), std::string::npos);
  Weights larger = weights;
  larger.tensors["a.norm.running_var"].push_back(1);
  EXPECT_NE(errorWith(larger.file()).find("a.norm.running_var"),
            std::string::npos);
  EXPECT_NE(errorWith("no safetensors file"), "");
}

} // namespace
} // namespace gnet
