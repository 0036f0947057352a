#include "Placements.h"
#include "RunStep.h"

using namespace gnet::test;

namespace {

enum class Into { Own, Source, Addend };

class Add : public testing::TestWithParam<Case> {
protected:
  std::string check(double first, double second,
                    const gnetrt_activation &activation,
                    Into into = Into::Own) {
    const Case &c = GetParam();
    Images a = randomImages(c.batch, c.channels, 5, 6, 1);
    Images b = randomImages(c.batch, c.channels, 5, 6, 2);
    Images expected = a;
    for (size_t i = 0; i < a.values.size(); ++i)
      expected.values[i] =
          activated(activation, first * a.values[i] + second * b.values[i]);
    Memory source(a, c.source), addend(b, c.destination), own(a, c.destination);
    Memory &destination = into == Into::Own      ? own
                          : into == Into::Source ? source
                                                 : addend;
    gnetrt_add add{c.batch,         source.buffer(), destination.buffer(),
                   addend.buffer(), {first, second}, activation};
    std::string kernel = runStep({}, {source, &addend, destination},
                                 [&](gnetrt_builder *builder) {
                                   return gnetrt_onednn_add(builder, 0, &add);
                                 });
    expectNear(destination.read(c.batch), expected);
    return kernel;
  }
};

} // namespace

TEST_P(Add, EveryActivation) {
  for (const gnetrt_activation &activation : allActivations()) {
    SCOPED_TRACE(activation.kind);
    std::string kernel = check(1, 1, activation);
    const Case &c = GetParam();
    if (isGenerated(c.source.layout, c.channels, activation))
      EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
  }
}

TEST_P(Add, Factors) {
  check(1, 0.17, relu);
  check(-2.5, 1, noActivation);
  check(0.5, 0.25, relu);
}

TEST_P(Add, InPlace) {
  check(1, 1, relu, Into::Source);
  check(1, 0.17, relu, Into::Addend);
}

INSTANTIATE_TEST_SUITE_P(Placements, Add, testing::ValuesIn(sameLayoutCases()));
