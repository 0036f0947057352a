#include "RunStep.h"

#include <gtest/gtest.h>

using namespace gnet::test;

TEST(Rbf, SquaredDistances) {
  constexpr int64_t batch = 2, features = 3;
  Images in = randomImages(batch, 2, 3, 1, 1);
  FileTensor centres{"weight", {features, 6}, randomFloats(18, 2)};
  Images expected(batch, features, 1, 1);
  for (int64_t n = 0; n < batch; ++n)
    for (int64_t o = 0; o < features; ++o)
      for (int64_t i = 0; i < 6; ++i) {
        double difference = in.values[n * 6 + i] - centres.values[o * 6 + i];
        expected.at(n, o, 0, 0) += difference * difference;
      }
  Memory source(in, {GNETRT_NCHW, 5}), destination(expected, {GNETRT_NCHW, 4});
  gnetrt_unary rbf{batch, source.buffer(), destination.buffer()};
  std::string kernel =
      runStep({centres}, source, destination, [&](gnetrt_builder *builder) {
        return gnetrt_onednn_rbf(builder, 0, &rbf,
                                 gnetrt_parameter_value(builder, 0));
      });
  expectNear(destination.read(batch), expected);
  EXPECT_EQ(kernel, "direct");
}
