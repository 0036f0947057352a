#include "Placements.h"
#include "RunStep.h"

using namespace gnet::test;

namespace {

enum class Into { Own, Source, Gate };

struct Sizes {
  int64_t height, width;
  bool onePerChannel;
};

class Multiply : public testing::TestWithParam<Case> {
protected:
  std::string check(const Sizes &sizes, const gnetrt_activation &activation,
                    Into into = Into::Own) {
    const Case &c = GetParam();
    Images a = randomImages(c.batch, c.channels, sizes.height, sizes.width, 1);
    Images b = sizes.onePerChannel ? randomImages(c.batch, c.channels, 1, 1, 2)
                                   : randomImages(c.batch, c.channels,
                                                  sizes.height, sizes.width, 2);
    for (double &value : a.values)
      value *= 8; // Where the activations bend.
    Images expected = a;
    size_t each = sizes.onePerChannel ? sizes.height * sizes.width : 1;
    for (size_t i = 0; i < a.values.size(); ++i)
      expected.values[i] =
          activated(activation, a.values[i] * b.values[i / each]);
    Memory source(a, c.source), gate(b, c.destination), own(a, c.destination);
    Memory &destination = into == Into::Own      ? own
                          : into == Into::Source ? source
                                                 : gate;
    gnetrt_multiply multiply{c.batch, source.buffer(), destination.buffer(),
                             gate.buffer(), activation};
    std::string kernel =
        runStep({}, {source, &gate, destination}, [&](gnetrt_builder *builder) {
          return gnetrt_onednn_multiply(builder, 0, &multiply);
        });
    expectNear(destination.read(c.batch), expected);
    return kernel;
  }
};

} // namespace

TEST_P(Multiply, EveryActivation) {
  const Case &c = GetParam();
  for (bool onePerChannel : {true, false})
    for (const gnetrt_activation &activation : allActivations()) {
      SCOPED_TRACE(testing::Message()
                   << "kind " << activation.kind
                   << ", one factor a channel: " << onePerChannel);
      std::string kernel = check({5, 6, onePerChannel}, activation);
      // A number an image is what oneDNN has reference code for.
      bool isByImage = onePerChannel && c.channels == 1 && c.batch > 1;
      if (!isByImage && isGenerated(c.source.layout, c.channels, activation))
        EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
    }
}

/// oneDNN 3.2 is wrong about some products of batches of vectors.
TEST_P(Multiply, Vectors) {
  check({1, 1, true}, noActivation);
  check({1, 1, true}, relu);
  check({1, 1, true}, {GNETRT_HARD_SIGMOID, 1, 1});
}

TEST_P(Multiply, RowsAndColumns) {
  check({1, 7, true}, noActivation);
  check({7, 1, true}, {GNETRT_SILU, 1, 1});
}

TEST_P(Multiply, InPlace) {
  check({5, 6, true}, relu, Into::Source);
  check({5, 6, false}, noActivation, Into::Source);
  check({5, 6, false}, relu, Into::Gate);
}

INSTANTIATE_TEST_SUITE_P(Placements, Multiply,
                         testing::ValuesIn(sameLayoutCases()));
