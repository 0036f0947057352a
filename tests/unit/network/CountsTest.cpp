// Totals against published figures: the paper's table with biases, and the
// modern LeNet-5.
#include "network/Counts.h"
#include "language/Frontend.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

TEST(Counts, GoogLeNetIsThePapers) {
  LoadResult loaded = loadNetwork(SPECS "/googlenet.gn");
  ASSERT_TRUE(loaded.network);
  const Network &network = *loaded.network;
  Counts inference = countInference(network);
  EXPECT_EQ(inference.parameters, 6998552);
  EXPECT_NEAR(static_cast<double>(inference.macs), 1.583e9, 0.0005e9);
  ASSERT_EQ(network.heads.size(), 2u);
  EXPECT_EQ(countHead(network, 0).parameters + countHead(network, 1).parameters,
            6379728);
  for (const Row &row : network.rows)
    if (row.name.rfind("inception_", 0) == 0)
      EXPECT_EQ(depthOfRow(network, row), 2) << row.name;
}

TEST(Counts, LeNet5IsTheModernForm) {
  LoadResult loaded = loadNetwork(SPECS "/lenet5.gn");
  ASSERT_TRUE(loaded.network);
  EXPECT_EQ(countInference(*loaded.network).parameters, 61706);
}

} // namespace
