// Folded layers as they are computed here, against the reference, which folds
// nothing and computes in double.
#include "quantization/Evaluation.h"
#include "NetworkOf.h"
#include "reference/NamedWeights.h"
#include <random>

namespace gnet {
namespace {

void expectReference(const std::string &text) {
  const Network network = networkOf(text);
  const Weights weights = randomWeights(network, 5);
  const FoldedNetwork folded = foldedOf(network, weights);
  reference::Tensor input(1, network.input.shape);
  std::mt19937 random(7);
  for (double &value : input.values)
    value = std::normal_distribution<float>()(random);
  const auto expected =
      reference::runLayers(network, reference::byName(weights), input);
  const Image image(input.values.begin(), input.values.end());
  const Evaluation evaluation(folded);
  std::vector<Image> results;
  for (size_t id = 0; id < folded.network.layers.size(); ++id) {
    const Layer &layer = folded.network.layers[id];
    std::vector<const Image *> inputs;
    for (LayerId from : layer.inputs)
      inputs.push_back(from == networkInput ? &image : &results[from]);
    results.push_back(evaluation.layer(static_cast<LayerId>(id), inputs));
    const std::vector<double> &exact = expected[folded.origins[id]].values;
    ASSERT_EQ(results.back().size(), exact.size()) << layer.path;
    double largest = 0;
    for (double value : exact)
      largest = std::max(largest, std::abs(value));
    for (size_t i = 0; i < exact.size(); ++i)
      ASSERT_NEAR(results.back()[i], exact[i], 2e-5 * largest)
          << layer.path << " " << i;
  }
}

TEST(Evaluation, IsTheReferences) {
  expectReference(R"(network layers {
    input image: 3x17x15 { order: rgb }
    defaults conv { pad: same, activation: relu }
    stem: conv 3x3/2 8 { norm: batch_norm, activation: silu }
    norm: lrn 3 { alpha: 0.1 }
    plain: conv 3x3 8 { groups: 4, dilation: 2, activation: hard_swish }
    pool: max_pool 3x3/2 { rounding: ceil }
    join: concat {
      a: conv 1x1 4 { activation: tanh }
      b: avg_pool 3x3/1 { pad: same, count_padding: true }
      c: avg_pool 3x3/1 { pad: same, count_padding: false } -> leaky_relu
      d: conv 5x1 3 { bias: false, activation: gelu }
    }
    apart: batch_norm -> relu6
    scaled: conv 1x1 23 { bias: false, activation: none } -> scale 0.5 { offset: 1 } -> affine -> hard_sigmoid
    gated: multiply {
      main: from input
      gate: global_avg_pool -> linear 23 { activation: sigmoid }
    }
    sum: add {
      a: from input
      b: from apart
      c: batch_norm -> dropout 40%
    }
    fc: linear 10 { bias: false, norm: batch_norm }
    distances: rbf 4
    prob: scale -1 -> softmax
  })");
}

TEST(Evaluation, ConnectionsAreDense) {
  expectReference(R"(network connected {
    input digit: 3x8x8
    c: conv 3x3 4 { connections: [[0], [0, 2], [1, 2], [0, 1, 2]], pad: valid }
  })");
}

TEST(FoldNetwork, AVarianceThatIsNoneIsAnError) {
  const Network network = networkOf(R"(network net {
    input image: 3x8x8
    c: conv 3x3 4 { pad: same, norm: batch_norm }
  })");
  Weights weights = randomWeights(network, 1);
  weights.back().values[0] = -1;
  auto folded = foldNetwork(network, weights);
  ASSERT_FALSE(static_cast<bool>(folded));
  EXPECT_EQ(llvm::toString(folded.takeError()),
            "'c': its batch norm cannot divide by the deviation of a channel");
}

} // namespace
} // namespace gnet
