// Every network of specs/ on the GPU of this machine, against the CPU's package
// with the same weights: the argument of the program names one. Where there is
// no GPU to run on, it says why and gives 77.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"

extern "C" {
#include "cuda/device.h"
}

#include <cstdio>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

constexpr int skipped = 77;
constexpr double tolerance = 1e-4;

std::string specName;

std::vector<float> outputOf(const std::string &target,
                            const reference::Tensor &input) {
  TemporaryFolder folder;
  const std::string out = folder.file(specName);
  llvm::Error compiled = gnetc(SPECS "/" + specName + ".gn",
                               {"--target=" + target, "--weights=random:11",
                                "--batch=" + std::to_string(input.batch)},
                               out);
  if (compiled) {
    ADD_FAILURE() << llvm::toString(std::move(compiled));
    return {};
  }
  auto package = Package::open(out, specName, 1);
  if (!package) {
    ADD_FAILURE() << llvm::toString(package.takeError());
    return {};
  }
  auto context = package->createContext();
  auto output = context ? package->run(context->get(), floats(input))
                        : context.takeError();
  if (output)
    return *output;
  ADD_FAILURE() << llvm::toString(output.takeError());
  return {};
}

TEST(Card, ComputesWhatTheCpuDoes) {
  const LoadResult loaded = loadNetwork(SPECS "/" + specName + ".gn");
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const reference::Tensor input = randomPixels(loaded.network->input, 2, 11);
  const std::vector<float> expected = outputOf("cpu", input);
  const std::vector<float> actual = outputOf("cuda", input);
  ASSERT_FALSE(expected.empty());
  reference::Tensor right(2, loaded.network->shapeOf(loaded.network->output));
  right.values.assign(expected.begin(), expected.end());
  const double error = relativeError(actual, right);
  fmt::print("{}: relative error {:.1e}\n", specName, error);
  EXPECT_LT(error, tolerance);
}

/// Empty: there is one.
std::string whyThereIsNoCard() {
  gnetrt_device device;
  gnet_error error{};
  const gnet_status status = gnetrt_device_open(&device, 0, &error);
  if (status == GNET_OK)
    std::printf("on %s\n", device.name);
  gnetrt_device_close(&device);
  return status == GNET_OK ? "" : error.message;
}

} // namespace
} // namespace gnet::endtoend

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2)
    return 2;
  gnet::endtoend::specName = argv[1];
  const std::string why = gnet::endtoend::whyThereIsNoCard();
  if (why.empty())
    return RUN_ALL_TESTS();
  std::printf("skipped: %s\n", why.c_str());
  return gnet::endtoend::skipped;
}
