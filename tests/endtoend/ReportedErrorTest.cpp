// The error that --emit=kernels states of a kernel is that of the kernel.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include "llvm/Support/MemoryBuffer.h"
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <regex>

namespace gnet::endtoend {
namespace {

struct Case {
  int64_t channels, size;
  const char *kernel;
  const char *cpu = "native";
};

std::ostream &operator<<(std::ostream &stream, const Case &what) {
  return stream << what.kernel << ", " << what.channels << " channels";
}

class ReportedError : public testing::TestWithParam<Case> {};

/// What the line of a kernel with few products states, or 0.
double reported(const std::string &report) {
  std::smatch found;
  return std::regex_search(
             report, found,
             std::regex("(?:winograd|strassen) [0-9].* ([0-9.]+e-[0-9]+) .*\n"))
             ? std::stod(found[1])
             : 0;
}

/// A sample has not the largest error of a whole layer, and the layer's own
/// weights and inputs are others.
TEST_P(ReportedError, IsTheKernels) {
  const Case &of = GetParam();
  TemporaryFolder folder;
  const std::string spec = folder.file("net.gn"), out = folder.file("out"),
                    report = folder.file("report.txt");
  const std::string cpu = fmt::format("--cpu={}", of.cpu);
  ASSERT_TRUE(writeFile(
      spec,
      fmt::format("network net {{\n  input image: {}x{}x{}\n"
                  "  conv {} {} {{ pad: same, bias: false }}\n}}\n",
                  of.channels, of.size, of.size, of.kernel, of.channels)));
  for (const auto &[options, to] :
       {std::pair<std::vector<std::string>, std::string>(
            {"--emit=kernels", cpu}, report),
        {{"--weights=random:5", cpu}, out}}) {
    llvm::Error compiled = compile(spec, options, to);
    ASSERT_FALSE(static_cast<bool>(compiled))
        << llvm::toString(std::move(compiled));
  }
  auto text = llvm::MemoryBuffer::getFile(report);
  ASSERT_TRUE(static_cast<bool>(text));
  const double stated = reported((*text)->getBuffer().str());
  ASSERT_GT(stated, 0) << (*text)->getBuffer().str();

  const LoadResult loaded = loadNetwork(spec);
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const reference::Tensor input =
      randomInput(loaded.network->input.shape, /*batch=*/1, /*seed=*/3);
  const reference::Tensor expected = reference::run(
      *loaded.network, reference::byName(randomWeights(*loaded.network, 5)),
      input);
  auto package = Package::open(out, "net", 1);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  auto context = package->createContext();
  ASSERT_TRUE(static_cast<bool>(context))
      << llvm::toString(context.takeError());
  auto actual = package->run(context->get(), floats(input));
  ASSERT_TRUE(static_cast<bool>(actual)) << llvm::toString(actual.takeError());
  const double error = relativeError(*actual, expected);
  EXPECT_LT(error, 3 * stated);
  EXPECT_GT(error, stated / 3);
}

INSTANTIATE_TEST_SUITE_P(
    Layers, ReportedError,
    testing::Values(Case{128, 56, "3x3"}, Case{192, 28, "3x3"},
                    Case{256, 14, "3x3"}, Case{64, 28, "5x5"},
                    Case{192, 17, "1x7"}, Case{192, 17, "7x1"},
                    Case{512, 14, "1x1", "x86-64-v2"}));

} // namespace
} // namespace gnet::endtoend
