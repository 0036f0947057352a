#include "Placements.h"
#include "RunStep.h"

using namespace gnet::test;

namespace {

class Affine : public testing::TestWithParam<Case> {
protected:
  struct Values {
    bool scale, shift;
    gnetrt_activation activation;
    bool inPlace = false;
    int64_t height = 5, width = 6;
  };

  void check(const Values &what) {
    const Case &c = GetParam();
    Images in = randomImages(c.batch, c.channels, what.height, what.width, 1);
    FileTensor scale{"weight", {c.channels}, randomFloats(c.channels, 2)};
    FileTensor shift{"bias", {c.channels}, randomFloats(c.channels, 3)};
    Images expected = in;
    for (size_t i = 0; i < in.values.size(); ++i) {
      int64_t channel = i / (what.height * what.width) % c.channels;
      double value = in.values[i] * (what.scale ? scale.values[channel] : 1) +
                     (what.shift ? shift.values[channel] : 0);
      expected.values[i] = activated(what.activation, value);
    }
    Memory source(in, c.source), other(in, c.destination);
    Memory &destination = what.inPlace ? source : other;
    gnetrt_affine affine{c.batch, source.buffer(), destination.buffer(),
                         what.activation};
    runStep({scale, shift}, source, destination, [&](gnetrt_builder *builder) {
      return gnetrt_onednn_affine(
          builder, 0, &affine,
          what.scale ? gnetrt_parameter_value(builder, 0) : nullptr,
          what.shift ? gnetrt_parameter_value(builder, 1) : nullptr);
    });
    expectNear(destination.read(c.batch), expected);
  }
};

} // namespace

TEST_P(Affine, ScaleAndShift) {
  for (const gnetrt_activation &activation : allActivations()) {
    SCOPED_TRACE(activation.kind);
    check({true, true, activation});
  }
}

TEST_P(Affine, Vectors) {
  check({true, true, relu, /*inPlace=*/false, 1, 1});
  check({true, false, noActivation, /*inPlace=*/false, 1, 1});
  check({false, true, noActivation, /*inPlace=*/true, 1, 1});
  check({false, false, {GNETRT_SIGMOID, 1, 1}, /*inPlace=*/false, 1, 1});
}

TEST_P(Affine, ScaleOnly) { check({true, false, noActivation}); }
TEST_P(Affine, ShiftOnly) { check({false, true, relu}); }

TEST_P(Affine, ActivationOnly) {
  for (const gnetrt_activation &activation : allActivations()) {
    SCOPED_TRACE(activation.kind);
    check({false, false, activation});
  }
}

TEST_P(Affine, InPlace) {
  check({true, true, relu, /*inPlace=*/true});
  check({false, false, {GNETRT_SIGMOID, 1, 1}, /*inPlace=*/true});
}

INSTANTIATE_TEST_SUITE_P(Placements, Affine,
                         testing::ValuesIn(sameLayoutCases()));
