#include "Placements.h"
#include "RunStep.h"

#include <cmath>

using namespace gnet::test;

namespace {

using Make = int32_t (*)(gnetrt_builder *, int64_t, const gnetrt_unary *);

void check(const Case &c, const Images &in, const Images &expected, Make make) {
  Memory source(in, c.source), destination(expected, c.destination);
  gnetrt_unary unary{c.batch, source.buffer(), destination.buffer()};
  runStep({}, source, destination,
          [&](gnetrt_builder *builder) { return make(builder, 0, &unary); });
  expectNear(destination.read(c.batch), expected);
}

Images softmax(const Images &in) {
  Images out = in;
  for (int64_t n = 0; n < in.batch; ++n)
    for (int64_t h = 0; h < in.height; ++h)
      for (int64_t w = 0; w < in.width; ++w) {
        double sum = 0;
        for (int64_t c = 0; c < in.channels; ++c)
          sum += std::exp(in.at(n, c, h, w));
        for (int64_t c = 0; c < in.channels; ++c)
          out.at(n, c, h, w) = std::exp(in.at(n, c, h, w)) / sum;
      }
  return out;
}

class SameLayout : public testing::TestWithParam<Case> {
protected:
  Images images(int64_t height, int64_t width) const {
    return randomImages(GetParam().batch, GetParam().channels, height, width,
                        1);
  }
};

class MixedLayout : public testing::TestWithParam<Case> {};

} // namespace

TEST_P(SameLayout, SoftmaxOfVector) {
  Images in = images(1, 1);
  for (double &value : in.values)
    value = static_cast<float>(value * 20);
  check(GetParam(), in, softmax(in), gnetrt_onednn_softmax);
}

TEST_P(SameLayout, SoftmaxOfImage) {
  Images in = images(3, 5);
  check(GetParam(), in, softmax(in), gnetrt_onednn_softmax);
}

INSTANTIATE_TEST_SUITE_P(Placements, SameLayout,
                         testing::ValuesIn(sameLayoutCases()));

TEST_P(MixedLayout, Reorder) {
  const Case &c = GetParam();
  Images in = randomImages(c.batch, c.channels, 5, 7, 1);
  check(c, in, in, gnetrt_onednn_reorder);
  in = randomImages(c.batch, c.channels, 1, 1, 1);
  check(c, in, in, gnetrt_onednn_reorder);
}

INSTANTIATE_TEST_SUITE_P(Placements, MixedLayout,
                         testing::ValuesIn(mixedLayoutCases()));

TEST(Softmax, LargeScoresDoNotOverflow) {
  Images in(1, 20, 1, 1);
  for (int64_t c = 0; c < 20; ++c)
    in.at(0, c, 0, 0) = 1000.0 + c;
  Images shifted = in;
  for (double &value : shifted.values)
    value -= 1000;
  check({1, 20, {}, {}}, in, softmax(shifted), gnetrt_onednn_softmax);
}
