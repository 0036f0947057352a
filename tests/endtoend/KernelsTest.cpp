// Batches, too, run on kernels of oneDNN's that were written for speed: it
// falls to reference loops, a thousand times as slow, without a word where a
// descriptor does not suit it. SpecsTest.cpp has the same of all of specs/ for
// one image.
#include "endtoend/Package.h"
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

struct Case {
  const char *name;
  int batch;
};

std::ostream &operator<<(std::ostream &stream, const Case &what) {
  return stream << what.name << ", batch " << what.batch;
}

class Kernels : public testing::TestWithParam<Case> {};

TEST_P(Kernels, AreNoneOfTheReference) {
  const Case &of = GetParam();
  TemporaryFolder folder;
  const std::string out = folder.file("out");
  llvm::Error compiled =
      compile(std::string(SPECS "/") + of.name + ".gn",
              {"--weights=random:1", "--batch=" + std::to_string(of.batch),
               "--cpu-kernels=onednn"},
              out);
  ASSERT_FALSE(static_cast<bool>(compiled))
      << llvm::toString(std::move(compiled));
  auto package = Package::open(out, of.name, 1);
  ASSERT_TRUE(static_cast<bool>(package))
      << llvm::toString(package.takeError());
  ASSERT_GT(package->info().layer_count, 0);
  auto slow = package->referenceKernels();
  ASSERT_TRUE(static_cast<bool>(slow)) << llvm::toString(slow.takeError());
  EXPECT_EQ(*slow, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Specs, Kernels,
                         testing::Values(Case{"googlenet", 16},
                                         Case{"lenet5", 60},
                                         Case{"lenet5_1998", 7},
                                         Case{"resnet18", 2}));

} // namespace
} // namespace gnet::endtoend
