// A calibration is of one network and its weights.
#include "quantization/Digests.h"
#include "NetworkOf.h"

namespace gnet {
namespace {

const std::string spec = R"(network net {
  input image: 3x8x8 { order: rgb }
  a: conv 3x3 4 { pad: same, activation: relu }
  b: max_pool 2x2/2
  c: lrn 5 { alpha: 1e-4 }
})";

std::string digestWith(const std::string &before, const std::string &after) {
  std::string text = spec;
  size_t place = text.find(before);
  EXPECT_NE(place, std::string::npos) << before;
  return networkDigest(networkOf(text.replace(place, before.size(), after)));
}

TEST(Digests, AreThoseOfWhatIsComputed) {
  const std::string digest = networkDigest(networkOf(spec));
  EXPECT_EQ(digest.size(), 64u);
  EXPECT_EQ(digest, digestWith("network net", "network other"));
  EXPECT_EQ(digest, digestWith("c: lrn", "// nothing\n  c: lrn"));
  for (auto [before, after] : std::vector<std::pair<std::string, std::string>>{
           {"3x8x8", "3x8x9"},
           {"rgb", "bgr"},
           {"a: conv", "d: conv"},
           {"relu", "tanh"},
           {"pad: same", "pad: same, bias: false"},
           {"2x2/2", "2x2/1"},
           {"1e-4", "1.0000001e-4"}})
    EXPECT_NE(digest, digestWith(before, after)) << after;
}

TEST(Digests, WhatDoesNotFitIsAnError) {
  const Network network = networkOf(spec);
  Weights weights = randomWeights(network, 1);
  Calibration calibration;
  calibration.network = "net";
  calibration.networkDigest = networkDigest(network);
  calibration.weightsDigest = weightsDigest(weights);
  EXPECT_EQ(llvm::toString(checkDigests(calibration, network, &weights)), "");
  EXPECT_EQ(llvm::toString(checkDigests(calibration, network, nullptr)), "");
  weights[0].values[0] += 1;
  EXPECT_EQ(llvm::toString(checkDigests(calibration, network, &weights)),
            "the calibration of 'net' is of other weights: make one with gnetc "
            "calibrate and these");
  calibration.networkDigest = "0";
  EXPECT_EQ(llvm::toString(checkDigests(calibration, network, nullptr)),
            "the calibration is of another network, 'net', or of 'net' before "
            "it was changed: make one with gnetc calibrate");
}

TEST(Digests, AnImportIsOfAnyPreparation) {
  Network network = networkOf(spec);
  Calibration calibration;
  calibration.network = "net";
  calibration.networkDigest = importDigest(network);
  network.input.mean = {1, 2, 3};
  EXPECT_NE(llvm::toString(checkDigests(calibration, network, nullptr)), "");
  calibration.method = importedMethod.str();
  EXPECT_EQ(llvm::toString(checkDigests(calibration, network, nullptr)), "");
  network.input.shape.height = 9;
  EXPECT_NE(llvm::toString(checkDigests(calibration, network, nullptr)), "");
}

} // namespace
} // namespace gnet
