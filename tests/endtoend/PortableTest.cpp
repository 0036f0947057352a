// A package for several CPUs gives what the packages for each give.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"
#include "weights/Weights.h"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

const std::vector<std::string> levels = {"x86-64-v4", "x86-64-v3", "x86-64-v2"};

constexpr const char *inception = R"(
network net {
  input image: 3x28x28 { order: rgb, scale: 1/255 }
  defaults conv { pad: same, activation: relu }
  conv1: conv 7x7/2 16
  norm1: lrn 5
  join: concat {
    b1: conv 1x1 24
    b2: conv 1x1 16 -> conv 3x3 32
    b3: conv 1x1 8 -> conv 5x5 8
    b4: max_pool 3x3/1 { pad: same } -> conv 1x1 8
  }
  scores: global_avg_pool -> linear 10 -> softmax
}
)";

class Portable : public testing::Test {
protected:
  void SetUp() override { ASSERT_TRUE(writeFile(spec, inception)); }

  /// The spec, compiled to the folder `name`.
  std::string make(const std::string &of, const std::string &name,
                   std::vector<std::string> options) const {
    const std::string out = folder.file(name);
    options.push_back("--batch=2");
    llvm::Error compiled = compile(of, options, out);
    EXPECT_FALSE(static_cast<bool>(compiled))
        << llvm::toString(std::move(compiled));
    return out;
  }

  static std::vector<float> run(const std::string &out, const std::string &net,
                                const char *cpu) {
    auto package = Package::open(out, net, 2, cpu);
    if (!package) {
      ADD_FAILURE() << llvm::toString(package.takeError());
      return {};
    }
    if (cpu)
      EXPECT_STREQ(package->info().cpu, cpu);
    auto context = package->createContext();
    if (!context) {
      ADD_FAILURE() << llvm::toString(context.takeError());
      return {};
    }
    const gnet_info &info = package->info();
    const Shape shape{info.input_channels, info.input_height, info.input_width};
    auto output =
        package->run(context->get(), floats(randomInput(shape, info.batch, 5)));
    if (!output) {
      ADD_FAILURE() << llvm::toString(output.takeError());
      return {};
    }
    return *output;
  }

  /// Whether this machine runs code for `cpu`; if not, opening says so.
  static bool canRun(const std::string &out, const std::string &net,
                     const std::string &cpu) {
    auto package = Package::open(out, net, 1, cpu.c_str());
    if (package)
      return true;
    const std::string why = llvm::toString(package.takeError());
    EXPECT_NE(why.find(" for " + cpu), std::string::npos) << why;
    return false;
  }

  void expectEqual(const std::string &of, const std::string &net,
                   const std::vector<std::string> &options) const {
    std::vector<std::string> portable = options;
    portable.push_back("--cpu=portable");
    const std::string all = make(of, "portable", portable);
    std::vector<float> best;
    for (const std::string &level : levels) {
      SCOPED_TRACE(level);
      if (!canRun(all, net, level)) {
        fmt::print("this machine has not {}\n", level);
        continue;
      }
      std::vector<std::string> single = options;
      single.push_back("--cpu=" + level);
      const std::vector<float> output = run(all, net, level.c_str());
      EXPECT_EQ(output, run(make(of, level, single), net, nullptr));
      if (best.empty())
        best = output;
    }
    EXPECT_FALSE(best.empty());
    EXPECT_EQ(run(all, net, nullptr), best) << "the first that runs is taken";
  }

  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn");
};

TEST_F(Portable, LeNet5IsThatOfEachLevel) {
  expectEqual(SPECS "/lenet5.gn", "lenet5", {"--weights=random:3"});
}

TEST_F(Portable, InceptionIsThatOfEachLevel) {
  expectEqual(spec, "net", {"--weights=random:3"});
}

TEST_F(Portable, InceptionWithEmbeddedWeightsIsThatOfEachLevel) {
  expectEqual(spec, "net", {"--weights=random:3", "--embed-weights"});
}

TEST_F(Portable, InceptionOfOneDnnIsThatOfEachLevel) {
  expectEqual(spec, "net", {"--weights=random:3", "--cpu-kernels=onednn"});
}

/// Processors stand for their levels, in whatever order they are given.
TEST_F(Portable, NamesWhatItIsFor) {
  const std::string out =
      make(spec, "two", {"--weights=random:3", "--cpu=nehalem,haswell"});
  auto package = Package::open(out, "net", 1, "nehalem");
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  EXPECT_EQ(package->cpus(), (std::vector<std::string>{"haswell", "nehalem"}));
  EXPECT_EQ(package->info().cpu_features,
            std::string("sse3,ssse3,sse4.1,sse4.2,popcnt"));
  auto other = Package::open(out, "net", 1, "znver4");
  EXPECT_EQ(llvm::toString(other.takeError()),
            "model_open: options.cpu is 'znver4': the package is for haswell, "
            "nehalem");
}

} // namespace
} // namespace gnet::endtoend
