//===- fuzz_weightmap.cpp - Any bytes as a weight map ---------------------===//
#include "weights/maps/FitWeightMap.h"
#include <cstdlib>

namespace {

/// A layer of each kind that learns something.
gnet::Network network() {
  gnet::Network made;
  made.input.shape = {3, 4, 4};
  gnet::Conv conv;
  conv.channels = 3;
  made.layers = {
      {"conv1", conv, {gnet::networkInput}, {3, 4, 4}, {}},
      {"conv1.norm", gnet::BatchNorm{}, {0}, {3, 4, 4}, {}},
      {"stage.unit_2.affine", gnet::Affine{}, {1}, {3, 4, 4}, {}},
      {"fc", gnet::Linear{10, true}, {2}, {10, 1, 1}, {}},
  };
  made.headOf = {-1, -1, -1, -1};
  made.output = 3;
  return made;
}

std::vector<gnet::FileTensor> tensors() {
  return {{"conv1.weight", {3, 3, 1, 1}, "float32", true},
          {"conv2d_3/kernel:0", {1, 1, 3, 3}, "float32", true},
          {"layer1.1.bn.running_var", {3}, "float32", true},
          {"fc.weight", {11, 48}, "float32", true},
          {"fc.bias", {11}, "float32", true}};
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  llvm::Expected<gnet::WeightMap> map = gnet::parseWeightMap(bytes, "fuzz.map");
  if (!map) {
    if (!llvm::StringRef(llvm::toString(map.takeError()))
             .starts_with("fuzz.map:"))
      std::abort();
    return 0;
  }
  const std::vector<gnet::FileTensor> file = tensors();
  const gnet::Fit fit = gnet::fitWeightMap(std::move(*map), network(), file);
  // What is read to arrange a tensor lies within it.
  for (const gnet::Placement &placement : fit.placements)
    for (const auto &product : placement.sum)
      for (const gnet::PlacedFactor &factor : product) {
        if (!factor.index)
          continue;
        size_t elements = 1;
        for (const int64_t dim : file[*factor.index].dims)
          elements *= dim;
        gnet::arrange(factor.arrangement, std::vector<float>(elements));
      }
  return 0;
}
