#include "Placements.h"
#include "TestProgram.h"

#include <cmath>

using namespace gnet::test;

namespace {

struct Statistics {
  FileTensor scale, shift, mean, variance;
};

Statistics statisticsOf(int64_t channels) {
  auto tensor = [&](const char *name, unsigned seed) {
    return FileTensor{name, {channels}, randomFloats(channels, seed)};
  };
  Statistics s{tensor("weight", 2), tensor("bias", 3), tensor("mean", 4),
               tensor("variance", 5)};
  for (float &value : s.variance.values)
    value = std::abs(value);
  s.variance.values[0] = 0;
  return s;
}

Images reference(const Images &in, const Statistics &s, bool scale, bool shift,
                 double epsilon, bool relu) {
  Images out = in;
  for (int64_t n = 0; n < in.batch; ++n)
    for (int64_t c = 0; c < in.channels; ++c)
      for (int64_t h = 0; h < in.height; ++h)
        for (int64_t w = 0; w < in.width; ++w) {
          double y = (in.at(n, c, h, w) - s.mean.values[c]) /
                     std::sqrt(s.variance.values[c] + epsilon);
          y = y * (scale ? s.scale.values[c] : 1) +
              (shift ? s.shift.values[c] : 0);
          out.at(n, c, h, w) = relu && y < 0 ? 0 : y;
        }
  return out;
}

class BatchNorm : public testing::TestWithParam<Case> {
protected:
  void check(bool scale, bool shift, bool relu) {
    const Case &c = GetParam();
    double epsilon = 1e-3;
    Images in = randomImages(c.batch, c.channels, 5, 6, 1);
    Statistics s = statisticsOf(c.channels);
    Images expected = reference(in, s, scale, shift, epsilon, relu);
    Memory source(in, c.source), destination(expected, c.destination);
    gnetrt_batch_norm norm{c.batch, source.buffer(), destination.buffer(),
                           relu ? GNETRT_RELU : GNETRT_NO_ACTIVATION, epsilon};
    runStep({s.scale, s.shift, s.mean, s.variance}, source, destination,
            [&](gnetrt_builder *builder) {
              return gnetrt_onednn_batch_norm(
                  builder, 0, &norm,
                  scale ? gnetrt_parameter_value(builder, 0) : nullptr,
                  shift ? gnetrt_parameter_value(builder, 1) : nullptr,
                  gnetrt_parameter_value(builder, 2),
                  gnetrt_parameter_value(builder, 3));
            });
    expectNear(destination.read(c.batch), expected);
  }
};

} // namespace

TEST_P(BatchNorm, Affine) { check(true, true, false); }
TEST_P(BatchNorm, AffineRelu) { check(true, true, true); }
TEST_P(BatchNorm, Bare) { check(false, false, false); }
TEST_P(BatchNorm, BareRelu) { check(false, false, true); }
TEST_P(BatchNorm, ShiftOnly) { check(false, true, false); }

INSTANTIATE_TEST_SUITE_P(Placements, BatchNorm,
                         testing::ValuesIn(sameLayoutCases()));
