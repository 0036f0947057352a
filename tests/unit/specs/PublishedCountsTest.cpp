// What the specs' layers add up to, against what others publish.
#include "PublishedCounts.h"

#include "language/Frontend.h"
#include "network/Counts.h"
#include "network/Parameters.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gnet::test {
namespace {

int64_t runningStatistics(const Network &network) {
  int64_t sum = 0;
  for (const Parameter &parameter : inferenceParameters(network))
    if (parameter.role == ParameterRole::Mean ||
        parameter.role == ParameterRole::Variance)
      sum += parameter.elements();
  return sum;
}

/// An empty figure says nothing; one in M is rounded.
void expectFigure(const std::string &published, int64_t computed) {
  if (published.empty())
    return;
  size_t end = 0;
  int64_t figure = std::stoll(published, &end);
  if (published.substr(end) == "M")
    EXPECT_EQ(std::llround(static_cast<double>(computed) / 1e6), figure);
  else
    EXPECT_EQ(computed, figure);
}

std::string inputOf(const Network &network) {
  const Shape &shape = network.input.shape;
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) +
         "x" + std::to_string(shape.width);
}

class Published : public testing::TestWithParam<PublishedCounts> {};

TEST_P(Published, CountsAgree) {
  const PublishedCounts &row = GetParam();
  SCOPED_TRACE(row.definition);
  LoadResult loaded =
      loadNetwork(std::string(GNET_SPECS) + "/" + row.spec + ".gn");
  ASSERT_TRUE(loaded.network) << loaded.diagnostics.render();
  const Network &network = *loaded.network;
  EXPECT_EQ(inputOf(network), row.input);

  Counts inference = countInference(network);
  int64_t heads = 0;
  for (size_t head = 0; head < network.heads.size(); ++head)
    heads += countHead(network, static_cast<int>(head)).parameters;
  EXPECT_NE(row.params, "");
  expectFigure(row.params,
               inference.parameters +
                   (row.countsStatistics ? runningStatistics(network) : 0));
  expectFigure(row.paramsWithAux, inference.parameters + heads);
  expectFigure(row.macs, inference.macs);
}

std::string nameOf(const testing::TestParamInfo<PublishedCounts> &info) {
  return info.param.spec + "_" + std::to_string(info.index);
}

INSTANTIATE_TEST_SUITE_P(
    Counts, Published,
    testing::ValuesIn(readPublishedCounts(GNET_PUBLISHED_COUNTS)), nameOf);

} // namespace
} // namespace gnet::test
