// Threads that share a model, each with a context of its own. Run under
// ThreadSanitizer too.
#include "endtoend/Comparison.h"
#include "endtoend/Package.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <thread>

namespace gnet::endtoend {
namespace {

constexpr const char *spec = R"(
network net {
  input image: 3x31x29 { order: rgb }
  conv1: conv 5x5/2 24 { pad: same, activation: relu }
  norm1: lrn 5
  join: concat {
    left: conv 1x1 17 { activation: relu }
    right: conv 3x3 20 { pad: same, activation: relu }
    pool: max_pool 3x3/1 { pad: same }
  }
  pool1: avg_pool 3x3/2 { rounding: ceil }
  scores: global_avg_pool -> linear 10 -> softmax
}
)";

constexpr size_t threads = 4;
constexpr size_t runs = 20;

/// What one context gives for its inputs, one after another.
using Outputs = std::vector<std::vector<float>>;

Outputs outputsOf(const Package &package, uint64_t firstSeed) {
  Outputs outputs;
  llvm::Expected<Context> context = package.createContext();
  if (!context) {
    ADD_FAILURE() << llvm::toString(context.takeError());
    return outputs;
  }
  for (size_t run = 0; run < runs; ++run) {
    const reference::Tensor input =
        randomInput({3, 31, 29}, 1, firstSeed + run);
    auto output = package.run(context->get(), floats(input));
    if (output)
      outputs.push_back(std::move(*output));
    else
      ADD_FAILURE() << llvm::toString(output.takeError());
  }
  return outputs;
}

TEST(Contexts, OfOneModelDoNotInterfere) {
  TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder.file("net.gn"), spec));
  llvm::Error compiled = compile(folder.file("net.gn"), {"--weights=random:1"},
                                 folder.file("out"));
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(folder.file("out"), "net", 1);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());

  std::vector<Outputs> alone(threads), together(threads);
  for (size_t i = 0; i < threads; ++i)
    alone[i] = outputsOf(*package, 100 * i);
  std::vector<std::thread> running;
  running.reserve(threads);
  for (size_t i = 0; i < threads; ++i)
    running.emplace_back(
        [&, i] { together[i] = outputsOf(*package, 100 * i); });
  for (std::thread &thread : running)
    thread.join();

  for (size_t i = 0; i < threads; ++i) {
    ASSERT_EQ(alone[i].size(), runs);
    EXPECT_EQ(together[i], alone[i]) << "thread " << i; // to the last bit
  }
  EXPECT_NE(alone[0], alone[1]);
}

/// A run of fewer images gives them the numbers that a run of all gives, and
/// leaves alone what belongs to the others.
TEST(Contexts, RunAnyNumberOfImages) {
  constexpr int64_t batch = 7;
  TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder.file("net.gn"), spec));
  llvm::Error compiled =
      compile(folder.file("net.gn"), {"--weights=random:1", "--batch=7"},
              folder.file("out"));
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  for (int threads : {1, 2}) {
    auto package = Package::open(folder.file("out"), "net", threads);
    ASSERT_TRUE(static_cast<bool>(package))
        << llvm::toString(package.takeError());
    auto context = package->createContext();
    ASSERT_TRUE(static_cast<bool>(context))
        << llvm::toString(context.takeError());
    const std::vector<float> input = floats(randomInput({3, 31, 29}, batch, 1));
    auto all = package->run(context->get(), input);
    ASSERT_TRUE(static_cast<bool>(all)) << llvm::toString(all.takeError());
    const size_t outputs = all->size() / batch;
    for (int images = 1; images <= batch; ++images) {
      auto some = package->runBatch(context->get(), images, input);
      ASSERT_TRUE(static_cast<bool>(some)) << llvm::toString(some.takeError());
      const auto end = some->begin() + static_cast<ptrdiff_t>(images * outputs);
      EXPECT_TRUE(std::equal(some->begin(), end, all->begin()));
      EXPECT_TRUE(std::all_of(end, some->end(),
                              [](float value) { return std::isnan(value); }));
    }
  }
}

} // namespace
} // namespace gnet::endtoend
