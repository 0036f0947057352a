//===- NetworkOf.h - A spec's text as a network ---------------------------===//
#ifndef GNET_UNIT_QUANTIZATION_NETWORKOF_H
#define GNET_UNIT_QUANTIZATION_NETWORKOF_H

#include "language/Frontend.h"
#include "quantization/FoldNetwork.h"
#include "gtest/gtest.h"

namespace gnet {

inline Network networkOf(const std::string &text) {
  LoadResult loaded =
      loadNetwork("net.gn", [&](const std::string &, size_t) -> FileContent {
        return {text, {}};
      });
  EXPECT_TRUE(loaded.network) << loaded.diagnostics.render();
  return std::move(*loaded.network);
}

inline FoldedNetwork foldedOf(const Network &network, const Weights &weights) {
  auto folded = foldNetwork(network, weights);
  EXPECT_TRUE(static_cast<bool>(folded));
  return std::move(*folded);
}

} // namespace gnet

#endif // GNET_UNIT_QUANTIZATION_NETWORKOF_H
