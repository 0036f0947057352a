// Which results there are, what they are called, and which are alike.
#include "quantization/Results.h"
#include "NetworkOf.h"

namespace gnet {
namespace {

class ResultsTest : public testing::Test {
protected:
  const Network network = networkOf(R"(network net {
    input image: 3x16x16
    defaults conv { pad: same, activation: relu }
    a: conv 3x3 4 { norm: batch_norm }
    b: max_pool 2x2/2
    c: concat {
      x: conv 1x1 4
      y: conv 3x3 4 { activation: none }
    }
    d: add {
      x: conv 1x1 8 { activation: none }
      y: from input
    } -> relu
    e: lrn 3
    f: linear 10
    g: softmax
  })");
  const FoldedNetwork folded = foldedOf(network, randomWeights(network, 1));
  const Results results{folded.network};

  using Names = std::vector<std::string>;
  Names firstNames(const std::vector<LayerId> &ids) {
    Names names;
    for (LayerId id : ids)
      names.push_back(results.names(id).front());
    return names;
  }
  LayerId idOf(const std::string &path) {
    for (size_t id = 0; id < folded.network.layers.size(); ++id)
      if (folded.network.layers[id].path == path)
        return static_cast<LayerId>(id);
    ADD_FAILURE() << path;
    return networkInput;
  }
};

TEST_F(ResultsTest, AnActivationIsItsLayers) {
  EXPECT_EQ(firstNames(results.all()),
            (Names{"image", "a", "b", "c.x", "c.y", "c", "d.x", "d.add", "e",
                   "f", "g"}));
  EXPECT_EQ(results.of(idOf("a")), idOf("a.relu"));
  EXPECT_EQ(results.names(results.of(idOf("a"))), Names{"a"});
  EXPECT_EQ(results.names(results.of(idOf("d.add"))),
            (Names{"d.add", "d.relu"}));
}

TEST_F(ResultsTest, WhatIsJoinedIsAlike) {
  std::vector<Names> groups;
  for (const std::vector<LayerId> &group : results.alike())
    groups.push_back(firstNames(group));
  EXPECT_EQ(groups, (std::vector<Names>{{"image"},
                                        {"a", "b"},
                                        {"c.x", "c.y", "c"},
                                        {"d.x"},
                                        {"d.add"},
                                        {"e"},
                                        {"f"},
                                        {"g"}}));
}

TEST_F(ResultsTest, BytesAreWhatOtherLayersRead) {
  std::vector<bool> kept(folded.network.layers.size());
  auto areBytes = [&](const char *path) -> bool {
    return results.integers(kept).bytes[idOf(path)];
  };
  for (const char *path : {"a", "a.relu", "b", "c.x", "c", "d.add", "e"})
    EXPECT_TRUE(areBytes(path)) << path;
  // That of d.x is added to the other branch as it is computed.
  for (const char *path : {"d.x", "f", "g"})
    EXPECT_FALSE(areBytes(path)) << path;
  EXPECT_EQ(results.scores(), idOf("f"));
  EXPECT_TRUE(results.integers(kept).products[idOf("a")]);
  EXPECT_TRUE(results.integers(kept).products[idOf("f")]);
  // The input is bytes where it has a range.
  Calibration calibration;
  EXPECT_FALSE(results.integers(kept, calibration).products[idOf("a")]);
  calibration.ranges["image"] = {0, 1};
  EXPECT_TRUE(results.integers(kept, calibration).products[idOf("a")]);
  // What is joined with it lies beside it.
  kept[idOf("c.x")] = true;
  for (const char *path : {"c.x", "c.y", "c"})
    EXPECT_FALSE(areBytes(path)) << path;
  EXPECT_TRUE(areBytes("b"));
}

TEST(Results, AFlatInputIsTheInput) {
  const Network network = networkOf(R"(network net {
    input image: 3x4x4
    a: flatten
    b: linear 4
    c: linear 3
  })");
  const Results results(network);
  EXPECT_EQ(results.all(), (std::vector<LayerId>{networkInput, 1, 2}));
  const Results::Integers integers =
      results.integers(Results::Layers(network.layers.size()));
  EXPECT_EQ(integers.bytes, (Results::Layers{false, true, false}));
  EXPECT_EQ(integers.products, (Results::Layers{false, false, true}));
}

} // namespace
} // namespace gnet
